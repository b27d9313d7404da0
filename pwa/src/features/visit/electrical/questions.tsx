/** A reading that looks wrong is asked about beside its field: what it may have meant, or that it is right. */
import { useComputed } from "@preact/signals";
import type { Standing } from "../../../domain/asked";
import { answerQuestion } from "../../../domain/draft";
import type { ReadingView } from "../../../domain/safety_view";
import { Icon, Shape } from "../../../ui";
import { nowIso } from "../clock";
import { useJob, useVisit } from "../context";
import { goToField } from "../fields";
import { useTexts } from "../texts";
import { askedOf, enter, settle } from "./use_reading";

/** Of the tests named; nothing while one of them is being typed. */
export function Questions({ tests }: { tests: readonly string[] }) {
  const { questions } = useVisit();
  const mine = useComputed(() => questions.value.filter(({ field }) => tests.includes(field))).value;
  return (
    <>
      {mine.map((question) => (
        <Ask key={question.key} question={question} />
      ))}
    </>
  );
}

function Ask({ question }: { question: Standing }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const confirmed = useJob((served) => served.asked[question.key]?.answer === "confirmed");
  const view = useComputed(() => visit.safety.value.readings.find(({ test }) => test.id === question.field)).value;
  if (!view) return null;
  if (confirmed) {
    return (
      <p class="question question--answered note" role="status">
        <Icon name="check" size="s" />
        {t("asked.confirmed", { name: both(view.test.short) })}
      </p>
    );
  }
  const confirm = () =>
    visit.change((draft) =>
      answerQuestion(draft, question.key, { ...askedOf(question, nowIso()), answer: "confirmed" }),
    );
  return (
    <div class="question" role="alert">
      <Shape level="advise" size="m" />
      <p>{both(question.text)}</p>
      <div class="question__answers">
        {question.suggestion ? <Suggestion view={view} suggestion={question.suggestion} /> : null}
        <button class="btn btn--side btn--low" type="button" onClick={confirm}>
          {t("asked.right")}
        </button>
        <button class="btn btn--side btn--low" type="button" onClick={() => retype(question.field)}>
          {t("asked.retype")}
        </button>
      </div>
    </div>
  );
}

/** The answer that corrects it in one tap. */
function Suggestion({ view, suggestion }: { view: ReadingView; suggestion: string }) {
  const visit = useVisit();
  const { t } = useTexts();
  const { test, reading } = view;
  const correct = () => {
    enter(visit, test, suggestion);
    settle(visit);
  };
  return (
    <button class="btn btn--main btn--low question__fix" type="button" onClick={correct}>
      {t("asked.meant", { value: suggestion, typed: reading.value, unit: test.unit })}
    </button>
  );
}

/** What stands in the field is marked, so that the first digit replaces it. */
function retype(test: string): void {
  goToField(test);
  const field = document.getElementById(`f-${test}`);
  if (field instanceof HTMLInputElement) field.select();
}
