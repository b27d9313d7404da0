import { describe, expect, it } from "vitest";
import { isSignature, padOf, pressureOf, type Stroke, strokePath, toPad, withPoint } from "./strokes";

const box = { left: 16, top: 200, width: 328, height: 330 };

describe("a signature", () => {
  it("is refused when the pad is empty or holds one dot", () => {
    expect(isSignature([])).toBe(false);
    expect(isSignature([[[100, 100, 0, 500]]])).toBe(false);
  });

  it("is accepted as a single drawn line", () => {
    expect(
      isSignature([
        [
          [100, 100, 0, 500],
          [500, 120, 90, 500],
        ],
      ]),
    ).toBe(true);
  });

  it("keeps its place on the pad when the phone is turned", () => {
    const pad = padOf(box);
    const before = toPad(pad, box, { x: 180, y: 365 });
    const turned = { left: 0, top: 60, width: 740, height: 165 };
    const after = toPad(pad, turned, { x: 370, y: 142.5 });
    expect(before).toEqual({ x: 1640, y: 1650 });
    expect(after).toEqual(before);
  });

  it("leaves out points that nobody would see, and keeps whole numbers", () => {
    const stroke: Stroke = [[10, 10, 0, 500]];
    expect(withPoint(stroke, [12, 11, 3, 500])).toBe(stroke);
    expect(withPoint(stroke, [40, 11, 9, 500])).toHaveLength(2);
    expect(toPad(padOf(box), box, { x: 17.234, y: 201.77 })).toEqual({ x: 12, y: 18 });
  });

  it("takes a finger without pressure for a middle one", () => {
    expect(pressureOf(0)).toBe(500);
    expect(pressureOf(0.731)).toBe(731);
  });

  it("is drawn through all of its points' neighbourhood, also when it is a dot", () => {
    expect(strokePath([[5, 6, 0, 1]])).toBe("M5 6l1 0");
    expect(
      strokePath([
        [0, 0, 0, 1],
        [10, 0, 1, 1],
        [20, 0, 2, 1],
      ]),
    ).toBe("M0 0Q10 0 15 0L20 0");
  });
});
