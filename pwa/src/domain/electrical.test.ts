import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/verdicts.json";
import type { Circumstances, Phase, Reading, RuleBook, Values } from "./electrical";
import { diagnoseWiring, judge, judgeTest } from "./electrical";

const catalog = vectors.catalog as unknown as RuleBook;
const circumstances = vectors.circumstances as Record<string, Circumstances>;
const at = (name: string): Circumstances => circumstances[name] ?? {};

describe("the electrical rules say on the phone what they say on the server", () => {
  it("of every reading", () => {
    for (const { at: where, others, level, limit, clause, unmet, why, ...reading } of vectors.readings) {
      const verdict = judge(reading as Reading, catalog.limits, at(where), others as unknown as Values);
      const { level: l, limit: i, clause: c, unmet: u, why: w } = verdict;
      expect({ reading, l, i, c, u, w: w.en }).toEqual({ reading, l: level, i: limit, c: clause, u: unmet, w: why });
    }
  });

  it("of every wiring", () => {
    for (const { candidates, ...voltages } of vectors.wirings) {
      const found = diagnoseWiring(catalog.wiring, voltages).map((it) => [it.fault.id, it.invisible]);
      expect({ voltages, found }).toEqual({ voltages, found: candidates });
    }
  });

  it("of every whole test", () => {
    for (const { what, at: where, extra, phases, readings, level, why, missing, reasons } of vectors.tests) {
      const asked = { ...at(where), ...(extra as Circumstances) };
      const result = judgeTest(catalog, readings, asked, phases as Phase[]);
      const sources = result.reasons.map((reason) => [reason.level, reason.source]);
      const found = { level: result.level, why: result.why.en, missing: result.missing, reasons: sources };
      expect({ what, ...found }).toEqual({ what, level, why, missing, reasons });
    }
  });
});
