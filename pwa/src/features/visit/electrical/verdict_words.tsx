/** A verdict in words: why, what it means for the customer, what to do next, by which standard. */
import type { Reason } from "../../../domain/decisions";
import type { ReadingView, SafetyView } from "../../../domain/safety_view";
import { isTaken } from "../../../domain/safety_view";
import { useVisit } from "../context";
import { LevelBadge } from "../level_badge";
import { useTexts } from "../texts";

type View = Omit<ReadingView, "earlier">;

/** Open for what has not passed; of a pass behind a line that opens. `name`: where several stand together. */
export function VerdictWords({ view, name = "" }: { view: View; name?: string }) {
  const { t } = useTexts();
  if (!isTaken(view) || !view.level) return null;
  const bad = view.level !== "pass" && view.level !== "not_tested";
  if (bad) {
    return (
      <div class="said">
        {name ? <b class="said__name">{name}</b> : null}
        <Sentences view={view} />
      </div>
    );
  }
  return (
    <details class="said said--calm">
      <summary aria-label={name ? `${name}: ${t("said.why")}` : undefined}>
        {name ? `${name} · ` : ""}
        {t("said.why")}
      </summary>
      <Sentences view={view} />
    </details>
  );
}

function Sentences({ view }: { view: View }) {
  const { t, both } = useTexts();
  const { why, plain, action, limitText, standard, clause } = view;
  const source = [both(limitText), standard, clause].filter(Boolean).join(" · ");
  return (
    <dl class="said__list">
      <dt>{t("said.why")}</dt>
      <dd>{both(why)}</dd>
      {both(action) ? (
        <>
          <dt>{t("said.next")}</dt>
          <dd>{both(action)}</dd>
        </>
      ) : null}
      {both(plain) ? (
        <>
          <dt>{t("said.customer")}</dt>
          <dd>{both(plain)}</dd>
        </>
      ) : null}
      {source ? (
        <>
          <dt>{t("said.limit")}</dt>
          <dd>{source}</dd>
        </>
      ) : null}
    </dl>
  );
}

/** What the readings mean together: the rules that hold and what was put right; a single limit stands beside its reading. */
export function Together({ safety }: { safety: SafetyView }) {
  const { t } = useTexts();
  const { catalog } = useVisit();
  const limits = new Set(catalog.limits.map(({ id }) => id));
  const shown = safety.reasons.filter((reason) => !limits.has(reason.source));
  if (shown.length === 0) return null;
  return (
    <section class="card card--pad together" aria-label={t("said.together")}>
      <h2 class="strong">{t("said.together")}</h2>
      <ul>
        {shown.map((reason) => (
          <Because key={`${reason.source}-${reason.level}`} reason={reason} />
        ))}
      </ul>
    </section>
  );
}

function Because({ reason: { level, text, hazard } }: { reason: Reason }) {
  const { t, both } = useTexts();
  return (
    <li class="together__one">
      <LevelBadge level={level} />
      <p>{both(text)}</p>
      {hazard ? (
        <p class="small">
          {both(hazard.hazard)} {both(hazard.consequence)} <b>{t("said.next")}</b> {both(hazard.remedy)}
        </p>
      ) : null}
    </li>
  );
}
