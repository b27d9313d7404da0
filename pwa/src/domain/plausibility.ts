/**
 * What a reading makes us ask back at once: a slipped unit, an impossible value, a meter that shows nothing.
 *
 * Twin of backend/domain/plausibility.py. Questions are never a verdict. A catalog without ranges asks nothing.
 */
import type { components } from "../generated/api";
import type { Text, Values } from "./limits";
import type { Scaled } from "./measured";
import { decimal, exact, ONE, plainly, readMeasured } from "./measured";
import type { RuleBook } from "./profiles";
import { fill } from "./profiles";
import { contradicts, VOLTAGES } from "./wiring";

type Plausible = components["schemas"]["Plausible"];
type Book = Pick<RuleBook, "tests" | "questions" | "plausible">;
type Exact = ReadonlyMap<string, Scaled>;

/** `id`: kind and test; `field`: the test to look at again; `suggestion`: what it may have meant, else empty. */
export interface Question {
  id: string;
  field: string;
  text: Text;
  suggestion: string;
}

/** So many equal readings are no coincidence. */
const SEVERAL = 3;

/** What to ask about `values` (test -> as shown), in the catalog's order: single readings first. */
export function questionsAbout(catalog: Book, values: Values): Question[] {
  const known = catalog.plausible ?? [];
  const numbers: Exact = new Map(
    known.flatMap(({ test }): [string, Scaled][] => {
      const number = exact(values[test]);
      return number === null ? [] : [[test, number]];
    }),
  );
  const single = known.flatMap((row) => {
    const number = numbers.get(row.test);
    return number === undefined ? [] : aboutOne(catalog, row, values[row.test] ?? "", number);
  });
  return [...single, ...zeros(catalog, numbers), ...repeated(catalog, numbers), ...contradiction(catalog, values)];
}

function aboutOne(catalog: Book, row: Plausible, value: string, number: Scaled): Question[] {
  const { test } = row;
  if (number === 0n) return row.zero ? ask(catalog, "zero", test, { value }) : [];
  if (!isUsual(row, number)) {
    for (const { unit, factor } of row.units) {
      const meant = floorDivide(number * decimal(factor), ONE);
      if (isUsual(row, meant)) return ask(catalog, "slip", test, { value, typed: unit, suggestion: plainly(meant) });
    }
  }
  const least = decimal(row.least);
  if (number < 0n && least >= 0n) return ask(catalog, "negative", test, { value });
  return number < least || number > decimal(row.most) ? ask(catalog, "impossible", test, { value }) : [];
}

function isUsual(row: Plausible, number: Scaled): boolean {
  return number >= decimal(row.from) && number <= decimal(row.to);
}

function floorDivide(number: bigint, by: bigint): bigint {
  return number / by - (number % by < 0n ? 1n : 0n);
}

/** Per group of tests: a meter that is off, or leads that lie beside it, read 0 everywhere. */
function zeros(catalog: Book, numbers: Exact): Question[] {
  const groups = grouped([...numbers.keys()], (test) => testOf(catalog, test)?.group ?? "");
  return groups
    .filter((tests) => tests.length >= SEVERAL && tests.every((test) => numbers.get(test) === 0n))
    .flatMap(([first = ""]) => ask(catalog, "all_zero", first, {}));
}

function repeated(catalog: Book, numbers: Exact): Question[] {
  const same = grouped(
    [...numbers.keys()].filter((test) => numbers.get(test) !== 0n),
    (test) => String(numbers.get(test)),
  );
  return same
    .filter((tests) => tests.length >= SEVERAL)
    .flatMap((tests) => {
      const value = plainly(numbers.get(tests[0] ?? "") ?? 0n);
      return ask(catalog, "repeated", tests.at(-1) ?? "", { value }, tests);
    });
}

function contradiction(catalog: Book, values: Values): Question[] {
  const measured = Object.values(VOLTAGES).map((test) => readMeasured(values[test]));
  return contradicts(measured) ? ask(catalog, "contradiction", VOLTAGES.n_pe, {}) : [];
}

function grouped(tests: readonly string[], key: (test: string) => string): string[][] {
  const groups = new Map<string, string[]>();
  for (const test of tests) groups.set(key(test), [...(groups.get(key(test)) ?? []), test]);
  return [...groups.values()];
}

function testOf(catalog: Book, id: string) {
  return catalog.tests.find((test) => test.id === id);
}

function ask(
  catalog: Book,
  kind: string,
  field: string,
  said: Readonly<Record<string, string>>,
  names: readonly string[] = [field],
): Question[] {
  const words = catalog.questions?.[kind];
  if (!words) return [];
  const shown = names.map((test) => testOf(catalog, test)?.short ?? { zh: test, en: test });
  const named = {
    zh: words.zh.replaceAll("{name}", shown.map(({ zh }) => zh).join("、")),
    en: words.en.replaceAll("{name}", shown.map(({ en }) => en).join(", ")),
  };
  const { suggestion = "" } = said;
  const text = fill(named, { ...said, unit: testOf(catalog, field)?.unit ?? "", suggestion });
  return [{ id: `${kind}:${field}`, field, text, suggestion }];
}
