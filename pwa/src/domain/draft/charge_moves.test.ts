import { describe, expect, it } from "vitest";
import { buildContent } from "../content";
import { catalog, contextOf, freshDraft, secondJob } from "../visit_fixtures";
import {
  addCharge,
  agreeToCharges,
  beginWork,
  changeCharge,
  isAgreedBefore,
  removeCharge,
  restoreCharge,
} from "./charge_moves";
import { addJob, describeLine, inView, setOutcome, showJob } from "./job_moves";
import type { ChargeDraft, Draft } from "./shape";

const QUOTED = "2026-11-22T06:20:00.000Z";
const LATER = "2026-11-22T06:40:00.000Z";

const line = (id: string, change: Partial<ChargeDraft> = {}): ChargeDraft => ({
  id,
  jobId: freshDraft().inView,
  code: id,
  kind: "part",
  name: { zh: id, en: id },
  quantity: "1",
  unitPrice: 8500,
  bearer: "customer",
  ...change,
});

const quoted = () => beginWork(addCharge(freshDraft(), line("pump")), QUOTED);
const charges = (draft: Draft) => buildContent(draft, contextOf(draft), { code: "", salt: "" }).charges;

describe("a part", () => {
  it("comes with its charge and goes with it", () => {
    const draft = addCharge(freshDraft(), line("pump"));
    expect(inView(draft).parts.map((part) => part.id)).toEqual(["pump"]);
    const gone = removeCharge(draft, "pump").draft;
    expect([gone.charges, inView(gone).parts]).toEqual([[], []]);
  });

  it("has the quantity of its charge", () => {
    const draft = changeCharge(addCharge(freshDraft(), line("pump")), "pump", { quantity: "2" });
    expect(inView(draft).parts[0]?.quantity).toBe("2");
  });

  it("comes back with its serial numbers and the agreement it had", () => {
    const { draft, removed } = removeCharge(quoted(), "pump");
    expect(draft.agreedAt).toBeNull();
    const back = removed && restoreCharge(draft, removed);
    expect(back).toMatchObject({ agreedAt: QUOTED, charges: quoted().charges });
    expect(back && inView(back).parts).toEqual(inView(quoted()).parts);
  });

  it("is not taken for agreed when it comes back beside something new", () => {
    const { draft, removed } = removeCharge(quoted(), "pump");
    const other = addCharge(draft, line("seal"));
    expect(removed && restoreCharge(other, removed).agreedAt).toBeNull();
  });
});

describe("the customer's agreement", () => {
  it("is taken with the start of the work, before it", () => {
    expect(charges(quoted())).toMatchObject({ agreed_at: QUOTED, agreed_before: true });
  });

  it("is needed anew for a later change, and the report says that it came later", () => {
    const changed = addCharge(quoted(), line("seal"));
    expect(changed.agreedAt).toBeNull();
    expect(charges(agreeToCharges(changed, LATER))).toMatchObject({ agreed_at: LATER, agreed_before: false });
  });

  it("stands when a part is added that the maker pays for", () => {
    expect(addCharge(quoted(), line("board", { bearer: "maker" })).agreedAt).toBe(QUOTED);
  });

  it("of a second job counts against that job's own start", () => {
    const two = showJob(addJob(quoted(), secondJob, catalog.categories[1], ""), secondJob.id);
    const second = beginWork(addCharge(two, line("hose", { jobId: secondJob.id })), LATER);
    expect(second.agreedAt).toBe(LATER);
    expect(isAgreedBefore(second)).toBe(true);
  });

  it("is not asked where the customer pays nothing", () => {
    expect(beginWork(addCharge(freshDraft(), line("board", { bearer: "maker" })), QUOTED).agreedAt).toBeNull();
  });
});

describe("how a point was found and left", () => {
  it("is kept by name and printed in the customer's words", () => {
    const outcome = setOutcome(freshDraft(), { line: "m1", before: "worn", after: "to_replace", at: QUOTED });
    const draft = describeLine(outcome, "maintenance", { id: "m1", when: "notes" }, "下次带来");
    const [item] = buildContent(draft, contextOf(draft), { code: "", salt: "" }).jobs[0]?.maintenance.items ?? [];
    expect(item).toMatchObject({ done: true, before: "磨损", after: "建议更换", note: "下次带来" });
  });
});
