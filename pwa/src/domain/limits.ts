/**
 * One reading against the limits of the catalog: the verdict, with its reason and what to do.
 *
 * Twin of backend/domain/limits.py, which is the authority and judges again on receipt; both run
 * tests/vectors/verdicts.json.
 */
import type { components } from "../generated/api";
import type { Inputs } from "./bounds";
import { computedBound, shownBound, textOf } from "./bounds";
import type { Measured, Scaled } from "./measured";
import { atLeast, atMost, decimal, isNear, readMeasured } from "./measured";
import type { LimitSet } from "./profiles";
import { fill } from "./profiles";

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

/**
 * One test as it was taken: `value` as the instrument shows it or the id of a choice; else `reason`.
 * `attempt` counts from 1 (absent = 1); after a repair on the spot a test is taken again.
 */
export interface Reading {
  test: string;
  value: string | null;
  reason: string;
  attempt?: number;
}

/**
 * `limit` is the limit that decided, `unmet` all that are not met. `clause` is empty where it was not checked.
 * `customer`: what it means, for somebody who is no electrician.
 */
export interface Verdict {
  level: Level;
  why: Text;
  profile: string;
  limitsVersion: number;
  action: Text;
  customer: Text;
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

/** The verdict on one reading. `others`: test -> value of the visit. Limits of other tests are left aside. */
export function judge(reading: Reading, set: LimitSet, circumstances: Circumstances, others: Values): Verdict {
  const { value } = reading;
  if (!value) return untested(set, reading.reason ? NOT_TAKEN : NOT_YET);
  const applying = set.limits.filter((limit) => limit.test === reading.test && applies(limit, circumstances, others));
  if (applying.length === 0) return untested(set, NO_LIMIT);
  if (applying.some((limit) => limit.comparison !== "in") && !readMeasured(value)) return untested(set, NOT_READABLE);
  const inputs = { circumstances, others };
  const met = applying.map((limit) => isMet(limit, value, inputs));
  const unmet = applying.filter((limit, index) => met[index] === false && !isExcused(limit, set, inputs));
  if (unmet.length > 0) return unmetVerdict(unmet, set, inputs);
  const unknown = applying[met.indexOf(null)];
  return unknown ? untested(set, unknown.bound?.ask ?? NO_REFERENCE) : metVerdict(applying, set, inputs);
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

/** The limit in words, with the number that its formula gives here. */
export function limitText(limit: Limit, inputs: Inputs): Text {
  const bound = limit.bound ? computedBound(limit.bound, inputs) : null;
  if (bound === null || !limit.template) return limit.text;
  return fill(limit.template, { max: shownBound(bound), of: textOf(inputs, limit.bound?.of ?? "") });
}

/** null where it cannot be said, because something to compare with is missing. */
function isMet(limit: Limit, value: string, inputs: Inputs): boolean | null {
  if (limit.comparison === "in") return limit.values.includes(value);
  const measured = readMeasured(value);
  if (!measured) return false;
  if (limit.comparison === "near") {
    const reference = readMeasured(inputs.others[limit.reference ?? ""]);
    return reference && isNear(measured, reference, number(limit.tolerance));
  }
  return COMPARISONS[limit.comparison](measured, limit, inputs) || (asks(limit, inputs) ? null : false);
}

const COMPARISONS: Record<"between" | "gte" | "lte", (it: Measured, limit: Limit, inputs: Inputs) => boolean> = {
  between: (it, limit) => atLeast(it, number(limit.min)) && atMost(it, number(limit.max)),
  gte: (it, limit) => atLeast(it, number(limit.min)),
  lte: (it, limit, inputs) => atMost(it, maximum(limit, inputs)),
};

/** Whether the limit would rather ask for what it depends on than assume the strictest. */
function asks({ bound }: Limit, inputs: Inputs): boolean {
  return bound?.ask !== undefined && computedBound(bound, inputs) === null;
}

/** A large heater below its insulation limit is accepted if its leakage current passes. */
function isExcused({ excused }: Limit, set: LimitSet, { circumstances, others }: Inputs): boolean {
  if (!excused || !circumstanceIn("load", excused.load, circumstances)) return false;
  const other = { test: excused.by, value: others[excused.by] ?? null, reason: "" };
  return judge(other, set, circumstances, others).level === "pass";
}

/** `max`, or what its formula gives. Leakage may grow with power: `per_kw` times kW, at most `cap`. */
function maximum(limit: Limit, inputs: Inputs): Scaled {
  const fixed = number(limit.max);
  if (limit.bound) return computedBound(limit.bound, inputs) ?? fixed;
  const watts = readMeasured(inputs.circumstances["rated_power_w"])?.low;
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
function unmetVerdict(unmet: readonly Limit[], set: LimitSet, inputs: Inputs): Verdict {
  const level = worst(unmet.map((limit) => limit.severity));
  const decisive = unmet.filter((limit) => limit.severity === level).at(-1) as Limit;
  const customer = forCustomer(set, level, decisive.customer ?? decisive.why);
  const { why, action } = decisive;
  return verdict(decisive, set, inputs, { level, why, action, customer, unmet: unmet.map((limit) => limit.id) });
}

function metVerdict(applying: readonly Limit[], set: LimitSet, inputs: Inputs): Verdict {
  const shown = shownLimit(applying, inputs);
  const text = limitText(shown, inputs);
  const why = { zh: `符合：${text.zh}`, en: `Within the limit: ${text.en}` };
  const customer = forCustomer(set, "pass", NO_TEXT);
  return verdict(shown, set, inputs, { level: "pass", why, action: NO_TEXT, customer, unmet: [] });
}

/** The limit to show when all are met: of a standard before ours, the tightest if they compare alike. */
function shownLimit(applying: readonly Limit[], inputs: Inputs): Limit {
  const standards = applying.filter((limit) => limit.basis === "standard");
  const pool = standards.length > 0 ? standards : applying;
  const tighter = (one: Limit, other: Limit): Limit => {
    if (other.comparison === "lte") return maximum(other, inputs) < maximum(one, inputs) ? other : one;
    return number(other.min) > number(one.min) ? other : one;
  };
  const comparisons = new Set(pool.map((limit) => limit.comparison));
  const alike = comparisons.size === 1 && (comparisons.has("lte") || comparisons.has("gte"));
  return (alike ? pool.reduce(tighter) : pool[0]) as Limit;
}

type Found = Pick<Verdict, "level" | "why" | "action" | "customer" | "unmet">;

function verdict(limit: Limit, { profile, version }: LimitSet, inputs: Inputs, found: Found): Verdict {
  const { id, standard } = limit;
  const clause = limit.print_clause ? limit.clause : "";
  return {
    ...found,
    profile,
    limitsVersion: version,
    limit: id,
    limitText: limitText(limit, inputs),
    standard,
    clause,
  };
}

function untested(set: LimitSet, why: Text): Verdict {
  return {
    level: "not_tested",
    why,
    profile: set.profile,
    limitsVersion: set.version,
    action: NO_TEXT,
    customer: forCustomer(set, "not_tested", NO_TEXT),
    limit: "",
    limitText: NO_TEXT,
    standard: "",
    clause: "",
    unmet: [],
  };
}

function forCustomer({ plain }: LimitSet, level: Level, said: Text): Text {
  const sentence = plain[level];
  return sentence ? { zh: said.zh + sentence.zh, en: `${said.en} ${sentence.en}`.trim() } : NO_TEXT;
}
