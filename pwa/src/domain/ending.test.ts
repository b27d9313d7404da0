import { describe, expect, test } from "vitest";
import { drawn, unsigned } from "./attestation";
import { buildContent } from "./content";
import type { Draft, FindingDraft, HazardDraft, Schemas } from "./draft";
import { attemptsOf, putHazard, removeHazard, retest, retestTogether, setFinding, takeReading } from "./draft";
import { excuseLack, excuseOf } from "./excuse";
import { refusingTests } from "./hazard_causes";
import type { Danger } from "./hazards";
import { dangersOf, decideDanger, hazardsOf, lacksOf } from "./hazards";
import { progressOf } from "./progress";
import { catalog as base, clock, contextOf, freshDraft, judgedAll, NOW } from "./visit_fixtures";

const TODAY = "2026-11-22";
const both = (en: string, zh = en) => ({ zh, en });
const catalog = {
  ...base,
  limits: base.limits.map((limit) => (limit.id === "u_ln.hard" ? { ...limit, hazard: "voltage" } : limit)),
  hazards: [
    {
      id: "voltage",
      hazard: both("Voltage out of range", "电压超限"),
      consequence: both("Motors burn out", "电机烧毁"),
      remedy: both("Call the utility", "联系供电公司"),
      deadline_days: 7,
    },
  ],
};

const measured = (draft: Draft, value: string) => takeReading(draft, "supply.u_ln", { value, at: NOW });
const dangers = (draft: Draft) => dangersOf(draft, catalog, judgedAll(draft, catalog), TODAY);
const only = (draft: Draft): Danger => {
  const [first, ...more] = dangers(draft);
  if (!first || more.length > 0) throw new Error(`${more.length + (first ? 1 : 0)} dangers`);
  return first;
};
const told = (hazard: HazardDraft): HazardDraft => ({ ...hazard, measure: "advised", decision: "book" });
const gaps = (draft: Draft) =>
  progressOf(draft, catalog, judgedAll(draft, catalog), clock).gaps.filter(({ section }) => section === "hazard");

describe("one cause that two hazards speak of", () => {
  const [first] = catalog.hazards ?? [];
  if (!first) throw new Error("no hazard");
  const also = (id: string, days: number, cause?: string): Schemas["Hazard"] => ({
    ...first,
    id,
    hazard: both(`${id}.`, `${id}。`),
    deadline_days: days,
    ...(cause ? { cause } : {}),
  });
  const earth = { ...catalog.tests[0], id: "supply.earth", short: both("earth"), unit: "Ω" } as Schemas["Test"];
  const refusing = (id: string, test: string, hazard: string, max: string): Schemas["Limit"] =>
    ({
      ...catalog.limits.find(({ id }) => id === "u_ln.hard"),
      id,
      test,
      hazard,
      min: null,
      max,
      comparison: "lte",
    }) as Schemas["Limit"];
  const withTwo = (one: Schemas["Hazard"], other: Schemas["Hazard"], test: string): Schemas["Catalog"] => ({
    ...catalog,
    tests: [...catalog.tests, earth],
    hazards: [one, other],
    limits: [refusing("one", "supply.u_ln", one.id, "242"), refusing("other", test, other.id, "200")],
  });
  const both250 = takeReading(measured(freshDraft(), "250.0"), "supply.earth", { value: "900", at: NOW });
  const told2 = (by: Schemas["Catalog"], draft: Draft) => dangersOf(draft, by, judgedAll(draft, by), TODAY);

  test("is told once: the one that must be put right first speaks, and both readings are named", () => {
    const by = withTwo(also("slow", 7, "c"), also("quick", 0, "c"), "supply.earth");
    const [danger, ...more] = told2(by, both250);
    expect(more).toEqual([]);
    expect(danger?.hazard).toMatchObject({
      source: "other",
      deadline: TODAY,
      hazard: { zh: "quick。slow。", en: "quick. slow." },
    });
    expect(danger?.hazard.reading.en).toContain("250.0");
    expect(danger?.hazard.reading.en).toContain("900");
  });

  test("is also told once where both come from the same reading of the supply", () => {
    expect(told2(withTwo(also("slow", 7), also("quick", 0), "supply.u_ln"), both250)).toHaveLength(1);
    expect(told2(withTwo(also("slow", 7), also("quick", 0), "supply.earth"), both250)).toHaveLength(2);
  });

  test("keeps what was entered while it was known by its other name", () => {
    const by = withTwo(also("slow", 7, "c"), also("quick", 0, "c"), "supply.earth");
    const early = measured(freshDraft(), "250.0");
    const [before] = told2(by, early);
    if (!before) throw new Error("no danger");
    const entered = putHazard(early, { ...told(before.hazard), measureText: "已断开" });
    const [after, ...more] = told2(by, takeReading(entered, "supply.earth", { value: "900", at: NOW }));
    expect(more).toEqual([]);
    expect(after).toMatchObject({ stands: true, hazard: { id: before.hazard.id, measureText: "已断开" } });
  });
});

describe("a refusal of the electrical test", () => {
  const refused = measured(freshDraft(), "250.0");

  test("is a danger with its reading, limit, words and deadline", () => {
    expect(only(refused)).toMatchObject({
      stands: true,
      hazard: {
        refusesWork: true,
        urgency: "C1",
        source: "u_ln.hard",
        hazard: both("Voltage out of range", "电压超限"),
        reading: { en: "supply.u_ln 250.0 V" },
        limit: { en: "limit u_ln.hard" },
        standard: "GB/T 1 4.3",
        remedy: { zh: "联系供电公司" },
        deadline: "2026-11-29",
        measure: "",
        decision: null,
      },
    });
  });

  test("keeps its id and follows the reading, and what was typed stays", () => {
    const { hazard } = only(refused);
    const typed = putHazard(refused, { ...told(hazard), remedy: both("Call 95598 today", "今天就打 95598") });
    const worse = only(measured(typed, "262.5")).hazard;
    expect(worse.id).toBe(hazard.id);
    expect(worse.reading.en).toContain("262.5");
    expect(worse.remedy.zh).toBe("今天就打 95598");
    expect(worse.measure).toBe("advised");
  });

  test("goes with its cause when nobody touched it, and stays when somebody did", () => {
    expect(dangers(measured(refused, "220.0"))).toEqual([]);
    const touched = measured(putHazard(refused, told(only(refused).hazard)), "220.0");
    expect(only(touched)).toMatchObject({ stands: false, hazard: { measure: "advised" } });
    expect(dangers(removeHazard(touched, only(touched).hazard.id))).toEqual([]);
  });

  test("must be told before the customer is asked: what was done now, what they decide", () => {
    expect(gaps(refused)).toMatchObject([{ hard: true, name: "hazard.lacks.measure" }]);
    const half = putHazard(refused, { ...only(refused).hazard, measure: "isolated" });
    expect(gaps(half)).toMatchObject([{ name: "hazard.lacks.decision" }]);
    expect(gaps(putHazard(half, told(only(half).hazard)))).toEqual([]);
  });

  test("is fixed only by a re-test that passes, and a re-test that is begun heals nothing", () => {
    const fixed = putHazard(refused, { ...told(only(refused).hazard), measure: "fixed" });
    expect(gaps(fixed)).toMatchObject([{ name: "hazard.lacks.retest" }]);
    const begun = retest(fixed, "supply.u_ln");
    expect(gaps(begun)).toMatchObject([{ name: "hazard.lacks.retest" }]);
    expect(only(begun).hazard.reading.en).toContain("250.0");
    expect(gaps(measured(begun, "221.0"))).toEqual([]);
  });

  test("says which tests to take again, and the refusing value stays beside the new one", () => {
    const refusing = (draft: Draft) => {
      const [own] = draft.served;
      const safety = own && judgedAll(draft, catalog).get(own.jobId);
      return own && safety ? refusingTests(own, safety, draft, catalog) : [];
    };
    expect(refusing(refused)).toEqual(["supply.u_ln"]);
    expect(only(refused).tests).toContain("supply.u_ln");
    const begun = retestTogether(refused, refusing(refused));
    expect(refusing(begun), "a round that is begun refuses until it is measured").toEqual(["supply.u_ln"]);
    const [view] = judgedAll(begun, catalog).get(begun.inView)?.readings ?? [];
    expect(
      view?.earlier.map(({ level }) => level),
      "the first attempt keeps its own verdict",
    ).toEqual(["refuse"]);
    expect(retestTogether(begun, refusing(begun)), "pressed twice, it is one round").toBe(begun);
    const again = measured(begun, "229.0");
    expect(attemptsOf(again, "supply.u_ln").map(({ value }) => value)).toEqual(["250.0", "229.0"]);
    expect(refusing(again)).toEqual([]);
  });

  test("stands in the report in the customer's language", () => {
    const draft = putHazard(refused, told(only(refused).hazard));
    const context = { ...contextOf(draft), catalog, safeties: judgedAll(draft, catalog) };
    const [hazard] = buildContent(draft, context, { code: "", salt: "" }).hazards;
    expect(hazard).toMatchObject({ hazard: "电压超限", deadline: "2026-11-29", measure: "advised", decision: "book" });
  });
});

describe("a finding of urgency C1", () => {
  const finding: FindingDraft = { id: "f", level: "fail", text: "漏气", urgency: "C1", decision: null };
  const begun = freshDraft();
  const other = begun.others[0]?.id ?? "";
  const found = setFinding(begun, other, "hose", finding);

  test("is a danger that refuses no work, and its decision is one with the finding's", () => {
    const danger = only(found);
    expect(danger.hazard).toMatchObject({ refusesWork: false, source: "hose", hazard: { zh: "软管：开裂" } });
    const decided = decideDanger(found, danger, "declined");
    expect(decided.others[0]?.findings["hose"]?.decision).toBe("declined");
    expect(only(setFinding(decided, other, "hose", { ...finding, decision: "book" })).hazard.decision).toBe("book");
  });

  test("may be fixed on the spot when it is said how", () => {
    const { hazard } = only(found);
    const fixed = putHazard(found, { ...told(hazard), measure: "fixed" });
    expect(lacksOf(only(fixed), "zh")).toEqual(["how"]);
    const how = putHazard(fixed, { ...only(fixed).hazard, measureText: "换了软管，检漏合格" });
    expect(lacksOf(only(how), "zh")).toEqual([]);
  });

  test("of a lesser urgency is none", () => {
    expect(
      hazardsOf(setFinding(begun, other, "hose", { ...finding, urgency: "C2" }), catalog, new Map(), TODAY),
    ).toEqual([]);
  });
});

describe("in a signature's place", () => {
  const reasons = [{ id: "refused", text: both("The customer refuses to sign", "用户拒绝签字") }];
  const words = { language: "zh", statement: "技师说明" } as const;
  const refusal = { who: "customer", choice: "refused", reason: "价格没谈拢", statement: "已逐条说明" } as const;

  test("a refusal quotes the customer and lets the technician say how it was", () => {
    expect(excuseLack({ ...refusal, reason: " " })).toBe("excuse-reason");
    expect(excuseLack({ ...refusal, statement: "" })).toBe("excuse-statement");
    expect(excuseLack(refusal)).toBeNull();
    expect(excuseOf(refusal, reasons, words)).toEqual({
      how: "refused",
      reason: "用户拒绝签字：价格没谈拢；技师说明：已逐条说明",
    });
  });

  test("who is absent or signs later needs no statement", () => {
    expect(excuseLack({ who: "customer", choice: "absent", reason: "", statement: "" })).toBeNull();
    expect(excuseOf({ ...refusal, choice: "by_link" }, reasons, words).how).toBe("by_link");
  });

  test("nobody is said to refuse who is unable, and nobody to be away where a minor is alone", () => {
    const excused = (choice: string) =>
      excuseOf({ choice, who: "customer", reason: "右手骨折", statement: "" }, reasons, words);
    expect(excused("unable")).toEqual({ how: "unable", reason: "unable：右手骨折" });
    expect(excused("only_minor").how).toBe("only_minor");
    expect(excused("absent").how).toBe("absent");
  });

  test("a link's attestation has no strokes, and says how", () => {
    const signing = { id: "i", name: "n", at: NOW, contentDigest: "d" };
    expect(unsigned("by_link", "later", signing)).toMatchObject({ how: "by_link", strokes: [], pad: null });
  });
});

test("what was drawn beside a pad that was turned is on the pad", () => {
  const stroke = [
    [-400, 20, 0, 500],
    [5000, 300, 90, 500],
  ];
  const signing = { id: "i", name: "n", at: NOW, contentDigest: "d" };
  const { pad, strokes } = drawn({ who: "customer", width: 3000, height: 2000, strokes: [stroke] }, signing);
  expect(pad).toEqual({ width: 5400, height: 2000 });
  expect(strokes[0]?.map(([x]) => x)).toEqual([0, 5400]);
});
