import { describe, expect, it } from "vitest";
import type { WarrantyFacts } from "./warranty";
import { explainWarranty, isDoubtful, warrantyDates } from "./warranty";

const period = (category: string): WarrantyFacts["periods"][number] => ({
  category,
  brand: "",
  sold_from: null,
  whole_years: 1,
  main_years: 3,
  main_parts: { zh: "电机", en: "motor" },
  basis: "",
});

const facts = (change: Partial<WarrantyFacts> = {}): WarrantyFacts => ({
  state: "out",
  reason: "",
  purchasedOn: "2020-02-29",
  category: "washing_machine",
  brand: "安禾",
  periods: [
    period("washing_machine"),
    period("air_conditioner"),
    { ...period("air_conditioner"), brand: "Gree", sold_from: "2005-01-01", whole_years: 6, main_years: 6 },
    { ...period("air_conditioner"), brand: "Gree", sold_from: "2021-03-01", whole_years: 10, main_years: 10 },
  ],
  today: "2026-11-22",
  ...change,
});

describe("the warranty in plain words", () => {
  it("says why not, from when on, and that nothing is charged without consent", () => {
    const { zh, en } = explainWarranty(facts({ reason: "超过保修期" }));
    expect(zh).toBe(
      "您的电器已不在保修范围内。网点说明：超过保修期。购买日期 2020-02-29，通常的保修期已于 2023-02-28 届满。下列费用由您承担，先报价、您同意后才作业。",
    );
    expect(en).toContain("the usual warranty ended on 2023-02-28, main parts included.");
  });

  it("says in warranty what still costs something", () => {
    expect(explainWarranty(facts({ state: "in", purchasedOn: "" })).en).toMatch(
      /^Your appliance is in warranty\. The maker pays/,
    );
  });

  it("says what unknown means and who decides", () => {
    expect(explainWarranty(facts({ state: "unknown" })).zh).toContain("须看发票或保修凭证");
  });

  it("counts the last day in, and the main parts longer than the whole", () => {
    const kind = (today: string) => warrantyDates(facts({ purchasedOn: "2025-11-22", today })).kind;
    expect([kind("2026-11-22"), kind("2026-11-23"), kind("2028-11-22"), kind("2028-11-23")]).toEqual([
      "whole",
      "main",
      "main",
      "over",
    ]);
  });

  it("doubts a decision that the dates speak against, and says so to the customer", () => {
    const early = facts({ purchasedOn: "2026-06-01" });
    expect(isDoubtful(early)).toBe(true);
    expect(explainWarranty(early).en).toContain("please show the invoice");
    expect(isDoubtful(facts())).toBe(false);
  });

  it("names no date where the kind of appliance or the purchase is not known", () => {
    expect(warrantyDates(facts({ category: "water_purifier" })).kind).toBe("unknown");
    expect(explainWarranty(facts({ category: "water_purifier" })).en).toContain("the warranty card says how long");
    expect(warrantyDates(facts({ purchasedOn: "2027-01-01" })).kind).toBe("unknown");
  });

  it("counts a maker's own promise for what was sold under it, however the brand is written", () => {
    const until = (change: Partial<WarrantyFacts>) => {
      const dates = warrantyDates(facts({ category: "air_conditioner", ...change }));
      return dates.kind === "unknown" ? "" : dates.wholeUntil;
    };
    expect(until({ brand: "格力", purchasedOn: "2021-03-01" })).toBe("2031-03-01");
    expect(until({ brand: "GREE", purchasedOn: "2021-02-28" })).toBe("2027-02-28");
    expect(until({ brand: "安禾", purchasedOn: "2021-03-01" })).toBe("2022-03-01");
    expect(until({ brand: "Gree", purchasedOn: "2004-12-31" })).toBe("2005-12-31");
  });

  it("names no date with a catalog from before periods were part of it", () => {
    expect(warrantyDates(facts({ periods: [] })).kind).toBe("unknown");
  });

  it("fits the report whatever the office wrote", () => {
    const long = explainWarranty(facts({ reason: "x".repeat(240), purchasedOn: "2026-06-01" }));
    expect([long.zh.length, long.en.length].every((length) => length <= 600)).toBe(true);
    expect(long.en.endsWith("consent.")).toBe(true);
  });
});
