import { expect, test } from "vitest";
import { fill, type Text } from ".";

const MODULES = import.meta.glob<Record<string, unknown>>("../**/messages.ts", { eager: true });
const PLACE = /\{(\w+)/g;

function texts(): [string, Text][] {
  return Object.entries(MODULES).flatMap(([file, module]) =>
    Object.entries((module["say"] ?? {}) as Record<string, Text>).map(([key, text]): [string, Text] => [
      `${file} ${key}`,
      text,
    ]),
  );
}

test("every text has words in both languages, and Chinese has Han characters", () => {
  const bad = texts().filter(([, text]) => !text.zh?.trim() || !text.en?.trim() || /\p{Script=Han}/u.test(text.en));
  expect(bad.map(([name]) => name)).toEqual([]);
  expect(texts().length).toBeGreaterThan(150);
});

test("both languages fill in the same values", () => {
  const places = (text: string) => [...new Set([...text.matchAll(PLACE)].map((match) => match[1]))].sort().join();
  expect(
    texts()
      .filter(([, text]) => places(text.zh) !== places(text.en))
      .map(([name]) => name),
  ).toEqual([]);
});

test("numbers choose their word", () => {
  const text = { zh: "{n} 张", en: "{n} {n:photo/photos}" };
  expect([0, 1, 2].map((n) => fill(text, "en", { n }))).toEqual(["0 photos", "1 photo", "2 photos"]);
  expect(fill(text, "zh", { n: 1 })).toBe("1 张");
});
