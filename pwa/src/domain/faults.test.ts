import { describe, expect, it } from "vitest";
import { gradeFor, isAbove } from "./difficulty";
import type { Schemas } from "./draft";
import { causesOf, faultOf, findFaults, isSymptom, likelyParts, needsManual } from "./faults";
import { suggestedCharges } from "./suggested_charges";
import { catalog as small } from "./visit_fixtures";

const both = (zh: string, en = zh) => ({ zh, en });

function fault(id: string, code: string, brand: string, extra: Partial<Schemas["Fault"]> = {}): Schemas["Fault"] {
  return {
    id,
    code,
    brand,
    category: "washing_machine",
    text: both("不排水", "Does not drain"),
    causes: both("排水泵、异物、水管弯折", "pump, foreign object, bent hose"),
    check: both("听泵声", "Listen to the pump"),
    parts: both("排水泵", "Drain pump"),
    note: both(""),
    grade: 2,
    confidence: "high",
    ...extra,
  };
}

function price(code: string, kind: Schemas["Price"]["kind"], zh: string, categories = ["washing_machine"]) {
  return { code, kind, text: both(zh), price: 1000, categories, consumable: false };
}

const catalog: Schemas["Catalog"] = {
  ...small,
  faults: [
    fault("midea", "E1", "Midea", { text: both("进水超时", "Fill time-out") }),
    fault("drain", "S-NODRAIN", ""),
    fault("unsure", "E9", "Haier", { confidence: "low" }),
    fault("haier", "E1 / E2", "Haier"),
    fault("noise", "S-NOISE", "", {
      text: both("脱水时噪声大", "Noisy when spinning"),
      causes: both("轴承"),
      grade: 4,
    }),
    fault("fridge", "E1", "Haier", { category: "refrigerator" }),
  ],
  prices: [
    { ...price("CALL", "other", "上门费", []), call_out: true },
    { ...price("LAB-2", "labour", "维修工时费 一般", []), grade: 2 },
    { ...price("LAB-4", "labour", "维修工时费 复杂", []), grade: 4 },
    price("PUMP", "part", "排水泵"),
    price("VALVE", "part", "安全泄压阀"),
    price("AC-PUMP", "part", "排水泵", ["air_conditioner"]),
  ],
};

const ids = (query: string, brand = "") =>
  findFaults(catalog, { category: "washing_machine", brand, query }).map((row) => row.id);

describe("the search for a fault", () => {
  it("finds by two Chinese characters, by English words, and by a code among several", () => {
    expect(ids("噪声")).toEqual(["noise"]);
    expect(ids("fill time")).toEqual(["midea"]);
    expect(ids("e2", "海尔")[0]).toBe("haier");
  });

  it("puts the very code on the appliance's own brand first, however the brand is written", () => {
    expect(ids("E1", "海尔")[0]).toBe("haier");
    expect(ids("E1", "Midea")[0]).toBe("midea");
  });

  it("puts what is sure before what is not", () => {
    const found = ids("排水", "Haier");
    expect(found.indexOf("haier")).toBeLessThan(found.indexOf("unsure"));
  });

  it("fits a customer's whole sentence by its pairs of characters", () => {
    expect(ids("洗衣机脱水噪声很大")).toContain("noise");
    expect(ids("屏幕花屏")).toEqual([]);
  });

  it("says of what is not sure that the manual must be looked at, and tells symptoms from codes", () => {
    expect(catalog.faults.filter((row) => needsManual(row, "海尔")).map((row) => row.id)).toEqual(["midea", "unsure"]);
    expect([isSymptom("S-NOISE"), isSymptom("E1")]).toEqual([true, false]);
  });
});

describe("the fault that was chosen", () => {
  const haier = { category: "washing_machine", brand: "海尔" };

  it("is the one of the appliance's brand and category; of several other makers' none is taken", () => {
    expect(faultOf(catalog, haier, "E2")?.id).toBe("haier");
    expect(faultOf(catalog, { ...haier, brand: "TCL" }, "E1")).toBeUndefined();
    expect(faultOf(catalog, { ...haier, brand: "TCL" }, "E9")?.id).toBe("unsure");
  });

  it("offers its parts, the labour of its difficulty and the call-out", () => {
    const chosen = faultOf(catalog, haier, "E1");
    if (!chosen) throw new Error("no fault");
    expect(likelyParts(catalog, chosen).map((row) => row.code)).toEqual(["PUMP"]);
    const offered = suggestedCharges(catalog, "washing_machine", chosen).map((row) => row.code);
    expect(offered).toEqual(["PUMP", "LAB-2", "CALL"]);
    const english = {
      ...catalog,
      prices: catalog.prices.map((row) => ({ ...row, text: both(row.text.en, row.text.en) })),
    };
    expect(suggestedCharges(english, "washing_machine", chosen).map((row) => row.code)).toContain("LAB-2");
  });

  it("knows a part by its short name", () => {
    const [drain] = catalog.faults.filter((row) => row.id === "drain");
    const codes = drain && likelyParts(catalog, { ...drain, parts: both("安全阀、电机") }).map((row) => row.code);
    expect(codes).toEqual(["VALVE"]);
  });

  it("names its causes one by one in both languages", () => {
    const chosen = faultOf(catalog, haier, "E1");
    expect(chosen && causesOf(chosen)).toEqual([
      both("排水泵", "Pump"),
      both("异物", "Foreign object"),
      both("水管弯折", "Bent hose"),
    ]);
  });
});

describe("difficulty against a technician's grade", () => {
  it("is told when it is above the grade, and asks for the lowest grade that may do it", () => {
    expect([isAbove(4, "B"), isAbove(3, "B"), isAbove(1, "D"), isAbove(5, null)]).toEqual([true, false, true, false]);
    expect([1, 2, 3, 4, 5].map(gradeFor)).toEqual(["C", "C", "B", "A", "A+"]);
  });
});
