/**
 * A value as an instrument shows it, in decimal arithmetic. Twin of backend/domain/measured.py.
 *
 * Decimals are whole millionths (bigint), so nothing is ever rounded. Insulation testers end their scale with
 * ">500", leakage clamps begin it with "<0.01": such a reading is an interval, and it meets a limit only if
 * every value that it may be meets it.
 */

/** Millionths of the unit. */
export type Scaled = bigint;

/** From `low` to `high`; null = unbounded. */
export interface Measured {
  low: Scaled | null;
  high: Scaled | null;
}

const SHOWN = /^([<>]?)(-?)(\d{1,9})(?:\.(\d{1,6}))?$/;
export const ONE = 1_000_000n;

/** The value of a display such as `219.6`, `<0.01` or `>500`; null if it cannot be read as one. */
export function readMeasured(shown: string | null | undefined): Measured | null {
  const match = SHOWN.exec(shown ?? "");
  if (!match) return null;
  const [, bound, sign, whole = "0", fraction = ""] = match;
  const size = BigInt(whole) * ONE + BigInt(fraction.padEnd(6, "0"));
  const number = sign === "-" ? -size : size;
  return { low: bound === "<" ? null : number, high: bound === ">" ? null : number };
}

/** The value of a display that shows exactly one; null if it shows none, or only that it lies above or below. */
export function exact(shown: string | null | undefined): Scaled | null {
  const measured = readMeasured(shown);
  return measured && measured.low === measured.high ? measured.low : null;
}

/** As people write it: without trailing zeros. */
export function plainly(value: Scaled): string {
  const size = value < 0n ? -value : value;
  const fraction = String(size % ONE)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${size / ONE}${fraction ? `.${fraction}` : ""}`;
}

/** A decimal of the catalog. @throws Error when the catalog is broken. */
export function decimal(text: string): Scaled {
  const measured = readMeasured(text);
  if (measured?.low == null || measured.high == null) throw new Error(`not a decimal: ${text}`);
  return measured.low;
}

export function atLeast(it: Measured, bound: Scaled): boolean {
  return it.low !== null && it.low >= bound;
}

export function atMost(it: Measured, bound: Scaled): boolean {
  return it.high !== null && it.high <= bound;
}

/** Whether the two differ by no more than `tolerance`, whatever they exactly are. */
export function isNear(it: Measured, other: Measured, tolerance: Scaled): boolean {
  if (it.low === null || it.high === null || other.low === null || other.high === null) return false;
  return it.high - other.low <= tolerance && other.high - it.low <= tolerance;
}

/** Whether some value of it lies in [start, end); null = unbounded. */
export function mayLieIn(it: Measured, start: Scaled | null, end: Scaled | null): boolean {
  const belowEnd = end === null || it.low === null || it.low < end;
  const aboveStart = start === null || it.high === null || it.high >= start;
  return belowEnd && aboveStart;
}
