import { describe, expect, it } from "vitest";
import type { WarrantyFacts } from "./warranty";
import { explainWarranty, isDoubtful, warrantyDates } from "./warranty";

const facts = (change: Partial<WarrantyFacts> = {}): WarrantyFacts => ({
  state: "out",
  reason: "",
  purchasedOn: "2020-02-29",
  category: "washing_machine",
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

  it("fits the report whatever the office wrote", () => {
    const long = explainWarranty(facts({ reason: "x".repeat(240), purchasedOn: "2026-06-01" }));
    expect([long.zh.length, long.en.length].every((length) => length <= 600)).toBe(true);
    expect(long.en.endsWith("consent.")).toBe(true);
  });
});
