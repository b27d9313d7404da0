import { describe, expect, it } from "vitest";
import { buildContent } from "./content";
import type { Draft } from "./draft";
import { addJob, beginWork, changeWork, chooseResult, endWork, showJob } from "./draft";
import { progressOf } from "./progress";
import { onSiteTime, workTime } from "./time_spent";
import { catalog, clock, contextOf, freshDraft, job, judgedAll, secondJob } from "./visit_fixtures";

const ARRIVED = "2026-11-22T06:06:00.000Z";
const BEGAN = "2026-11-22T06:10:00.000Z";
const IN_TIME = "2026-11-22T07:06:00.000Z";
const LATE = "2026-11-22T07:11:00.000Z";

const done = (until: string): Draft =>
  changeWork(endWork(chooseResult(beginWork({ ...freshDraft(), arrivedAt: ARRIVED }, BEGAN), "done"), until), {
    firstTime: true,
  });
const owed = (draft: Draft, now: string) =>
  progressOf(draft, catalog, judgedAll(draft), { ...clock, now })
    .gaps.filter(({ section, hard }) => section === "result" && hard)
    .map(({ name, job }) => [name, job]);

describe("a report that is done", () => {
  it("needs nothing more when work and visit kept their standard, to the minute", () => {
    expect(owed(done(IN_TIME), IN_TIME)).toEqual([]);
    expect(onSiteTime(done(IN_TIME), catalog, { ...clock, now: IN_TIME })).toEqual({
      minutes: 60,
      standard: 60,
      over: false,
    });
  });

  it("needs the reason once the work took longer, and one reason is enough", () => {
    expect(owed(done(LATE), LATE)).toEqual([["result.over", job.id]]);
    expect(owed(changeWork(done(LATE), { overReason: "  " }), LATE)).toHaveLength(1);
    expect(owed(changeWork(done(LATE), { overReason: "等配件送到" }), LATE)).toEqual([]);
  });

  it("needs the reason of the visit where the work was quick but the visit was long", () => {
    const quick = done(IN_TIME);
    expect(owed(quick, LATE)).toEqual([["result.on_site", null]]);
    expect(owed({ ...quick, onSiteReason: "应客户要求" }, LATE)).toEqual([]);
    expect(owed({ ...quick, finishedAt: IN_TIME }, LATE)).toEqual([]);
  });

  it("gives a visit of two jobs the time of both", () => {
    const two = addJob(done(LATE), secondJob, catalog.categories[1], "");
    const spent = onSiteTime(two, catalog, { ...clock, now: LATE });
    expect(spent).toEqual({ minutes: 65, standard: 120, over: false });
    const second = showJob(two, secondJob.id);
    expect(second.served.map((own) => workTime(own, second, catalog, { ...clock, now: LATE }).over)).toEqual([
      true,
      false,
    ]);
  });

  it("answers for a repair whether it was put right on the first visit; other jobs need not", () => {
    const open = changeWork(done(IN_TIME), { firstTime: null });
    expect(owed(open, IN_TIME)).toEqual([["result.first_time", job.id]]);
    const jobs = [{ id: job.id, type: "maintenance" as const }];
    const gaps = progressOf(open, catalog, judgedAll(open), { jobs, now: IN_TIME }).gaps;
    expect(gaps.some(({ name }) => name === "result.first_time")).toBe(false);
  });
});

it("asks nobody why who must come again or was refused", () => {
  expect(owed(changeWork(chooseResult(done(LATE), "second_visit"), { reason: "parts" }), LATE)).toEqual([]);
});

it("is written into the report as it was", () => {
  const draft = { ...done(IN_TIME), finishedAt: LATE, onSiteReason: "应客户要求" };
  const content = buildContent(draft, contextOf(draft), { code: "", salt: "" });
  expect(content.on_site).toEqual({ minutes: 65, standard_minutes: 60, over_reason: "应客户要求" });
});
