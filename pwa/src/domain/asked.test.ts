/** Questions about readings, from the keypad to the report. */
import { describe, expect, it } from "vitest";
import seed from "../../../tests/vectors/verdicts.json";
import { askedContent, standingQuestions } from "./asked";
import type { AskedDraft, Draft, Schemas } from "./draft";
import { answerQuestion, inView, noteQuestions, retest, takeReading } from "./draft";
import { safetyOf } from "./safety";
import { freshDraft, catalog as visitCatalog } from "./visit_fixtures";

const catalog = { ...visitCatalog, ...seed.catalog } as unknown as Schemas["Catalog"];
const AT = "2026-11-22T06:10:00.000Z";
const LATER = "2026-11-22T06:11:00.000Z";
const take = (draft: Draft, test: string, value: string, at = AT) => takeReading(draft, test, { value, at });
const safety = (draft: Draft) => safetyOf({ ...inView(draft), arrivedAt: AT }, catalog, "repair");
const standing = (draft: Draft, except = "") => standingQuestions(catalog, inView(draft), safety(draft), except);
const asked = (draft: Draft) => askedContent(inView(draft), standing(draft), "en");

function first(draft: Draft) {
  const [question] = standing(draft);
  if (!question) throw new Error("nothing is asked");
  const { id, field, attempt, text, key } = question;
  const open: AskedDraft = { id, test: field, attempt, text, answer: "open", at: AT };
  return { key, suggestion: question.suggestion, open };
}

function noted(draft: Draft): Draft {
  const { key, open } = first(draft);
  return noteQuestions(draft, { [key]: open });
}

describe("a reading with a slipped unit", () => {
  const slipped = take(freshDraft(), "app.riso", "350000");

  it("is asked about with the value it may have meant, but not while it is typed", () => {
    expect(first(slipped).suggestion).toBe("350");
    expect(standing(slipped, "app.riso")).toEqual([]);
  });

  it("is corrected in the report when the value changed, with the time of the new one", () => {
    const corrected = take(noted(slipped), "app.riso", "350", LATER);
    expect(asked(corrected)).toMatchObject([{ id: "slip:app.riso", test: "app.riso", answer: "corrected", at: LATER }]);
    expect(asked(corrected)[0]?.text).toContain("350000");
  });

  it("is confirmed as long as the value stays, and asked about again when another odd one is typed", () => {
    const { key, open } = first(slipped);
    const confirmed = answerQuestion(noted(slipped), key, { ...open, answer: "confirmed" });
    expect(asked(confirmed).map(({ answer }) => answer)).toEqual(["confirmed"]);
    const other = take(confirmed, "app.riso", "440000");
    expect(asked(other).map(({ answer }) => answer)).toEqual(["corrected", "open"]);
  });

  it("keeps what was said of it when it is measured again", () => {
    const { key, open } = first(slipped);
    const confirmed = answerQuestion(slipped, key, { ...open, answer: "confirmed" });
    const again = take(retest(confirmed, "app.riso"), "app.riso", "350", LATER);
    expect(asked(again).map(({ answer }) => answer)).toEqual(["confirmed"]);
  });

  it("is open in the report when nobody answered, even if the app was closed before it could ask", () => {
    expect(asked(slipped)).toMatchObject([{ answer: "open", at: null }]);
    expect(asked(noted(slipped))).toMatchObject([{ answer: "open", at: AT }]);
  });
});

describe("three voltages that contradict each other", () => {
  const three = (values: readonly string[]) =>
    ["supply.u_ln", "supply.u_lpe", "supply.u_npe"].reduce(
      (draft, test, index) => take(draft, test, values[index] ?? ""),
      freshDraft(),
    );

  it("are asked about anew when another triple does, though the words are the same", () => {
    const keys = [three(["230", "30", "30"]), three(["230", "40", "40"])].map((draft) => first(draft).key);
    expect(new Set(keys).size).toBe(2);
  });
});
