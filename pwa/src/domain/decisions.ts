/**
 * What all readings mean together: the decision rules R01-R18 and their hazards. Twin of backend/domain/decisions.py.
 */
import type { components } from "../generated/api";
import type { Circumstances, Level, Text, Values, Verdict } from "./limits";
import { circumstanceIn, SEVERITY } from "./limits";
import { atLeast, readMeasured } from "./measured";
import type { RuleBook } from "./profiles";

/** What a hazard notice says. `deadline_days` 0 = at once. */
export type Hazard = components["schemas"]["Hazard"];

/**
 * One thing that keeps the test from a pass, or that was put right meanwhile (level pass).
 * `source`: the rule (R01-R18), the limit, or the test that was taken again.
 */
export interface Reason {
  level: Level;
  source: string;
  text: Text;
  hazard: Hazard | null;
}

/** What the decision rules ask about. `untaken`: tests that are required and have no value. */
export interface Facts {
  suspected: ReadonlySet<string>;
  unmet: ReadonlySet<string>;
  untaken: ReadonlySet<string>;
  missing: boolean;
  values: Values;
  circumstances: Circumstances;
}

/** A condition of a rule, as catalog/seed/rules.yaml explains them. */
interface Condition {
  is: "wiring" | "circumstance" | "unmet" | "at_least" | "reading" | "untaken" | "missing";
  name: string;
  than: string;
  number?: string;
  test: string;
  values: string[];
  limits: string[];
  tests: string[];
}

/** Rules before limits, for they say what the readings mean for the work; within a level that order stays. */
export function reasonsOf(catalog: RuleBook, verdicts: Readonly<Record<string, Verdict>>, facts: Facts): Reason[] {
  const byRule = catalog.rules
    .filter((rule) => rule.all.every((condition) => holds(condition as unknown as Condition, facts)))
    .map((rule) => ({ level: rule.severity, source: rule.id, text: rule.text, hazard: hazardOf(catalog, rule) }));
  const byLimit = Object.values(verdicts)
    .filter((verdict) => verdict.unmet.length > 0)
    .map(({ level, limit, why }) => {
      const row = catalog.limits.find(({ id }) => id === limit);
      return { level, source: limit, text: why, hazard: hazardOf(catalog, row) };
    });
  return worstFirst([...byRule, ...byLimit]);
}

export function worstFirst(reasons: readonly Reason[]): Reason[] {
  return [...reasons].sort((one, other) => SEVERITY.indexOf(other.level) - SEVERITY.indexOf(one.level));
}

/** The hazard that a rule or limit names; null where it names none. */
export function hazardOf(catalog: RuleBook, row: { hazard?: string } | undefined): Hazard | null {
  return catalog.hazards?.find(({ id }) => id === row?.hazard) ?? null;
}

/** A kind of condition that this build does not know holds never: the server, which does, judges again. */
function holds(condition: Condition, facts: Facts): boolean {
  return CONDITIONS[condition.is]?.(condition, facts) ?? false;
}

const CONDITIONS: Record<Condition["is"], (it: Condition, facts: Facts) => boolean> = {
  wiring: (it, facts) => it.values.some((wiring) => facts.suspected.has(wiring)),
  circumstance: (it, facts) => circumstanceIn(it.name, it.values, facts.circumstances),
  unmet: (it, facts) => it.limits.some((limit) => facts.unmet.has(limit)),
  at_least: (it, facts) => isAtLeast(facts.circumstances[it.name], it.number ?? facts.circumstances[it.than]),
  reading: (it, facts) => it.values.includes(facts.values[it.test] ?? ""),
  untaken: (it, facts) => it.tests.some((test) => facts.untaken.has(test)),
  missing: (_, facts) => facts.missing,
};

function isAtLeast(value: string | undefined, bound: string | undefined): boolean {
  const measured = readMeasured(value);
  const least = readMeasured(bound)?.high;
  return measured !== null && least != null && atLeast(measured, least);
}
