/**
 * What three voltages at a socket may mean. Twin of backend/domain/wiring.py.
 *
 * Voltages alone never prove correct wiring: swapped neutral and earth give exactly the same ones, so that
 * suspicion always stands beside "correct", marked as invisible.
 */
import type { components } from "../generated/api";
import type { Measured } from "./measured";
import { decimal, mayLieIn, readMeasured } from "./measured";

export type WiringFault = components["schemas"]["WiringFault"];
type Bands = WiringFault["l_n"];

/** One wiring that fits. `invisible`: its voltages are those of correct wiring, no reason to suspect it. */
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
const FALLBACK = "abnormal_voltage";

/**
 * Every wiring that fits, in the catalog's order; an unmeasured voltage fits all. Empty if none is measured.
 * Where nothing fits, the answer is an abnormal voltage, to be measured again.
 */
export function diagnoseWiring(faults: readonly WiringFault[], voltages: Voltages): Candidate[] {
  const measured = NAMES.map((name) => readMeasured(voltages[name]));
  if (measured.every((value) => value === null)) return [];
  const matching = faults.filter((fault) => NAMES.every((name, index) => inAny(measured[index] ?? null, fault[name])));
  const fitting = matching.length > 0 ? matching : faults.filter((fault) => fault.id === FALLBACK);
  const sound = fitting.filter((fault) => fault.severity === "pass");
  return fitting.map((fault) => ({ fault, invisible: sound.some((other) => lookAlike(fault, other)) }));
}

/** Faults that the voltages leave no way around, and the one that the socket tester shows. */
export function suspectedWirings(
  candidates: readonly Candidate[],
  seenByTester: string | null | undefined,
): Set<string> {
  const sound = candidates.some(({ fault }) => fault.severity === "pass");
  const suspected = new Set(sound ? [] : candidates.map(({ fault }) => fault.id));
  if (seenByTester && seenByTester !== "correct") suspected.add(seenByTester);
  return suspected;
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
