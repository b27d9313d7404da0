import { expect, test } from "vitest";
import type { JobRow, PulledJob } from "../store";
import { givenJob } from "../testing/given";
import { search, searchIndex } from "./search";

const NOW = Date.parse("2026-11-24T04:00:00Z");

function rows(...jobs: Partial<PulledJob>[]): JobRow[] {
  return jobs.map((overrides) => {
    const job = givenJob({ state: "accepted", ...overrides });
    return { userId: "u", id: job.id, job, field: false, local: null };
  });
}

const person = (name: string, phone = "+8613800006021") => ({
  id: name,
  name,
  phone,
  language: "zh",
  vip: false,
  note: "",
});

test("two characters anywhere in a Chinese name are enough", () => {
  const [found] = rows({ customer: person("阿依古丽·买买提热合曼") }, { customer: person("王秀兰") });
  const index = searchIndex([found as JobRow], null);
  expect(search(index, "买提", NOW)).toEqual([found]);
  expect(search(index, "秀兰", NOW)).toEqual([]);
});

test("the last digits of the phone find the customer", () => {
  const all = rows({ customer: person("刘静", "+8613800006021") }, { customer: person("何敏", "+8613811117777") });
  expect(search(searchIndex(all, null), "6021", NOW)).toEqual([all[0]]);
});

test("every word must be found, in any field", () => {
  const address = {
    id: "a",
    area: "青禾区",
    line: "云杉苑 3 幢 1602",
    access_note: "",
    latitude: null,
    longitude: null,
  };
  const all = rows({ customer: person("刘静"), address }, { customer: person("刘静") });
  expect(search(searchIndex(all, null), "刘静 云杉", NOW)).toEqual([all[0]]);
});

test("job numbers are found in either case", () => {
  const all = rows({ number: "GD-1124-0317" });
  expect(search(searchIndex(all, null), "gd-1124", NOW)).toEqual(all);
});

test("the address of a job that is not accepted can't be searched out", () => {
  const address = {
    id: "a",
    area: "青禾区",
    line: "云杉苑 3 幢 1602",
    access_note: "",
    latitude: null,
    longitude: null,
  };
  const all = rows({ state: "assigned", address });
  expect(search(searchIndex(all, null), "云杉", NOW)).toEqual([]);
  expect(search(searchIndex(all, null), "青禾", NOW)).toEqual(all);
});

test("nothing typed finds nothing", () => {
  expect(search(searchIndex(rows({}), null), "  ", NOW)).toEqual([]);
});
