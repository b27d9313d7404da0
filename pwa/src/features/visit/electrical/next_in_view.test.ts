import { describe, expect, it } from "vitest";
import type { Schemas } from "../../../domain/draft";
import type { ReadingView, SafetyView } from "../../../domain/safety_view";
import { NOTHING } from "../../../domain/safety_view";
import { nextToShow } from "./next_in_view";

const test = (id: string, phase: "supply" | "appliance" = "supply") =>
  ({ id, phase, required: true, input: "choice" }) as Schemas["Test"];

function reading(of: Schemas["Test"], level: ReadingView["level"]): ReadingView {
  const value = level ? "yes" : "";
  return {
    test: of,
    level,
    reading: { value, notTaken: "" },
    limitText: NOTHING,
    earlier: [],
  } as unknown as ReadingView;
}

function found(...readings: ReadingView[]): SafetyView {
  return { readings } as unknown as SafetyView;
}

const [socket, cable, cord] = [test("supply.socket"), test("supply.cable"), test("app.cord", "appliance")];

describe("what comes into view after a choice", () => {
  it("is the next open test of the same part", () => {
    expect(nextToShow(found(reading(socket, "pass"), reading(cable, null)), socket)).toBe(cable.id);
  });

  it("is nothing after an answer that is not good: what to do about it is read first", () => {
    expect(nextToShow(found(reading(socket, "refuse"), reading(cable, null)), socket)).toBeNull();
  });

  it("is not a test of the other part, which is taken after the work", () => {
    expect(nextToShow(found(reading(socket, "pass"), reading(cord, null)), socket)).toBeNull();
  });
});
