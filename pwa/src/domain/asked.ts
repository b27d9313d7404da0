/** What was asked back about readings: with its answer in the draft until the value changes, then in the report. */
import { clip } from "./content_words";
import type { AskedDraft, Language, Schemas, ServedDraft } from "./draft";
import type { Values } from "./limits";
import type { Question } from "./plausibility";
import { questionsAbout } from "./plausibility";
import type { RuleBook } from "./profiles";
import type { SafetyView } from "./safety_view";
import { isTaken } from "./safety_view";
import { VOLTAGES } from "./wiring";

/** A question that the readings give rise to now. `attempt`: of the test it is about. */
export interface Standing extends Question {
  /** the same question about the same values has the same key */
  key: string;
  attempt: number;
}

type Book = Pick<RuleBook, "tests" | "questions" | "plausible">;
type Own = Pick<ServedDraft, "readings" | "asked">;

/** `except`: the test that is being typed; half a number is not asked about. */
export function standingQuestions(catalog: Book, own: Own, safety: SafetyView, except = ""): Standing[] {
  const values = valuesOf(safety, except);
  return questionsAbout(catalog, values).map((question) => {
    const attempt = own.readings[question.field]?.length ?? 1;
    return { ...question, attempt, key: [question.id, attempt, aboutWhat(question, values)].join("|") };
  });
}

function valuesOf(safety: SafetyView, except: string): Values {
  const numbers = safety.readings.filter((view) => isTaken(view) && view.test.id !== except);
  return Object.fromEntries(numbers.map(({ test, reading }) => [test.id, reading.value]));
}

/** The words name the value; those about three voltages do not. */
function aboutWhat(question: Question, values: Values): string {
  if (!question.id.startsWith("contradiction:")) return question.text.zh;
  return Object.values(VOLTAGES)
    .map((test) => values[test])
    .join("/");
}

/** Every question of the visit in the report's words, in the order in which they came up. */
export function askedContent(own: Own, standing: readonly Standing[], language: Language): Schemas["AskedV2"][] {
  const noted = Object.entries(own.asked).map(([key, asked]) => {
    const answer = answerOf(
      own,
      asked,
      standing.some((one) => one.key === key),
    );
    const corrected = answer === "corrected" ? own.readings[asked.test]?.at(-1)?.at : null;
    return entry(asked, { answer, at: corrected ?? asked.at, language });
  });
  const unseen = standing.filter(({ key }) => !(key in own.asked));
  return [
    ...noted,
    ...unseen.map(({ id, field, text }) => entry({ id, test: field, text }, { answer: "open", at: null, language })),
  ].slice(0, MOST);
}

const MOST = 60;

/** A value that is another one now was corrected; one that was measured again keeps what was said of it. */
function answerOf(own: Own, asked: AskedDraft, stands: boolean): Schemas["AskedV2"]["answer"] {
  if (stands) return asked.answer;
  const again = (own.readings[asked.test]?.length ?? 0) > asked.attempt;
  return again && asked.answer === "confirmed" ? "confirmed" : "corrected";
}

function entry(
  { id, test, text }: Pick<AskedDraft, "id" | "test" | "text">,
  { answer, at, language }: Pick<Schemas["AskedV2"], "answer" | "at"> & { language: Language },
): Schemas["AskedV2"] {
  return { id: clip(id, 60), test: clip(test, 60), text: clip(text[language], 400), answer, at };
}
