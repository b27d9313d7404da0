import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/verdicts.json";
import first from "../../../tests/vectors/verdicts_of_first_catalog.json";
import type { Circumstances, Level, Phase, Reading, RuleBook, Values } from "./electrical";
import { diagnoseWiring, judge, judgeTest, limitSet, UnknownProfile } from "./electrical";
import { unpack } from "./packed_vectors";
import { questionsAbout } from "./plausibility";

interface ReadingCase extends Reading {
  at: string;
  others: Values;
  profile: string;
  level: Level;
  limit: string;
  clause: string;
  unmet: string[];
  why: string;
  text: string;
  customer: string;
}

interface TestCase {
  what: string;
  at: string;
  extra: Circumstances;
  phases: Phase[];
  profile: string;
  readings: Reading[];
  level: Level;
  why: string;
  missing: string[];
  reasons: string[][];
  earlier: Record<string, Level[]>;
}

interface WiringCase {
  l_n: string | null;
  l_pe: string | null;
  n_pe: string | null;
  candidates: [string, boolean][];
}

const catalog = vectors.catalog as unknown as RuleBook;
const circumstances = vectors.circumstances as Record<string, Circumstances>;
const at = (name: string): Circumstances => circumstances[name] ?? {};

describe("the electrical rules say on the phone what they say on the server", () => {
  it("of every reading", () => {
    for (const { at: where, others, level, limit, clause, unmet, why, text, customer, ...row } of unpack<ReadingCase>(
      vectors.readings,
    )) {
      const { profile, ...reading } = row;
      const set = limitSet(catalog, profile);
      const verdict = judge(reading, set, at(where), others);
      const { level: l, limit: i, clause: c, unmet: u, why: w, limitText: t, customer: s, profile: p } = verdict;
      expect({ reading, l, i, c, u, w: w.en, t: t.zh, s: s.en, p, v: verdict.limitsVersion }).toEqual({
        reading,
        ...{ l: level, i: limit, c: clause, u: unmet, w: why, t: text, s: customer, p: profile },
        v: catalog.version,
      });
    }
  });

  it("of every wiring", () => {
    for (const { candidates, ...voltages } of unpack<WiringCase>(vectors.wirings)) {
      const found = diagnoseWiring(catalog.wiring, voltages).map((it) => [it.fault.id, it.invisible]);
      expect({ voltages, found }).toEqual({ voltages, found: candidates });
    }
  });

  it("of every whole test", () => {
    for (const { what, at: where, extra, phases, profile, readings, ...said } of unpack<TestCase>(vectors.tests)) {
      const asked = { ...at(where), ...extra };
      const result = judgeTest(catalog, readings, asked, phases, profile);
      const reasons = result.reasons.map(({ level, source, hazard }) => [level, source, hazard?.id ?? ""]);
      const earlier = Object.fromEntries(
        Object.entries(result.earlier).map(([test, verdicts]) => [test, verdicts.map(({ level }) => level)]),
      );
      const { level, why, missing } = result;
      expect({ what, level, why: why.en, missing, reasons, earlier }).toEqual({ what, ...said });
      expect([result.profile, result.limitsVersion]).toEqual([profile, catalog.version]);
    }
  });

  it("of every question that is asked back", () => {
    for (const { values, asked } of unpack<{ values: Values; asked: string[][] }>(vectors.questions)) {
      const found = questionsAbout(catalog, values);
      const said = found.map(({ id, field, suggestion, text }) => [id, field, suggestion, text.en, text.zh]);
      expect({ values, said }).toEqual({ values, said: asked });
    }
  });

  it("refuses an unknown profile in words, and never falls back to another", () => {
    expect(() => judgeTest(catalog, [], {}, ["supply"], "FR")).toThrow(UnknownProfile);
    expect(() => limitSet(catalog, "")).toThrow(/CN-EN50678/);
  });
});

describe("a catalog of the first shape that a phone may still carry", () => {
  const old = first.catalog as unknown as RuleBook;
  const where = first.circumstances as Record<string, Circumstances>;

  it("is judged as it was", () => {
    for (const { what, at: name, extra, phases, readings, level, why, missing, reasons } of first.tests) {
      const asked = { ...where[name], ...extra };
      const result = judgeTest(old, readings, asked, phases as Phase[]);
      const sources = result.reasons.map((reason) => [reason.level, reason.source]);
      const found = { level: result.level, why: result.why.en, missing: result.missing, reasons: sources };
      expect({ what, ...found }).toEqual({ what, level, why, missing, reasons });
    }
  });

  it("asks nothing back", () => {
    expect(questionsAbout(old, { "app.rpe": "120" })).toEqual([]);
  });
});
