/** What instruments type, and where it lands. */
import { describe, expect, it } from "vitest";
import { inUnit, landing, readSent } from "./adapter";
import type { SafetyView } from "./safety_view";

describe("what an instrument types", () => {
  const said: [string, string, string][] = [
    ["0.23 Ohm", "Ω", "0.23"],
    ["1.05 MOhm", "MΩ", "1.05"],
    ["1.05 MOHM", "MΩ", "1.05"],
    ["1.05MΩ", "MΩ", "1.05"],
    ["350 kOhm", "MΩ", "0.350"],
    ["230,4 V", "V", "230.4"],
    ["230.4 V AC", "V", "230.4"],
    ["+230.4VAC", "V", "230.4"],
    ["2.304E+2 V", "V", "230.4"],
    ["1.05E+6 Ohm", "MΩ", "1.05"],
    ["2.5e-4 A", "mA", "0.25"],
    ["350 µA", "mA", "0.350"],
    ["350 uA", "mA", "0.350"],
    ["22 ms", "ms", "22"],
    ["0.022 s", "ms", "22"],
    ["RISO 1.05 MOHM", "MΩ", "1.05"],
    ["Rpe=0.08 Ω", "Ω", "0.08"],
    [">500 MOhm", "MΩ", ">500"],
    ["1,234.5 V", "V", "1234.5"],
    ["1.234,5 V", "V", "1234.5"],
    ["-0.5 V", "V", "-0.5"],
    ["230,4 伏", "V", "230.4"],
    ["50 Hz", "Hz", "50"],
    ["0.3 MPa", "MPa", "0.3"],
    ["3 bar", "MPa", "0.3"],
  ];
  it.each(said)("%s is, in %s, %s", (typed, unit, value) => {
    const sent = readSent(typed);
    expect(sent && inUnit(sent, unit)).toBe(value);
  });

  it.each(["230", "abc", "OL", "5 kg", "", "12.3.4,5,6 V", "M1234", "Ω"])("%s is no reading", (typed) => {
    expect(readSent(typed)).toBeNull();
  });

  it("does not turn volts into ohms", () => {
    const sent = readSent("230 V");
    expect(sent && inUnit(sent, "Ω")).toBeNull();
  });
});

describe("where it lands", () => {
  const tests = [
    ["supply.u_ln", "V", true, "supply"],
    ["supply.u_lpe", "V", true, "supply"],
    ["supply.earth", "Ω", true, "supply"],
    ["supply.bonding", "Ω", false, "supply"],
    ["app.rpe", "Ω", true, "appliance"],
    ["app.riso", "MΩ", true, "appliance"],
  ] as const;
  const plausible = [
    { test: "supply.earth", from: "0.05", to: "200" },
    { test: "app.rpe", from: "0.01", to: "20" },
    { test: "app.riso", from: "0.01", to: "2000" },
  ] as never;
  const to = (typed: string, focus: string, filled: Record<string, string> = {}) => {
    const readings = tests.map(([id, unit, required, phase]) => ({
      test: { id, unit, required, phase, input: "number" },
      reading: { value: filled[id] ?? "", notTaken: "" },
    }));
    const sent = readSent(typed);
    if (!sent) throw new Error("no reading");
    const found = landing(sent, { readings } as unknown as SafetyView, { plausible }, focus);
    return found.kind === "field" ? `${found.view.test.id} ${found.value}` : found.kind;
  };

  it("is decided by the unit, whichever field has the focus", () => {
    expect(to("1.05 MOhm", "supply.u_ln")).toBe("app.riso 1.05");
    expect(to("0.23 Ohm", "app.riso")).toBe("app.rpe 0.23");
    expect(to("230.4 V", "app.riso")).toBe("supply.u_ln 230.4");
  });

  it("is the field with the focus where several have the unit, even a filled one", () => {
    expect(to("221 V", "supply.u_lpe")).toBe("supply.u_lpe 221");
    expect(to("221 V", "supply.u_lpe", { "supply.u_lpe": "1" })).toBe("supply.u_lpe 221");
    expect(to("0.2 Ohm", "supply.bonding")).toBe("supply.bonding 0.2");
  });

  it("is else the next empty one of that unit, required ones first", () => {
    expect(to("221 V", "", { "supply.u_ln": "230" })).toBe("supply.u_lpe 221");
    expect(to("0.2 Ohm", "", { "supply.earth": "1" })).toBe("app.rpe 0.2");
    expect(to("0.2 Ohm", "", { "supply.earth": "1", "app.rpe": "1" })).toBe("supply.bonding 0.2");
  });

  it("is where the value is usual, for a unit that no field has", () => {
    expect(to("350 kOhm", "supply.earth")).toBe("app.riso 0.350");
    expect(to("80 mOhm", "")).toBe("supply.earth 0.080");
  });

  it("is nowhere when all are filled, so that nothing is lost, or when nothing here has the unit", () => {
    expect(to("221 V", "app.riso", { "supply.u_ln": "1", "supply.u_lpe": "1" })).toBe("full");
    expect(to("21 °C", "")).toBe("none");
  });
});
