/** A visit from the first keystroke to the bytes that are signed. */
import Ajv2020 from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import openapi from "../../../docs/openapi.json";
import { drawn, unsigned } from "./attestation";
import { canonicalJson, sha256Hex } from "./canonical";
import { buildContent } from "./content";
import type { Draft } from "./draft";
import {
  addJob,
  addPhoto,
  answerService,
  beginWork,
  changeOther,
  changeWork,
  chooseResult,
  dropJob,
  inView,
  readingOf,
  retest,
  SERVICES,
  setFinding,
  showJob,
  skipReading,
  takeReading,
  thaw,
  tick,
} from "./draft";
import { freeze, frozenContent, reportBody } from "./freeze";
import { checkRing } from "./other_checks";
import { progressOf } from "./progress";
import { feedbackOf, missingAnswers } from "./review";
import { workLock } from "./safety_view";
import { catalog, clock, contextOf, freshDraft, judged, judgedAll, NOW, secondJob } from "./visit_fixtures";

const AT = "2026-11-22T06:10:00.000Z";
const zeros = (bytes: Uint8Array) => bytes.fill(7);
const take = (draft: Draft, test: string, value: string) =>
  takeReading(draft, test, { value, at: AT, instrument: "DM-07" });

function tested(): Draft {
  const readings = [
    ["supply.u_ln", "221.4"],
    ["supply.rcd", "30ma"],
    ["supply.rcd_trip", "22"],
    ["app.riso", ">500"],
  ] as const;
  return readings.reduce((draft, [test, value]) => take(draft, test, value), freshDraft());
}

function finished(): Draft {
  const worked = chooseResult(changeWork(beginWork(tested(), AT), { done: "换了加热管", firstTime: true }), "done");
  return SERVICES.reduce(
    (draft, service) => answerService(draft, service, { answer: "done", at: AT, note: "" }),
    worked,
  );
}

function contractErrors(body: unknown): unknown {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: "contract", components: openapi.components });
  const validate = ajv.compile({ $ref: "contract#/components/schemas/ReportBodyV2" });
  return validate(body) ? null : validate.errors;
}

describe("a draft", () => {
  it("begins with nothing ticked, nothing answered and the household's other appliances open", () => {
    const draft = freshDraft();
    expect(inView(draft).guidance.ticked).toEqual({});
    expect(draft.answers).toEqual({});
    expect(draft.others.map((other) => [other.category, other.state])).toEqual([["gas_hob", "open"]]);
  });

  it("keeps a typed value aside while the reading counts as not taken", () => {
    const typed = take(freshDraft(), "supply.u_ln", "221");
    const skipped = skipReading(typed, "supply.u_ln", "no_power");
    expect(judged(skipped).readings[0]?.level).toBe("not_tested");
    expect(readingOf(skipReading(skipped, "supply.u_ln", ""), "supply.u_ln").value).toBe("221");
  });

  it("shares what a change did not touch, so that screens need not draw it again", () => {
    const before = freshDraft();
    const after = changeWork(before, { done: "x" });
    expect(inView(after).readings).toBe(inView(before).readings);
    expect(after.others).toBe(before.others);
  });

  it("asks for a new reason when the result changes", () => {
    const refused = changeWork(chooseResult(freshDraft(), "refused"), { reason: "no_earth" });
    expect(inView(chooseResult(refused, "second_visit")).work.reason).toBe("");
  });

  it("takes back exactly the lines that one tap had ticked", () => {
    const one = tick(freshDraft(), "guidance", ["g1"], AT);
    const all = tick(one, "guidance", ["g1", "g2"], NOW);
    expect(inView(tick(all, "guidance", ["g2"], null)).guidance.ticked).toEqual({ g1: AT });
  });

  it("holds the same picture once", () => {
    const photo = {
      sha256: "a",
      size: 1,
      mediaType: "image/jpeg",
      width: 1,
      height: 1,
      role: "before",
      caption: "",
      takenAt: AT,
      of: "",
    } as const;
    expect(addPhoto(addPhoto(freshDraft(), photo), photo).photos).toHaveLength(1);
  });
});

describe("the electrical test of a draft", () => {
  it("asks the tests of this category, class and job, and the trip test only where there is an RCD", () => {
    const ids = (draft: Draft) => judged(draft).readings.map((view) => view.test.id);
    expect(ids(freshDraft())).toEqual(["supply.u_ln", "supply.rcd", "supply.frequency", "app.riso"]);
    expect(ids(take(freshDraft(), "supply.rcd", "30ma"))).toContain("supply.rcd_trip");
  });

  it("opens the work only when every required supply test is answered", () => {
    expect(workLock(judged(freshDraft()))).toBe("untested");
    expect(workLock(judged(tested()))).toBe("open");
  });

  it("locks the work while the supply is refused", () => {
    expect(workLock(judged(take(tested(), "supply.u_ln", "260")))).toBe("refused");
  });

  it("is not failed but unfinished while a required test is open", () => {
    expect(judged(take(freshDraft(), "supply.u_ln", "221")).level).toBe("not_tested");
  });

  it("takes a number that is still being typed for no reading", () => {
    expect(judged(take(freshDraft(), "supply.u_ln", "221.")).readings[0]?.level).toBeNull();
  });
});

describe("a visit of two jobs", () => {
  const two = () => addJob(tested(), secondJob, catalog.categories[1], "");

  it("takes the second job's appliance out of the others and keeps each job's work apart", () => {
    const other = changeWork(showJob(two(), secondJob.id), { done: "清理火盖" });
    expect(two().others).toEqual([]);
    expect(other.served.map((own) => own.work.done)).toEqual(["", "清理火盖"]);
    expect(progressOf(two(), catalog, judgedAll(two()), clock).gaps.some((gap) => gap.job === secondJob.id)).toBe(true);
  });

  it("never drops the job it began with", () => {
    const draft = showJob(two(), secondJob.id);
    expect(dropJob(draft, draft.served[0]?.jobId ?? "")).toBe(draft);
    expect(dropJob(draft, secondJob.id)).toMatchObject({ inView: draft.served[0]?.jobId });
  });

  it("writes each job with its own appliance, test and work", () => {
    const content = buildContent(two(), contextOf(two()), { code: "", salt: "" });
    expect(content.jobs.map((own) => [own.number, own.appliance.category, own.work.reported])).toEqual([
      ["J-1", "water_heater", "不热"],
      ["J-2", "gas_hob", "打不着火"],
    ]);
  });
});

describe("a re-test", () => {
  it("keeps the first attempt with the verdict it had", () => {
    const again = take(retest(take(tested(), "app.riso", "0.2"), "app.riso"), "app.riso", "20");
    expect(judged(again).level).toBe("pass");
    const readings = buildContent(again, contextOf(again), { code: "", salt: "" }).jobs[0]?.safety.readings ?? [];
    const mine = readings.filter((reading) => reading.test === "app.riso");
    expect(mine.map(({ attempt, value, verdict }) => [attempt, value, verdict.level])).toEqual([
      [1, "0.2", "fail"],
      [2, "20", "pass"],
    ]);
  });
});

describe("what is missing", () => {
  const fields = (draft: Draft) =>
    progressOf(draft, catalog, judgedAll(draft), clock)
      .gaps.filter((gap) => gap.hard)
      .map((gap) => gap.field);

  it("is named field by field, in the order of the visit", () => {
    expect(fields(freshDraft())).toEqual(["supply.u_ln", "supply.rcd", "start", "app.riso", "result"]);
    expect(progressOf(freshDraft(), catalog, judgedAll(freshDraft()), clock).next?.field).toBe("supply.u_ln");
  });

  it("is what was done, once the work has begun; and neither where it never began and somebody comes again", () => {
    expect(fields(beginWork(tested(), AT))).toEqual(["done", "result"]);
    expect(fields(chooseResult(tested(), "second_visit"))).toEqual(["reason"]);
  });

  it("is every check of an appliance that counts as checked, and nothing of one that was not checked", () => {
    const draft = finished();
    const other = draft.others[0]?.id ?? "";
    const as = (state: "checked" | "not_checked") => changeOther(draft, other, (one) => ({ ...one, state }));
    const hard = (of: Draft) =>
      progressOf(of, catalog, judgedAll(of), clock).gaps.flatMap((gap) => (gap.hard ? [gap.name] : []));
    expect(hard(as("checked"))).toEqual(["others.unanswered"]);
    expect(hard(as("not_checked"))).toEqual([]);
    const finding = { id: "f1", text: "", urgency: null, decision: null };
    const notApplicable = setFinding(draft, other, "hose", { ...finding, level: "na" });
    expect(hard(notApplicable)).toEqual([]);
    const ring = (of: Draft) => of.others[0] && checkRing(of.others[0], catalog);
    expect(ring(notApplicable), "what could not be looked at is not sound").toMatchObject({ done: 1, sound: 0 });
    expect(ring(setFinding(draft, other, "hose", { ...finding, level: "ok" }))).toMatchObject({ done: 1, sound: 1 });
  });

  it.each(["advise", "fail"] as const)("includes how urgent a finding of level %s is", (level) => {
    const draft = finished();
    const other = draft.others[0]?.id ?? "";
    const first = (urgency: "C3" | null) => {
      const found = { id: "f1", level, text: "", urgency, decision: "book" } as const;
      const { gaps } = progressOf(setFinding(draft, other, "hose", found), catalog, judgedAll(draft), clock);
      return gaps.find((gap) => gap.hard)?.name;
    };
    expect(first(null)).toBe("others.urgency");
    expect(first("C3")).toBeUndefined();
  });

  it("is only the danger to be told and the reason when the work was refused", () => {
    const refused = chooseResult(take(freshDraft(), "supply.u_ln", "260"), "refused");
    expect(fields(refused)).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), "reason"]);
  });

  it("includes the customer's decision on a finding", () => {
    const draft = finished();
    const other = draft.others[0]?.id ?? "";
    const found = setFinding(draft, other, "hose", {
      id: "f1",
      level: "fail",
      text: "",
      urgency: "C2",
      decision: null,
    });
    expect(fields(found)).toEqual([other]);
  });

  it("never lets an unsafe appliance be called done", () => {
    expect(fields(take(finished(), "supply.u_ln", "260"))).toContain("result");
  });

  it("lists the services that the customer has not answered", () => {
    const answered = answerService(freshDraft(), "B", { answer: "not_done", at: AT, note: "" });
    expect(missingAnswers(answered)).toEqual(["A", "C", "D", "E"]);
  });
});

describe("the freeze", () => {
  it("refuses a report with an unanswered service", async () => {
    await expect(freeze(tested(), contextOf(tested()), zeros)).rejects.toThrow();
  });

  it("gives a body that the contract accepts, in canonical form", async () => {
    const draft = await freeze(finished(), contextOf(finished()), zeros);
    if (!draft.frozen) throw new Error("not frozen");
    const signing = {
      id: "01a00000-0000-7000-a000-000000000001",
      name: "惠",
      at: NOW,
      contentDigest: draft.frozen.digest,
    };
    const customer = unsigned("absent", "不在", signing);
    const technician = drawn({ who: "technician", width: 3280, height: 3300, strokes: [[[1, 2, 0, 500]]] }, signing);
    const body = await reportBody(draft.frozen, [customer, technician]);
    expect(contractErrors(JSON.parse(body))).toBeNull();
    expect(canonicalJson(JSON.parse(body))).toBe(body);
  });

  it("binds the digest to the very bytes, and the same draft freezes to the same bytes", async () => {
    const one = await freeze(finished(), contextOf(finished()), zeros);
    const two = await freeze(finished(), contextOf(finished()), zeros);
    expect(one.frozen?.canonical).toBe(two.frozen?.canonical);
    expect(one.frozen?.digest).toBe(await sha256Hex(one.frozen?.canonical ?? ""));
    expect(one.frozen?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it("writes the customer's language, a masked telephone number and the expired instrument", async () => {
    const draft = { ...finished(), language: "en" as const };
    const { frozen } = await freeze(draft, contextOf(draft), zeros);
    if (!frozen) throw new Error("not frozen");
    const content = frozenContent(frozen);
    expect(content.jobs[0]?.appliance.category_text).toBe("Water heater");
    expect(content.customer.phone).toBe("138****1234");
    expect(content.jobs[0]?.safety.instruments[0]).toMatchObject({ id: "DM-07", expired: true });
    expect(content.jobs[0]?.safety.verdict.level).toBe("pass");
  });

  it("says why tests were not taken when the visit ended before them", () => {
    const draft = changeWork(chooseResult(take(freshDraft(), "supply.u_ln", "260"), "refused"), { reason: "no_earth" });
    const content = buildContent(draft, contextOf(draft), { code: "", salt: "" });
    const open = content.jobs[0]?.safety.readings.find((reading) => reading.test === "app.riso");
    expect(open).toMatchObject({ taken: false, not_taken_reason: "本次作业未完成：无可靠接地" });
    expect(content.jobs[0]?.safety.verdict.level).toBe("refuse");
  });

  it("is given up with its signatures when somebody goes back to edit", async () => {
    const frozen = await freeze(finished(), contextOf(finished()), zeros);
    expect(thaw(frozen)).toMatchObject({ frozen: null, signatures: {}, finishedAt: null });
  });
});

describe("the rating", () => {
  it("is nothing until the customer rates or skips, and skipping is said", () => {
    expect(feedbackOf(freshDraft())).toBeNull();
    expect(feedbackOf({ ...freshDraft(), rating: { scores: {}, comment: "", skipped: true } })?.skipped).toBe(true);
  });

  it("is never part of the content", () => {
    const draft = { ...finished(), rating: { scores: { overall: 1 }, comment: "grumble", skipped: false } };
    expect(JSON.stringify(buildContent(draft, contextOf(draft), { code: "", salt: "" }))).not.toContain("grumble");
  });
});
