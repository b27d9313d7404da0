import { expect, test } from "vitest";
import { formatter } from "../i18n";
import type { JobRow, PulledJob } from "../store";
import { givenJob } from "../testing/given";
import { agenda, nextJob, punctuality, showsAddress } from "./agenda";

const SHANGHAI = formatter("zh", "Asia/Shanghai").dayKey;
const NOW = Date.parse("2026-11-24T04:58:00Z"); // 12:58 in Shanghai

function row(overrides: Partial<PulledJob>, local: PulledJob["state"] | null = null): JobRow {
  const job = givenJob(overrides);
  return { userId: "u", id: job.id, job, field: false, local: local && { state: local, at: "", eventId: null } };
}

const at = (start: string, end: string) => ({ window_start: start, window_end: end });

test("the day is the center's day, not the phone's and not UTC's", () => {
  const early = row(at("2026-11-23T23:30:00Z", "2026-11-24T00:30:00Z")); // 07:30 on the 24th in Shanghai
  expect(agenda([early], NOW, SHANGHAI).ahead).toEqual([early]);
  expect(agenda([early], NOW, formatter("en", "Europe/London").dayKey).ahead, "left over from yesterday").toEqual([
    early,
  ]);
  expect(agenda([early], Date.parse("2026-11-23T15:59:00Z"), SHANGHAI).tomorrow).toBe(1);
});

test("a job that yesterday left undone stands in today, first", () => {
  const left = row(at("2026-11-23T06:00:00Z", "2026-11-23T08:00:00Z"));
  const next = row(at("2026-11-24T06:00:00Z", "2026-11-24T08:00:00Z"));
  const plan = agenda([next, left], NOW, SHANGHAI);
  expect(plan.ahead).toEqual([left, next]);
  expect(plan.past).toEqual([]);
});

test("what this phone did counts before what the server said", () => {
  const running = row({ ...at("2026-11-24T06:00:00Z", "2026-11-24T08:00:00Z"), state: "assigned" }, "en_route");
  const plan = agenda([row(at("2026-11-24T01:00:00Z", "2026-11-24T02:00:00Z")), running], NOW, SHANGHAI);
  expect(plan.running).toEqual([running]);
  expect(nextJob(plan), "the button leads to what runs").toBe(running);
});

test("finished jobs of other days are grouped by day, newest first", () => {
  const monday = row({ ...at("2026-11-23T02:00:00Z", "2026-11-23T03:00:00Z"), state: "completed" });
  const friday = row({ ...at("2026-11-20T02:00:00Z", "2026-11-20T03:00:00Z"), state: "closed" });
  expect(agenda([friday, monday], NOW, SHANGHAI).past.map((day) => day.key)).toEqual(["2026-11-23", "2026-11-20"]);
});

test("late begins when the window has ended, in whole minutes", () => {
  const job = row(at("2026-11-24T04:00:00Z", "2026-11-24T04:50:00Z"));
  expect(punctuality(job, NOW)).toEqual({ kind: "late", minutes: 8 });
  expect(punctuality(job, Date.parse("2026-11-24T04:50:00Z"))).toEqual({ kind: "within", minutes: 0 });
  expect(punctuality(job, Date.parse("2026-11-24T03:50:00Z"))).toEqual({ kind: "before", minutes: 10 });
});

test("on site, finished or without a window nobody is late", () => {
  const window = at("2026-11-24T01:00:00Z", "2026-11-24T02:00:00Z");
  expect(punctuality(row(window, "on_site"), NOW)).toBeNull();
  expect(punctuality(row(window, "completed"), NOW)).toBeNull();
  expect(punctuality(row({ window_start: null, window_end: null }), NOW)).toBeNull();
});

test("the door is shown only after the job is accepted", () => {
  expect(showsAddress(row({ state: "assigned" }))).toBe(false);
  expect(showsAddress(row({ state: "assigned" }, "accepted"))).toBe(true);
});
