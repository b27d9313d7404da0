/**
 * The electrical safety test as a whole: which tests are asked, what they mean together, and why.
 *
 * Twin of backend/domain/electrical.py, which is the authority and judges again on receipt; both run
 * tests/vectors/verdicts.json. The worst of everything decides. A required test without a value is never a
 * pass: with a reason it is "not tested", without one it fails (R18). "refuse" stops the work.
 */
import type { components } from "../generated/api";
import type { Circumstances, Level, Reading, Text, Values, Verdict } from "./limits";
import { circumstanceIn, judge, SEVERITY, worst } from "./limits";
import { atLeast, readMeasured } from "./measured";
import type { Candidate } from "./wiring";
import { diagnoseWiring, suspectedWirings, VOLTAGES } from "./wiring";

export type { Circumstances, Level, Reading, Text, Values, Verdict } from "./limits";
export { judge, worst } from "./limits";
export type { Candidate } from "./wiring";
export { diagnoseWiring } from "./wiring";

type Test = components["schemas"]["Test"];
type Rule = components["schemas"]["DecisionRule"];
export type Phase = "supply" | "appliance";
export type RuleBook = Pick<components["schemas"]["Catalog"], "tests" | "limits" | "wiring" | "rules">;

/** One thing that keeps the test from a pass. `source`: the rule (R01-R18) or the limit. */
export interface Reason {
  level: Level;
  source: string;
  text: Text;
}

/** The verdict on a whole test. `reasons` begin with the worst; `missing` are tests that R18 speaks of. */
export interface TestVerdict {
  level: Level;
  why: Text;
  reasons: readonly Reason[];
  verdicts: Readonly<Record<string, Verdict>>;
  wiring: readonly Candidate[];
  missing: readonly string[];
}

interface Facts {
  suspected: ReadonlySet<string>;
  unmet: ReadonlySet<string>;
  missing: boolean;
  circumstances: Circumstances;
}

/** A condition of a rule, as catalog/seed/rules.yaml explains them. */
interface Condition {
  is: "wiring" | "circumstance" | "unmet" | "at_least" | "missing";
  name: string;
  than: string;
  values: string[];
  limits: string[];
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
): Test[] {
  return catalog.tests.filter((test) => phases.includes(test.phase as Phase) && isAsked(test, circumstances, values));
}

/** The verdict on all readings of `phases`: before the work `['supply']`, at its end both. */
export function judgeTest(
  catalog: RuleBook,
  readings: readonly Reading[],
  circumstances: Circumstances,
  phases: readonly Phase[] = BOTH_PHASES,
): TestVerdict {
  const taken = new Map(readings.map((reading) => [reading.test, reading]));
  const values: Values = Object.fromEntries([...taken].flatMap(([test, { value }]) => (value ? [[test, value]] : [])));
  const ids = new Set(catalog.tests.filter((test) => phases.includes(test.phase as Phase)).map((test) => test.id));
  const verdicts = Object.fromEntries(
    [...taken]
      .filter(([test]) => ids.has(test))
      .map(([test, reading]) => [test, judge(reading, catalog.limits, circumstances, values)]),
  );
  const required = testsFor(catalog, circumstances, values, phases).filter((test) => test.required);
  const missing = required.filter((test) => isMissing(test, taken.get(test.id))).map((test) => test.id);
  const supply = phases.includes("supply");
  const wiring = supply ? wiringOf(catalog, values) : [];
  const reasons = reasonsOf(catalog.rules, verdicts, {
    suspected: suspectedWirings(wiring, supply ? values["supply.polarity"] : null),
    unmet: new Set(Object.values(verdicts).flatMap((verdict) => verdict.unmet)),
    missing: missing.length > 0,
    circumstances,
  });
  const nothing = Object.keys(values).length === 0;
  const untested = nothing || required.some((test) => verdicts[test.id]?.level === "not_tested");
  const level = worst([...reasons.map((reason) => reason.level), ...(untested ? (["not_tested"] as const) : [])]);
  return { level, why: whyOf(level, reasons, nothing), reasons, verdicts, wiring, missing };
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

/** Rules before limits: they say what the readings mean for the work. The sort keeps that order. */
function reasonsOf(rules: readonly Rule[], verdicts: Readonly<Record<string, Verdict>>, facts: Facts): Reason[] {
  const byRule = rules
    .filter((rule) => rule.all.every((condition) => holds(condition as unknown as Condition, facts)))
    .map((rule) => ({ level: rule.severity, source: rule.id, text: rule.text }));
  const byLimit = Object.values(verdicts)
    .filter((verdict) => verdict.unmet.length > 0)
    .map((verdict) => ({ level: verdict.level, source: verdict.limit, text: verdict.why }));
  return [...byRule, ...byLimit].sort((one, other) => SEVERITY.indexOf(other.level) - SEVERITY.indexOf(one.level));
}

function holds(condition: Condition, facts: Facts): boolean {
  return CONDITIONS[condition.is](condition, facts);
}

const CONDITIONS: Record<Condition["is"], (it: Condition, facts: Facts) => boolean> = {
  wiring: (it, facts) => it.values.some((wiring) => facts.suspected.has(wiring)),
  circumstance: (it, facts) => circumstanceIn(it.name, it.values, facts.circumstances),
  unmet: (it, facts) => it.limits.some((limit) => facts.unmet.has(limit)),
  at_least: (it, facts) => isAtLeast(facts.circumstances[it.name], facts.circumstances[it.than]),
  missing: (_, facts) => facts.missing,
};

function isAtLeast(value: string | undefined, bound: string | undefined): boolean {
  const measured = readMeasured(value);
  const least = readMeasured(bound)?.high;
  return measured !== null && least != null && atLeast(measured, least);
}

function whyOf(level: Level, reasons: readonly Reason[], nothingTested: boolean): Text {
  const first = reasons[0];
  if (first?.level === level) return first.text;
  if (nothingTested) return NOTHING_TESTED;
  return level === "pass" ? ALL_PASS : SOME_NOT_TESTED;
}
