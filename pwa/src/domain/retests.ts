/** Tests that were taken more than once: the last attempt decides, the earlier ones are kept. Twin of retests.py. */
import type { components } from "../generated/api";
import type { Reason } from "./decisions";
import type { Reading, Text, Verdict } from "./limits";
import { SEVERITY } from "./limits";

type Test = components["schemas"]["Test"];

/**
 * Test -> its readings, the one that decides last. An attempt that took no value never undoes one that did:
 * leaving a test out must not heal a bad reading.
 */
export function attemptsOf(readings: readonly Reading[]): Map<string, Reading[]> {
  const order = (it: Reading) => (it.value ? 1_000_000 : 0) + (it.attempt ?? 1);
  const attempts = new Map<string, Reading[]>();
  for (const reading of [...readings].sort((one, other) => order(one) - order(other))) {
    attempts.set(reading.test, [...(attempts.get(reading.test) ?? []), reading]);
  }
  return attempts;
}

/** At level pass: what was first measured and is better now, in the catalog's order. */
export function retestReasons(
  tests: readonly Test[],
  attempts: ReadonlyMap<string, readonly Reading[]>,
  judgeOne: (reading: Reading) => Verdict,
): Reason[] {
  return tests.flatMap((test) => {
    const taken = (attempts.get(test.id) ?? []).filter((reading) => reading.value);
    if (taken.length < 2) return [];
    const levels = taken.map((reading) => SEVERITY.indexOf(judgeOne(reading).level));
    const now = levels.pop();
    if (now === undefined || !levels.some((level) => level > now)) return [];
    const text = improved(test, taken[0]?.value ?? "", taken.at(-1)?.value ?? "");
    return [{ level: "pass" as const, source: test.id, text, hazard: null }];
  });
}

function improved(test: Test, first: string, now: string): Text {
  const [was, is] = [shown(test, first), shown(test, now)];
  return {
    zh: `${test.short.zh}已复测：首次 ${was.zh}，现为 ${is.zh}。`,
    en: `${test.short.en} re-tested: first ${was.en}, now ${is.en}.`,
  };
}

function shown(test: Test, value: string): Text {
  const number = `${value} ${test.unit}`.trim();
  return test.choices.find(({ id }) => id === value)?.text ?? { zh: number, en: number };
}
