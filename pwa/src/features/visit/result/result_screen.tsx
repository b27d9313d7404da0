/** How the visit ended: done, a second visit and why, or refused and why. */

import type { Draft, WorkResult } from "../../../domain/draft";
import { changeWork, chooseResult, endWork, inView } from "../../../domain/draft";
import { isFirstVisit } from "../../../domain/first_time";
import { ActionBar, Banner, Button, Icon } from "../../../ui";
import { nowIso } from "../clock";
import { jobInView, useJob, useVisit } from "../context";
import { today } from "../electrical/use_reading";
import { Choices, TextField, useArrival } from "../fields";
import { useGapName } from "../overview_screen";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";
import { OnSiteReason, OverReason } from "../work/work_clock";

export function ResultScreen({ field }: { field: string }) {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const result = useJob((served) => served.work.result);
  const unsafe = visit.safety.value.level === "refuse";
  const name = useGapName();
  const missing = visit.progress.value.gaps.filter(
    (gap) => gap.section === "result" && (gap.job === null || gap.job === jobInView(visit).id),
  );
  // the result is usually the last thing open: from here to the customer without the overview in between
  const { reviewable, next } = visit.progress.value;
  const ready = reviewable && !next;
  useArrival(field);
  /** Where the history shows no earlier visit, the answer is there to be corrected; else it is asked. */
  const choose = (value: WorkResult) =>
    visit.change((draft) => {
      const ended = conclude(draft, value, nowIso());
      const ask = value === "done" && ASKED.includes(jobInView(visit).type) && inView(ended).work.firstTime === null;
      return ask && isFirstVisit(jobInView(visit), today(visit)) ? changeWork(ended, { firstTime: true }) : ended;
    });
  return (
    <Section
      title={t("section.result")}
      bar={
        <ActionBar
          label={t("next.label")}
          why={missing.length > 0 ? <span>{missing.map(name).join(" · ")}</span> : undefined}
        >
          {ready ? (
            <>
              <Button kind="side" onClick={ways.back}>
                {t("back_to_visit")}
              </Button>
              <Button onClick={() => ways.go("review")}>
                {t("next.review")}
                <Icon name="next" size="s" />
              </Button>
            </>
          ) : (
            <Button onClick={ways.back}>{t("back_to_visit")}</Button>
          )}
        </ActionBar>
      }
    >
      {unsafe && result === "done" ? (
        <Banner level="refuse" title={t("result.unsafe")} role="alert">
          <p>{t("result.unsafe_why")}</p>
        </Banner>
      ) : null}
      <div class="card">
        <Choices
          name="result"
          legend={t("result.choose")}
          value={result}
          options={(["done", "second_visit", "refused"] as const).map((value) => ({
            value,
            text: t(`result.${value}`),
          }))}
          onChoose={choose}
        />
        {result === "done" ? <FirstTime /> : null}
        {result === "second_visit" || result === "refused" ? <Reason result={result} /> : null}
      </div>
      {result === "done" ? (
        <>
          <OverReason />
          <OnSiteReason />
        </>
      ) : null}
    </Section>
  );
}

/** A result ends the work, if nothing has yet; the clock of a visit that goes home does not run on. */
function conclude(draft: Draft, result: WorkResult, at: string): Draft {
  const { startedAt, endedAt } = inView(draft).work;
  const chosen = chooseResult(draft, result);
  return startedAt && !endedAt ? endWork(chosen, at) : chosen;
}

/** Put right on the first visit for this fault? Asked where there was a fault or an installation. */
const ASKED: readonly string[] = ["repair", "installation"];

function FirstTime() {
  const visit = useVisit();
  const { t } = useTexts();
  const job = jobInView(visit);
  const firstTime = useJob((served) => served.work.firstTime);
  if (!ASKED.includes(job.type)) return null;
  const known = isFirstVisit(job, today(visit)) === true;
  const needed = job.type === "repair" && firstTime === null;
  return (
    <Choices
      name="first-time"
      legend={t(`result.first_time.${job.type === "repair" ? "repair" : "installation"}`)}
      {...(needed ? { aside: t("result.first_time.needed") } : known ? { aside: t("result.first_time.history") } : {})}
      value={firstTime === null ? "" : firstTime ? "yes" : "no"}
      options={(["yes", "no"] as const).map((value) => ({ value, text: t(`result.first_time.${value}`) }))}
      onChoose={(value) => visit.change((draft) => changeWork(draft, { firstTime: value === "yes" }))}
    />
  );
}

function Reason({ result }: { result: "second_visit" | "refused" }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const reason = useJob((served) => served.work.reason);
  const text = useJob((served) => served.work.reasonText);
  const reasons = result === "refused" ? visit.catalog.refusal_reasons : visit.catalog.second_visit_reasons;
  return (
    <>
      <Choices
        name="reason"
        legend={t("result.reason")}
        value={reason}
        two
        options={reasons.map((choice) => ({ value: choice.id, text: both(choice.text) }))}
        onChoose={(value) => visit.change((draft) => changeWork(draft, { reason: value }))}
      />
      <div class="card--pad">
        <TextField
          id="reason_text"
          label={t("result.reason_text")}
          value={text}
          most={1500}
          rows={3}
          onText={(value) => visit.change((draft) => changeWork(draft, { reasonText: value }))}
        />
      </div>
    </>
  );
}
