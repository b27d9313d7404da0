import { expect, test } from "vitest";
import { within } from "./growing";

const days = [
  { key: "monday", rows: [1, 2, 3] },
  { key: "sunday", rows: [] },
  { key: "friday", rows: [4, 5] },
];

test("the first part of a long list ends in the middle of a day", () => {
  expect(within(days, 4)).toEqual([
    { key: "monday", rows: [1, 2, 3] },
    { key: "sunday", rows: [] },
    { key: "friday", rows: [4] },
  ]);
  expect(within(days, 3).map((day) => day.key)).toEqual(["monday"]);
});

test("with room enough, every row stands in its day", () => {
  expect(within(days, 5)).toEqual(days);
});
