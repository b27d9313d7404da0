/**
 * What three voltages at a socket may mean. Twin of backend/domain/wiring.py.
 *
 * Voltages alone never prove correct wiring: swapped neutral and earth give exactly the same ones, so that
 * suspicion always stands at the end. Three voltages always have an answer: where no pattern fits, the answer is
 * what to measure next.
 */
import type { components } from "../generated/api";
import { SEVERITY } from "./limits";
import type { Measured } from "./measured";
import { decimal, mayLieIn, readMeasured } from "./measured";

export type WiringFault = components["schemas"]["WiringFault"];
type Bands = WiringFault["l_n"];

/** One wiring that fits. `invisible`: voltages can neither show nor exclude it, so no reason to suspect it. */
export interface Candidate {
  fault: WiringFault;
  invisible: boolean;
}

export interface Voltages {
  l_n: string | null | undefined;
  l_pe: string | null | undefined;
  n_pe: string | null | undefined;
}

export const VOLTAGES = { l_n: "supply.u_ln", l_pe: "supply.u_lpe", n_pe: "supply.u_npe" } as const;
const NAMES = ["l_n", "l_pe", "n_pe"] as const;
/** In catalogs from before `role`. */
const FALLBACK = "abnormal_voltage";
/** Two of three voltages can't add up to less than the third, but meters and their leads differ by a little. */
const TRIANGLE_SLACK = 10_000_000n;

/** Every wiring that fits, the likeliest danger first; an unmeasured voltage fits all. Empty if none is measured. */
export function diagnoseWiring(faults: readonly WiringFault[], voltages: Voltages): Candidate[] {
  const measured = NAMES.map((name) => readMeasured(voltages[name]));
  if (measured.every((value) => value === null)) return [];
  const fits = (fault: WiringFault) => NAMES.every((name, index) => inAny(measured[index] ?? null, fault[name]));
  const fitting = faults.filter((fault) => !fault.role && fits(fault));
  const chosen = fitting.length ? fitting : faults.filter(({ role, id }) => role === "nothing_else" || id === FALLBACK);
  const surprising = contradicts(measured) && !fitting.some(leavesFloating);
  const contradicting = surprising ? faults.filter(({ role }) => role === "contradiction") : [];
  const unseen = faults.filter(({ role }) => role === "unseen");
  const sound = fitting.filter((fault) => fault.severity === "pass");
  return [...[...chosen, ...contradicting].sort(byRank), ...unseen].map((fault) => ({
    fault,
    invisible: fault.role === "unseen" || sound.some((other) => lookAlike(fault, other)),
  }));
}

/** Faults that the voltages leave no way around, and the one that the socket tester shows. */
export function suspectedWirings(
  candidates: readonly Candidate[],
  seenByTester: string | null | undefined,
): Set<string> {
  const sound = candidates.some(({ fault }) => fault.severity === "pass");
  const visible = sound ? [] : candidates.filter(({ invisible }) => !invisible);
  const suspected = new Set(visible.map(({ fault }) => fault.id));
  if (seenByTester && seenByTester !== "correct") suspected.add(seenByTester);
  return suspected;
}

/** Of the candidates of three voltages: what they show, and what they can neither show nor exclude. */
export function shownAndUnseen(candidates: readonly WiringFault[]): [WiringFault[], WiringFault[]] {
  const sound = candidates.find((fault) => fault.severity === "pass");
  const shown = sound ? [sound] : candidates.filter(({ role }) => role !== "unseen");
  return [shown, candidates.filter((fault) => !shown.includes(fault))];
}

/** Whether no three conductors can have these voltages: one is larger than the others together. */
export function contradicts(measured: readonly (Measured | null)[]): boolean {
  const exact = measured.flatMap((it) => (it && it.low !== null && it.low === it.high ? [it.low] : []));
  if (exact.length < NAMES.length) return false;
  const largest = exact.reduce((one, other) => (other > one ? other : one));
  const all = exact.reduce((one, other) => one + other);
  return largest > all - largest + TRIANGLE_SLACK;
}

/** An open conductor floats, and voltages to it contradict the others: that is then no surprise. */
function leavesFloating({ wires }: WiringFault): boolean {
  return Object.values(wires).includes("open");
}

/** What fits and is sound, then the most dangerous, then what only says to measure again; else as written. */
function byRank(one: WiringFault, other: WiringFault): number {
  return rank(one) - rank(other);
}

function rank({ role, severity }: WiringFault): number {
  return (role ? 100 : 0) + (severity === "pass" ? 0 : 10) - SEVERITY.indexOf(severity);
}

function inAny(value: Measured | null, bands: Bands): boolean {
  if (value === null) return bands.length > 0;
  return bands.some((band) => mayLieIn(value, bound(band.from), bound(band.to)));
}

function bound(text: string | null): bigint | null {
  return text === null ? null : decimal(text);
}

function lookAlike(fault: WiringFault, sound: WiringFault): boolean {
  return fault.id !== sound.id && NAMES.every((name) => sameBands(fault[name], sound[name]));
}

function sameBands(one: Bands, other: Bands): boolean {
  return (
    one.length === other.length && one.every((band, at) => band.from === other[at]?.from && band.to === other[at]?.to)
  );
}
