/**
 * The electrical safety test as a whole: which tests are asked, what they mean together, and why.
 *
 * Twin of backend/domain/electrical.py, which is the authority and judges again on receipt; both run
 * tests/vectors/verdicts.json. The worst of everything decides. A required test without a value is never a
 * pass: with a reason it is "not tested", without one it fails (R18). "refuse" stops the work.
 */
import type { components } from "../generated/api";
import type { Facts, Reason } from "./decisions";
import { reasonsOf, worstFirst } from "./decisions";
import type { Circumstances, Level, Reading, Text, Values, Verdict } from "./limits";
import { circumstanceIn, judge, worst } from "./limits";
import { readMeasured } from "./measured";
import type { RuleBook } from "./profiles";
import { inProfile, limitSet } from "./profiles";
import { attemptsOf, retestReasons } from "./retests";
import type { Candidate } from "./wiring";
import { diagnoseWiring, suspectedWirings, VOLTAGES } from "./wiring";

export type { Hazard, Reason } from "./decisions";
export type { Circumstances, Level, Reading, Text, Values, Verdict } from "./limits";
export { judge, worst } from "./limits";
export type { RuleBook } from "./profiles";
export { limitSet, UnknownProfile } from "./profiles";
export type { Candidate } from "./wiring";
export { diagnoseWiring } from "./wiring";

type Test = components["schemas"]["Test"];
export type Phase = "supply" | "appliance";

/**
 * The verdict on a whole test. `reasons` begin with the worst; `missing` are tests that R18 speaks of.
 * `verdicts`: test -> the one of its deciding attempt; `earlier`: test -> those of its other attempts.
 */
export interface TestVerdict {
  level: Level;
  why: Text;
  profile: string;
  limitsVersion: number;
  reasons: readonly Reason[];
  verdicts: Readonly<Record<string, Verdict>>;
  earlier: Readonly<Record<string, readonly Verdict[]>>;
  wiring: readonly Candidate[];
  missing: readonly string[];
}

export const BOTH_PHASES: readonly Phase[] = ["supply", "appliance"];
const ALL_PASS: Text = { zh: "所测项目全部合格。", en: "All tests taken have passed." };
const NOTHING_TESTED: Text = { zh: "没有测量任何项目。", en: "Nothing was tested." };
const SOME_NOT_TESTED: Text = {
  zh: "已测项目合格，但有必测项目未测（原因已记录）。",
  en: "What was tested has passed, but required tests were not taken; the reasons are recorded.",
};

/** The tests of the catalog that are asked here, in its order. `values`: test -> value, as far as taken. */
export function testsFor(
  catalog: RuleBook,
  circumstances: Circumstances,
  values: Values,
  phases: readonly Phase[] = BOTH_PHASES,
  profile: string = catalog.profile,
): Test[] {
  const { profile: chosen } = limitSet(catalog, profile);
  return catalog.tests.filter(
    (test) => isIn(phases, test) && inProfile(test, chosen) && isAsked(test, circumstances, values),
  );
}

/**
 * The verdict on all readings of `phases`: before the work `['supply']`, at its end both.
 * `profile`: the operator's (the catalog's) if none is named. @throws UnknownProfile
 */
export function judgeTest(
  catalog: RuleBook,
  readings: readonly Reading[],
  circumstances: Circumstances,
  phases: readonly Phase[] = BOTH_PHASES,
  profile: string = catalog.profile,
): TestVerdict {
  const limits = limitSet(catalog, profile);
  const attempts = attemptsOf(readings);
  const taken = new Map([...attempts].map(([test, rows]) => [test, rows.at(-1) as Reading]));
  const values: Values = Object.fromEntries([...taken].flatMap(([test, { value }]) => (value ? [[test, value]] : [])));
  const judgeOne = (reading: Reading) =>
    judge(reading, limits, circumstances, { ...values, [reading.test]: reading.value ?? "" });
  const tests = catalog.tests.filter((test) => isIn(phases, test));
  const ids = new Set(tests.map((test) => test.id));
  const known = [...taken].filter(([test]) => ids.has(test));
  const verdicts = Object.fromEntries(known.map(([test, reading]) => [test, judgeOne(reading)]));
  const required = testsFor(catalog, circumstances, values, phases, profile).filter((test) => test.required);
  const missing = required.filter((test) => isMissing(test, taken.get(test.id))).map((test) => test.id);
  const supply = phases.includes("supply");
  const wiring = supply ? wiringOf(catalog, values) : [];
  const facts: Facts = {
    suspected: suspectedWirings(wiring, supply ? values["supply.polarity"] : null),
    unmet: new Set(Object.values(verdicts).flatMap((verdict) => verdict.unmet)),
    untaken: new Set(required.flatMap(({ id }) => (values[id] ? [] : [id]))),
    missing: missing.length > 0,
    values,
    circumstances,
  };
  const reasons = worstFirst([...reasonsOf(catalog, verdicts, facts), ...retestReasons(tests, attempts, judgeOne)]);
  const nothing = Object.keys(values).length === 0;
  const untested = nothing || required.some((test) => verdicts[test.id]?.level === "not_tested");
  const level = worst([...reasons.map((reason) => reason.level), ...(untested ? (["not_tested"] as const) : [])]);
  const earlier = Object.fromEntries(
    known.flatMap(([test]) => {
      const rows = attempts.get(test)?.slice(0, -1) ?? [];
      return rows.length ? [[test, rows.map(judgeOne)]] : [];
    }),
  );
  const { version: limitsVersion } = limits;
  const why = whyOf(level, reasons, nothing);
  return { level, why, profile, limitsVersion, reasons, verdicts, earlier, wiring, missing };
}

function isIn(phases: readonly Phase[], test: Test): boolean {
  return phases.includes(test.phase as Phase);
}

/** An unknown protection class asks every test; an unknown category asks none of another category's. */
function isAsked(test: Test, circumstances: Circumstances, values: Values): boolean {
  const inScope =
    (test.classes.length === 0 || circumstanceIn("class", test.classes, circumstances)) &&
    (test.categories.length === 0 || test.categories.includes(circumstances["category"] ?? "")) &&
    (test.job_types.length === 0 || test.job_types.includes(circumstances["job_type"] ?? ""));
  return inScope && Object.entries(test.needs).every(([other, allowed]) => allowed.includes(values[other] ?? ""));
}

/** Without a reason, and without a value that can be read. */
function isMissing(test: Test, reading: Reading | undefined): boolean {
  if (!reading?.value) return !reading?.reason;
  return test.input === "number" && readMeasured(reading.value) === null;
}

function wiringOf(catalog: RuleBook, values: Values): Candidate[] {
  const { l_n, l_pe, n_pe } = VOLTAGES;
  return diagnoseWiring(catalog.wiring, { l_n: values[l_n], l_pe: values[l_pe], n_pe: values[n_pe] });
}

function whyOf(level: Level, reasons: readonly Reason[], nothingTested: boolean): Text {
  const first = reasons[0];
  if (first?.level === level && level !== "pass") return first.text;
  if (nothingTested) return NOTHING_TESTED;
  return level === "pass" ? ALL_PASS : SOME_NOT_TESTED;
}
