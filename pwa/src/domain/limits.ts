/**
 * One reading against the limits of the catalog: the verdict, with its reason and what to do.
 *
 * Twin of backend/domain/limits.py, which is the authority and judges again on receipt; both run
 * tests/vectors/verdicts.json.
 */
import type { components } from "../generated/api";
import type { Measured, Scaled } from "./measured";
import { atLeast, atMost, decimal, isNear, readMeasured } from "./measured";

export type Level = components["schemas"]["Limit"]["severity"];
export type Limit = components["schemas"]["Limit"];
export type Text = components["schemas"]["Bilingual"];

/**
 * class, category, location (dry, wet), earthing (TN, TT), job_type, rated_power_w, age_years, life_years,
 * scrap_years, qualified (yes, no). Absent, empty and "unknown" mean not known.
 */
export type Circumstances = Readonly<Record<string, string | undefined>>;

/** Values of the visit by test. */
export type Values = Readonly<Record<string, string | undefined>>;

/** One test as it was taken: `value` as the instrument shows it or the id of a choice; else `reason`. */
export interface Reading {
  test: string;
  value: string | null;
  reason: string;
}

/** `limit` is the limit that decided, `unmet` all that are not met. `clause` is empty where it was not checked. */
export interface Verdict {
  level: Level;
  why: Text;
  action: Text;
  limit: string;
  limitText: Text;
  standard: string;
  clause: string;
  unmet: readonly string[];
}

export const SEVERITY: readonly Level[] = ["pass", "not_tested", "advise", "fail", "refuse"];

/** Where these are not known, the limit applies: what we do not know must not make a supply look safer. */
const WORST_IF_UNKNOWN: ReadonlySet<string> = new Set(["class", "category", "location", "earthing"]);

/** Rated power in watts, from which a larger socket or cable is needed. */
const LOAD_BANDS: readonly (readonly [string, string])[] = [
  ["8801", "from_8801"],
  ["7501", "from_7501"],
  ["5601", "from_5601"],
  ["3501", "from_3501"],
  ["2201", "from_2201"],
  ["2000", "from_2000"],
  ["1800", "from_1800"],
  ["0", "below_1800"],
];

const NO_TEXT: Text = { zh: "", en: "" };
const NOT_TAKEN: Text = { zh: "未测，原因已记录。", en: "Not taken; the reason is recorded." };
const NOT_YET: Text = { zh: "尚未测量。", en: "Not measured yet." };
const NOT_READABLE: Text = { zh: "读数无法识别，请重新输入。", en: "The value cannot be read; enter it again." };
const NO_LIMIT: Text = { zh: "仅作记录，没有适用的限值。", en: "Recorded only: no limit applies." };
const NO_REFERENCE: Text = {
  zh: "缺少用于比较的读数，无法判定。",
  en: "The reading it is compared with is missing, so it cannot be judged.",
};

/** The most severe level; pass if there is none. */
export function worst(levels: readonly Level[]): Level {
  return levels.reduce((one, other) => (SEVERITY.indexOf(other) > SEVERITY.indexOf(one) ? other : one), "pass");
}

/** The verdict on one reading. `limits` may be all of the catalog; `others`: test -> value of the visit. */
export function judge(
  reading: Reading,
  limits: readonly Limit[],
  circumstances: Circumstances,
  others: Values,
): Verdict {
  const { value } = reading;
  if (!value) return untested(reading.reason ? NOT_TAKEN : NOT_YET);
  const applying = limits.filter((limit) => limit.test === reading.test && applies(limit, circumstances, others));
  if (applying.length === 0) return untested(NO_LIMIT);
  if (applying.some((limit) => limit.comparison !== "in") && !readMeasured(value)) return untested(NOT_READABLE);
  const met = applying.map((limit) => isMet(limit, value, circumstances, others));
  const unmet = applying.filter((_, index) => met[index] === false);
  if (unmet.length > 0) return unmetVerdict(unmet);
  return met.includes(null) ? untested(NO_REFERENCE) : metVerdict(applying);
}

/** Whether the limit speaks of these circumstances. */
export function applies(limit: Limit, circumstances: Circumstances, others: Values): boolean {
  return Object.entries(limit.when).every(([name, allowed]) =>
    name.includes(".") ? allowed.includes(others[name] ?? "") : circumstanceIn(name, allowed, circumstances),
  );
}

export function circumstanceIn(name: string, allowed: readonly string[], circumstances: Circumstances): boolean {
  const value = name === "load" ? loadBand(circumstances) : (circumstances[name] ?? "");
  if (value === "" || value === "unknown") return WORST_IF_UNKNOWN.has(name);
  return allowed.includes(value);
}

/** The band of the rated power; empty if it is not known. */
export function loadBand(circumstances: Circumstances): string {
  const power = readMeasured(circumstances["rated_power_w"]);
  return (power && LOAD_BANDS.find(([start]) => atLeast(power, decimal(start)))?.[1]) || "";
}

/** null where it cannot be said, because the reading to compare with is missing. */
function isMet(limit: Limit, value: string, circumstances: Circumstances, others: Values): boolean | null {
  if (limit.comparison === "in") return limit.values.includes(value);
  const measured = readMeasured(value);
  if (!measured) return false;
  if (limit.comparison !== "near") return COMPARISONS[limit.comparison](measured, limit, circumstances);
  const reference = readMeasured(others[limit.reference ?? ""]);
  return reference && isNear(measured, reference, number(limit.tolerance));
}

const COMPARISONS: Record<
  "between" | "gte" | "lte",
  (it: Measured, limit: Limit, circumstances: Circumstances) => boolean
> = {
  between: (it, limit) => atLeast(it, number(limit.min)) && atMost(it, number(limit.max)),
  gte: (it, limit) => atLeast(it, number(limit.min)),
  lte: (it, limit, circumstances) => atMost(it, maximum(limit, circumstances)),
};

/** Leakage may grow with the heating power: `per_kw` times kW, at least `max`, at most `cap`. */
function maximum(limit: Limit, circumstances: Circumstances): Scaled {
  const fixed = number(limit.max);
  const watts = readMeasured(circumstances["rated_power_w"])?.low;
  if (limit.per_kw === null || watts == null) return fixed;
  const byPower = (decimal(limit.per_kw) * watts) / 1_000_000_000n;
  const grown = byPower > fixed ? byPower : fixed;
  const cap = limit.cap === null ? grown : decimal(limit.cap);
  return grown < cap ? grown : cap;
}

function number(text: string | null): Scaled {
  return decimal(text ?? "");
}

/** The worst decides; among equals the last, for limits stand from the everyday to the drastic. */
function unmetVerdict(unmet: readonly Limit[]): Verdict {
  const level = worst(unmet.map((limit) => limit.severity));
  const decisive = unmet.filter((limit) => limit.severity === level).at(-1) as Limit;
  return verdict(level, decisive, {
    why: decisive.why,
    action: decisive.action,
    unmet: unmet.map((limit) => limit.id),
  });
}

function metVerdict(applying: readonly Limit[]): Verdict {
  const shown = shownLimit(applying);
  const why = { zh: `符合：${shown.text.zh}`, en: `Within the limit: ${shown.text.en}` };
  return verdict("pass", shown, { why, action: NO_TEXT, unmet: [] });
}

/** The limit to show when all are met: of a standard before ours, the tightest if they compare alike. */
function shownLimit(applying: readonly Limit[]): Limit {
  const standards = applying.filter((limit) => limit.basis === "standard");
  const pool = standards.length > 0 ? standards : applying;
  const tighter = (one: Limit, other: Limit): Limit => {
    if (other.comparison === "lte") return number(other.max) < number(one.max) ? other : one;
    return number(other.min) > number(one.min) ? other : one;
  };
  const comparisons = new Set(pool.map((limit) => limit.comparison));
  const alike = comparisons.size === 1 && (comparisons.has("lte") || comparisons.has("gte"));
  return (alike ? pool.reduce(tighter) : pool[0]) as Limit;
}

function verdict(level: Level, limit: Limit, found: Pick<Verdict, "why" | "action" | "unmet">): Verdict {
  const { id, text, standard } = limit;
  return { level, ...found, limit: id, limitText: text, standard, clause: limit.print_clause ? limit.clause : "" };
}

function untested(why: Text): Verdict {
  return {
    level: "not_tested",
    why,
    action: NO_TEXT,
    limit: "",
    limitText: NO_TEXT,
    standard: "",
    clause: "",
    unmet: [],
  };
}
