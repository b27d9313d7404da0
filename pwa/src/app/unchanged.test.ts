import { expect, test } from "vitest";
import type { JobRow } from "../store";
import { givenJob } from "../testing/given";
import { keepUnchanged } from "./unchanged";

const row = (id: string, note = ""): JobRow => ({
  userId: "u",
  id,
  job: givenJob({ id, note, hazards: [] }),
  field: false,
  local: null,
});

test("a list that was only read again is the list it was", () => {
  const before = [row("a"), row("b")];
  expect(keepUnchanged(before, structuredClone(before))).toBe(before);
});

test("only the job in which something is new is drawn again", () => {
  const before = [row("a"), row("b")];
  const after = keepUnchanged(before, structuredClone([row("a"), row("b", "ring twice")]));
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
  expect(after[1]?.job.note).toBe("ring twice");
});

test("a job that is gone, or stands elsewhere, changes the list", () => {
  const before = [row("a"), row("b")];
  expect(keepUnchanged(before, [row("b")]).map((one) => one.id)).toEqual(["b"]);
  expect(keepUnchanged(before, [row("b"), row("a")]).map((one) => one.id)).toEqual(["b", "a"]);
});
