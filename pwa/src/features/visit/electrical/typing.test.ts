import { expect, test } from "vitest";
import { readMeasured } from "../../../domain/measured";
import { decimalOf, nextBound } from "./typing";

test("what an instrument shows can be typed as it stands there", () => {
  for (const shown of [">500", "<0.01", "219.6", "-18", ">-5"]) {
    expect(decimalOf(shown)).toBe(shown);
    expect(readMeasured(decimalOf(shown)), shown).not.toBeNull();
  }
  expect(decimalOf(" ＞ 500")).toBe(">500");
  expect(decimalOf("0,35")).toBe("0.35");
});

test("words of a display that are no value are not taken for one", () => {
  expect(decimalOf("OL")).toBe("");
  expect(readMeasured("OL")).toBeNull();
});

test("the key beside the field makes a value one beyond the scale, above, then below, then exact again", () => {
  expect(nextBound("500")).toBe(">500");
  expect(nextBound(">500")).toBe("<500");
  expect(nextBound("<500")).toBe("500");
  expect(nextBound("")).toBe(">");
});
