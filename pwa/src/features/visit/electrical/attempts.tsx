/** A reading taken more than once: what it was before, and the way to measure it again or not after all. */
import { valueText } from "../../../domain/content_safety";
import { canRetest, dropRetest, retest } from "../../../domain/draft";
import type { ReadingView } from "../../../domain/safety_view";
import { Icon } from "../../../ui";
import { useJob, useVisit } from "../context";
import { goToField } from "../fields";
import { LevelBadge } from "../level_badge";
import { useTexts } from "../texts";

/** The earlier attempts, the first one first, each with the verdict it had. `name`: where several stand together. */
export function Earlier({ view, name = "" }: { view: ReadingView; name?: string }) {
  const visit = useVisit();
  const { t, both, language } = useTexts();
  if (view.earlier.length === 0) return null;
  const empty = view.reading.value === "" && view.reading.notTaken === "";
  const takeBack = () => visit.change((draft) => dropRetest(draft, view.test.id));
  return (
    <div class="earlier">
      <ol>
        {view.earlier.map((attempt, index) => (
          <li key={index}>
            <span>
              {name ? `${name} · ` : ""}
              {t("retest.attempt", { n: index + 1 })} <b class="num">{valueText(attempt, language)}</b>
            </span>
            {attempt.level ? <LevelBadge level={attempt.level} /> : null}
            {attempt.level === "pass" ? null : <span class="note">{both(attempt.why)}</span>}
          </li>
        ))}
      </ol>
      {empty ? (
        <button class="link" type="button" onClick={takeBack}>
          <Icon name="undo" size="s" />
          {t("retest.drop", { name: both(view.test.short) })}
        </button>
      ) : null}
    </div>
  );
}

export function RetestButton({ view, name = "" }: { view: ReadingView; name?: string }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const can = useJob((served) => canRetest(served, view.test.id));
  if (!can) return null;
  const again = () => {
    visit.change((draft) => retest(draft, view.test.id));
    goToField(view.test.id);
  };
  return (
    <button
      class="link"
      type="button"
      aria-label={t("retest.one_name", { name: both(view.test.title) })}
      onClick={again}
    >
      <Icon name="retry" size="s" />
      {name || t("retest.one")}
    </button>
  );
}

/** All that was taken of these tests is measured again; both results stay. */
export function RetestAll({ tests }: { tests: readonly string[] }) {
  const visit = useVisit();
  const { t } = useTexts();
  const taken = useJob((served) => tests.filter((test) => canRetest(served, test)).length);
  if (taken < 2) return null;
  const again = () => {
    visit.change((draft) => tests.reduce(retest, draft));
    goToField(tests[0] ?? "");
  };
  return (
    <button class="btn btn--side btn--low mt-3" type="button" onClick={again}>
      <Icon name="retry" size="s" />
      {t("retest.all", { n: taken })}
    </button>
  );
}
