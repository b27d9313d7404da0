/**
 * Instruments that type like a keyboard (HID "keyboard wedge"): "0.23 Ohm⏎", "RISO 1.05 MOHM⏎", "230,4 V⏎".
 *
 * The unit says which reading it is; among several of one unit the field that has the focus, else the next empty one.
 */
import type { Schemas } from "./draft";
import { decimal, exact } from "./measured";
import type { ReadingView, SafetyView } from "./safety_view";

type Catalog = Pick<Schemas["Catalog"], "plausible">;

/** `number`: a decimal as shown, perhaps with < or >; `power`: of ten, to the dimension's own unit. */
export interface Sent {
  number: string;
  dimension: Dimension;
  power: number;
}

export type Dimension = "V" | "Ω" | "A" | "s" | "Hz" | "°C" | "W" | "Pa" | "ppm" | "%" | "m";

const DIMENSIONS: readonly (readonly [RegExp, Dimension, number])[] = [
  [/^(v|volts?|伏)$/i, "V", 0],
  [/^(Ω|ohms?|欧|欧姆)$/i, "Ω", 0],
  [/^(a|amps?|安)$/i, "A", 0],
  [/^(s|sec|秒)$/i, "s", 0],
  [/^(hz|赫)$/i, "Hz", 0],
  [/^(°?c|deg ?c|℃)$/i, "°C", 0],
  [/^(w|watts?|瓦)$/i, "W", 0],
  [/^pa$/i, "Pa", 0],
  [/^bar$/i, "Pa", 5],
  [/^ppm$/i, "ppm", 0],
  [/^[%％]$/, "%", 0],
  [/^(m|米)$/, "m", 0],
];

const PREFIXES: Readonly<Record<string, number>> = {
  G: 9,
  M: 6,
  k: 3,
  K: 3,
  m: -3,
  u: -6,
  µ: -6,
  n: -9,
  兆: 6,
  千: 3,
  毫: -3,
};

const LINE =
  /^(?:[\p{L}_-]{1,12}[ :=]+|[=:])?([<>]?)\s*([+-]?\d[\d.,]*(?:E[+-]?\d{1,2})?)\s*([\p{L}%％°℃]+(?: ?[\p{L}]+)?)\s*[~=]?$/iu;

/** What was typed between two Enters; null where it is not a number with a unit that we know. */
export function readSent(typed: string): Sent | null {
  const match = LINE.exec(spelled(typed));
  if (!match) return null;
  const [, bound = "", digits = "", words = ""] = match;
  const unit = readUnit(words);
  const number = readNumber(digits);
  if (!unit || number === null) return null;
  return { number: bound + number.shown, dimension: unit.dimension, power: unit.power + number.power };
}

/** One spelling for signs that Unicode has twice. */
function spelled(typed: string): string {
  const twins = { "\u2126": "Ω", "\u03bc": "µ", "＜": "<", "＞": ">" };
  return Object.entries(twins)
    .reduce((text, [from, to]) => text.replaceAll(from, to), typed)
    .trim();
}

/** "V AC", "VAC" and "Vrms" are volts; "MOHM" in capitals is mega, for no instrument shows thousandths of an ohm so. */
function readUnit(words: string): { dimension: Dimension; power: number } | null {
  const bare = words.replace(/[ _]?(ac|dc|rms)$/i, "").trim();
  const whole = dimensionOf(bare);
  if (whole) return whole;
  const [prefix = "", ...rest] = bare;
  const power = PREFIXES[prefix];
  const unit = dimensionOf(rest.join(""));
  return power === undefined || !unit ? null : { dimension: unit.dimension, power: unit.power + power };
}

function dimensionOf(word: string): { dimension: Dimension; power: number } | null {
  const found = DIMENSIONS.find(([pattern]) => pattern.test(word));
  return found ? { dimension: found[1], power: found[2] } : null;
}

/** One mark is the decimal point, be it a comma; of two kinds the last. "1.05E+6" keeps its power apart. */
function readNumber(typed: string): { shown: string; power: number } | null {
  const [mantissa = "", exponent = "0"] = typed.toUpperCase().split("E");
  const marks = mantissa.replace(/[^.,]/g, "");
  const point = marks.at(-1) ?? ".";
  const parts = mantissa.split(point);
  if (parts.length > 2 && new Set(marks).size > 1) return null;
  const thousands = parts.length > 2; // "1,234,567" has no fraction
  const shown = (thousands ? parts.join("") : parts.join(".")).replace(/,/g, "").replace(/^\+/, "");
  const clean = shown.split(".").length > 2 ? shown.replace(/\.(?=.*\.)/g, "") : shown;
  return /^-?\d+(\.\d*)?$/.test(clean) ? { shown: clean.replace(/\.$/, ""), power: Number(exponent) } : null;
}

/** The number in `unit`, digit for digit as shown; null where the unit measures something else. */
export function inUnit(sent: Sent, unit: string): string | null {
  const wanted = readUnit(unit);
  if (!wanted || wanted.dimension !== sent.dimension) return null;
  const [, bound = "", sign = "", number = ""] = /^([<>]?)(-?)(.*)$/.exec(sent.number) ?? [];
  const moved = movePoint(number, sent.power - wanted.power);
  const value = bound + sign + moved;
  return value.length <= 12 || !moved.includes(".") ? value : value.slice(0, 12).replace(/\.$/, "");
}

function movePoint(number: string, places: number): string {
  const [whole = "0", fraction = ""] = number.split(".");
  const digits = whole + fraction;
  const at = whole.length + places;
  const padded = at <= 0 ? "0".repeat(1 - at) + digits : digits.padEnd(at, "0");
  const point = Math.max(at, 1);
  const left = padded.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = padded.slice(point);
  return right ? `${left}.${right}` : left;
}

export type Landing =
  | { kind: "field"; view: ReadingView; value: string }
  /** every field that it could belong to has a value, and none of them was chosen */
  | { kind: "full" }
  | { kind: "none" };

/**
 * Where it belongs. `focus`: the test whose field has the focus, or "". A unit spelled as ours decides (Ω or MΩ);
 * one that nobody uses here (kΩ) goes where its value is usual.
 */
export function landing(sent: Sent, safety: SafetyView, catalog: Catalog, focus: string): Landing {
  const fitting = safety.readings.flatMap((view) => {
    const value = view.test.input === "choice" ? null : inUnit(sent, view.test.unit);
    return value === null ? [] : [{ view, value }];
  });
  const narrowed = [fitting.filter(({ view }) => sameUnit(sent, view)), fitting.filter((one) => isUsual(one, catalog))];
  const candidates = narrowed.find((some) => some.length > 0) ?? fitting;
  const chosen = candidates.find(({ view }) => view.test.id === focus);
  if (chosen) return { kind: "field", ...chosen };
  const order = inOrder(candidates, safety, focus);
  const free = order.find(({ view }) => view.reading.value === "" && view.reading.notTaken === "");
  if (free) return { kind: "field", ...free };
  return { kind: candidates.length > 0 ? "full" : "none" };
}

function sameUnit(sent: Sent, { test }: ReadingView): boolean {
  return readUnit(test.unit)?.power === sent.power;
}

function isUsual({ view, value }: { view: ReadingView; value: string }, catalog: Catalog): boolean {
  const row = catalog.plausible?.find(({ test }) => test === view.test.id);
  const number = exact(value);
  return row !== undefined && number !== null && number >= decimal(row.from) && number <= decimal(row.to);
}

/** Required ones first; of those the phase that the focus is in, from the focus on. */
function inOrder<One extends { view: ReadingView }>(candidates: One[], safety: SafetyView, focus: string): One[] {
  const place = safety.readings.findIndex(({ test }) => test.id === focus);
  const phase = safety.readings[place]?.test.phase;
  const rank = ({ view }: One) => {
    const behind = safety.readings.indexOf(view) < place ? 1 : 0;
    const elsewhere = phase !== undefined && view.test.phase !== phase ? 2 : 0;
    return (view.test.required ? 0 : 4) + elsewhere + behind;
  };
  return [...candidates].sort((one, other) => rank(one) - rank(other));
}
