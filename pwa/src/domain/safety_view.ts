/** What the electrical rules say about a draft, in the shape that screens show and the freeze writes down. */
import type { Reason } from "./decisions";
import type { ReadingDraft, Schemas } from "./draft";
import { readMeasured } from "./measured";

export type Level = Schemas["VerdictV2"]["level"];
export type Both = Schemas["Bilingual"];

/** One test of this visit with its reading and verdict. `level` is null while nothing was entered. */
export interface ReadingView {
  test: Schemas["Test"];
  reading: ReadingDraft;
  level: Level | null;
  /** the limit's id; empty where no limit applies */
  limit: string;
  limitText: Both;
  why: Both;
  /** what it means, for somebody who is no electrician; empty where nothing need be said */
  plain: Both;
  action: Both;
  standard: string;
  clause: string;
  /** earlier attempts at this test, each with its own verdict */
  earlier: readonly Omit<ReadingView, "earlier">[];
}

export interface SafetyView {
  readings: ReadingView[];
  /** all that the three voltages may mean, what they cannot show at the end; empty until all three are there */
  wiring: Schemas["WiringFault"][];
  level: Level;
  /** the limit or rule that decided the level, in words, and what to do now */
  decisive: { limit: string; why: Both; plain: Both; action: Both };
  /** everything that keeps the test from a pass, the worst first */
  reasons: readonly Reason[];
}

export const NOTHING: Both = { zh: "", en: "" };

/** Measured or seen. A number that is still being typed ("0.") is not a reading yet. */
export function isTaken(view: Pick<ReadingView, "test" | "reading">): boolean {
  const { test, reading } = view;
  if (reading.notTaken !== "" || reading.value === "") return false;
  return test.input === "choice" || readMeasured(reading.value) !== null;
}

/** Answered: measured, seen, or honestly not taken. */
export function isAnswered(view: ReadingView): boolean {
  return view.reading.notTaken !== "" || isTaken(view);
}

/** Tests that must be answered before work (phase supply) or before handing over (phase appliance). */
export function openReadings(safety: SafetyView, phase: "supply" | "appliance"): ReadingView[] {
  return safety.readings.filter((view) => view.test.phase === phase && view.test.required && !isAnswered(view));
}

export type WorkLock = "untested" | "refused" | "open";

/** Work opens when every required supply test is answered and none of them forbids it. */
export function workLock(safety: SafetyView): WorkLock {
  const supply = safety.readings.filter((view) => view.test.phase === "supply");
  if (supply.some((view) => view.level === "refuse") || (safety.level === "refuse" && supplyDecides(safety)))
    return "refused";
  return openReadings(safety, "supply").length > 0 ? "untested" : "open";
}

/** A refusal that no appliance reading caused comes from the supply: wiring, or a rule over several readings. */
function supplyDecides(safety: SafetyView): boolean {
  return !safety.readings.some((view) => view.test.phase === "appliance" && view.level === "refuse");
}
