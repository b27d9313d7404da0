/** Drafts of older apps: an update in the middle of a visit loses nothing. */
import { describe, expect, it } from "vitest";
import { buildContent } from "../content";
import { frozenContent, reportBody } from "../freeze";
import { contextOf, counter, freshDraft, me } from "../visit_fixtures";
import { inView, readingOf, upgradeDraft } from ".";

const ARRIVED = "2026-11-22T06:06:00.000Z";
const JOB = "01a00000-0000-7000-8000-000000000003";

/** As version 1 of the app kept it. */
function oldDraft() {
  const list = { ticked: { g1: true }, notes: {}, note: "n" };
  return {
    v: 1,
    key: JOB,
    owner: me.id,
    reportId: "01a00000-0000-7000-9000-000000000001",
    visitId: "01a00000-0000-7000-9000-000000000002",
    jobIds: [JOB],
    place: "work",
    scroll: 40,
    language: "zh",
    earthing: "TN",
    location: "wet",
    enRouteAt: null,
    arrivedAt: ARRIVED,
    finishedAt: null,
    noticeShownAt: null,
    appliance: {
      id: null,
      category: "water_heater",
      brand: "安禾",
      model: "X",
      serial: "1",
      room: "厨房",
      ratedPowerW: "2000",
      protectionClass: "I",
      purchasedOn: "2018-03-05",
    },
    readings: { "supply.u_ln": { value: "221", notTaken: "", instrument: "DM-07", method: "typed", at: ARRIVED } },
    work: {
      reported: "不热",
      found: "f",
      cause: "c",
      done: "换了加热管",
      faultCode: "E4",
      result: "done",
      reason: "",
      reasonText: "",
      startedAt: ARRIVED,
    },
    charges: [
      {
        id: "c1",
        code: "H",
        kind: "part",
        name: { zh: "加热管", en: "Element" },
        quantity: "1",
        unitPrice: 100,
        bearer: "customer",
      },
    ],
    agreedAt: ARRIVED,
    payment: "cash",
    guidance: list,
    maintenance: { ticked: {}, notes: {}, note: "" },
    cleanup: { ticked: { e1: true }, notes: {}, note: "" },
    others: [
      {
        id: "o1",
        applianceId: null,
        category: "gas_hob",
        room: "",
        model: "M",
        purchasedOn: null,
        state: "checked",
        findings: { hose: { level: "fail", text: "", urgency: "C2", decision: "book" } },
      },
    ],
    photos: [],
    answers: {},
    rating: { scores: {}, comment: "", skipped: false },
    frozen: null as unknown,
    signatures: {},
    pad: null,
  };
}

describe("a draft of version 1", () => {
  it("keeps everything that was typed", () => {
    const draft = upgradeDraft(oldDraft(), counter());
    expect(inView(draft)).toMatchObject({ jobId: JOB, work: { done: "换了加热管" }, earthing: "TN", location: "wet" });
    expect(readingOf(draft, "supply.u_ln")).toMatchObject({ value: "221", instrument: "DM-07" });
    expect(inView(draft).guidance).toMatchObject({ ticked: { g1: ARRIVED }, note: "n" });
    expect(draft.cleanup.ticked).toEqual({ e1: ARRIVED });
    expect(draft.charges[0]).toMatchObject({ code: "H", jobId: null });
    expect(draft.others[0]?.findings["hose"]).toMatchObject({ decision: "book", id: expect.any(String) });
  });

  it("can be written as a report", () => {
    const draft = upgradeDraft(oldDraft(), counter());
    const content = buildContent(draft, contextOf(draft), { code: "", salt: "" });
    expect(content.jobs[0]?.work.done).toBe("换了加热管");
    expect(content.jobs[0]?.safety.readings.find((reading) => reading.test === "supply.u_ln")?.value).toBe("221");
  });

  it("leaves a draft of today as it is", () => {
    const draft = freshDraft();
    expect(upgradeDraft(draft, counter())).toBe(draft);
  });

  it("sends a report that was frozen under version 1 as what was signed", async () => {
    const canonical = '{"jobs":[],"verification_code":"0"}';
    const kept = { ...oldDraft(), frozen: { canonical, digest: "ab".repeat(32), code: "0" } };
    const { frozen } = upgradeDraft(kept, counter());
    if (!frozen) throw new Error("the freeze was lost");
    const body = await reportBody(frozen, []);
    expect(body).toBe(`{"attestations":[],"content":${canonical},"v":1}`);
  });
});

describe("content of version 1", () => {
  it("is read in today's shape, each job with what all of them shared", async () => {
    const old = await import("../../../../tests/vectors/reports/v1/repair-zh.json");
    const canonical = JSON.stringify(old.default.content);
    const content = frozenContent({ canonical, digest: "", code: "", v: 1, customerKey: null });
    expect(content.jobs).toHaveLength(old.default.content.jobs.length);
    expect(content.jobs[0]?.work.done).toBe(old.default.content.work.done);
    expect(content.jobs[0]?.safety.readings).toHaveLength(old.default.content.safety.readings.length);
  });
});
