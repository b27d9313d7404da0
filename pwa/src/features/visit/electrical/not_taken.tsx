/** "Not taken" asks for its reason in place: a reading that is missing without a word is not honest. */
import { useState } from "preact/hooks";
import { choiceText } from "../../../domain/content_words";
import { readingOf } from "../../../domain/draft";
import { useSettled, useVisit } from "../context";
import { Choices } from "../fields";
import { LevelBadge } from "../level_badge";
import { useTexts } from "../texts";
import { skip } from "./use_reading";

interface NotTakenProps {
  /** one reason for all of them that have no value */
  tests: readonly string[];
  title: string;
  /** for a whole group: what the button says; its lines then show their own reasons */
  label?: string;
}

export function NotTaken({ tests, title, label }: NotTakenProps) {
  const visit = useVisit();
  const { t, both, language } = useTexts();
  const [asking, setAsking] = useState(false);
  const reason = useSettled((draft) => tests.map((test) => readingOf(draft, test).notTaken).find(Boolean) ?? "");
  const filled = useSettled((draft) =>
    tests.every((test) => readingOf(draft, test).value !== "" || (label && readingOf(draft, test).notTaken !== "")),
  );
  const reasons = visit.catalog.not_taken_reasons;
  if (reason && !label) {
    return (
      <span class="nottaken">
        <LevelBadge level="not_tested" text={choiceText(reasons, reason, language)} />
        <button class="link" type="button" onClick={() => skip(visit, tests, "")}>
          {t("test.take_after_all")}
        </button>
      </span>
    );
  }
  if (!asking) {
    return filled ? null : (
      <button class="link" type="button" aria-expanded={false} onClick={() => setAsking(true)}>
        {label ?? t("test.not_taken")}
        <span class="unseen"> {title}</span>
      </button>
    );
  }
  return (
    <div class="nottaken__ask">
      <Choices
        name={`not-taken-${label ? "rest-" : ""}${tests[0]}`}
        legend={t("test.why_not_taken")}
        value=""
        two
        options={reasons.map((choice) => ({ value: choice.id, text: both(choice.text) }))}
        onChoose={(chosen) => {
          skip(visit, withoutValue(visit.draft.value, tests), chosen);
          setAsking(false);
        }}
      />
      <button class="link" type="button" onClick={() => setAsking(false)}>
        {t("cancel")}
      </button>
    </div>
  );
}

function withoutValue(draft: Parameters<typeof readingOf>[0], tests: readonly string[]): string[] {
  return tests.filter((test) => readingOf(draft, test).value === "" && readingOf(draft, test).notTaken === "");
}
