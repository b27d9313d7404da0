import { describe, expect, it } from "vitest";
import { ageOn, ageText } from "./age";
import { lineAmount, money, parseMoney, parseQuantity } from "./charges";
import { verificationCode } from "./code";
import { clip } from "./content_words";
import { fitWithin } from "./photos";

describe("charges", () => {
  it("are counted without floating point, half a unit rounded up", () => {
    expect(lineAmount("1.5", 6801)).toBe(10202);
    expect(lineAmount("0.1", 3)).toBe(0);
    expect(lineAmount("3", 3333)).toBe(9999);
  });

  it("read a quantity as people type it, and refuse nothing and words", () => {
    expect(parseQuantity("1,50")).toBe("1.5");
    expect(parseQuantity("007")).toBe("7");
    expect([parseQuantity("0"), parseQuantity(""), parseQuantity("two")]).toEqual([null, null, null]);
  });

  it("are written in major units", () => {
    expect(parseMoney("68.5")).toBe(6850);
    expect(money(1234567, "CNY")).toBe("¥ 12,345.67");
  });
});

describe("small rules of a report", () => {
  it("spells 128 random bits in 26 characters that can be read out", () => {
    expect(verificationCode((bytes) => bytes.fill(255))).toBe("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    expect(verificationCode((bytes) => bytes.fill(0))).toBe("0".repeat(26));
  });

  it("tells an age in years and months against the expected life", () => {
    expect(ageText(ageOn("2026-11-22", "2018-03-05"), 8, "en")).toBe("8 y 8 mo / 8 y");
    expect(ageText(ageOn("2026-11-22", null), 8, "zh")).toBe("年龄不详 / 8 年");
    expect(ageOn("2026-11-22", "2027-01-01")).toBeNull();
  });

  it("cuts a text between characters, never inside one", () => {
    expect(clip("𠮷𠮷𠮷", 2)).toBe("𠮷𠮷");
    expect(clip("a\ud842", 5)).toBe("a\uFFFD");
  });

  it("shrinks a photo to its longest side and never enlarges it", () => {
    expect(fitWithin(4000, 3000)).toEqual({ width: 1600, height: 1200 });
    expect(fitWithin(800, 600)).toEqual({ width: 800, height: 600 });
  });
});
