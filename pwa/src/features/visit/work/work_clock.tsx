/** How long the work takes against its standard; over it, the reason is asked. The technician says when it is over. */
import { useComputed } from "@preact/signals";
import { useApp } from "../../../app/context";
import type { Bilingual } from "../../../domain/draft";
import { changeWork, endWork, inView } from "../../../domain/draft";
import type { TimeSpent } from "../../../domain/time_spent";
import { onSiteTime, workTime } from "../../../domain/time_spent";
import { Icon, MeterBar } from "../../../ui";
import { useDraft, useJob, useVisit } from "../context";
import { TextField } from "../fields";
import { useTexts } from "../texts";
import { Phrases } from "./phrases";

const REASONS: readonly Bilingual[] = [
  { zh: "故障复杂", en: "Difficult fault" },
  { zh: "等配件送到", en: "Waited for a part" },
  { zh: "现场条件受限", en: "Difficult place to work" },
  { zh: "另有故障一并处理", en: "A second fault was repaired too" },
  { zh: "应客户要求", en: "At the customer’s wish" },
];

/** Minutes of the work in view so far (or in all), and of the whole visit. */
export function useTimes(): { work: TimeSpent; onSite: TimeSpent } {
  const visit = useVisit();
  const { model } = useApp();
  // as text, so that typing elsewhere in the visit draws nothing anew
  const times = useComputed(() => {
    const draft = visit.draft.value;
    const clock = { jobs: visit.jobs, now: new Date(model.now.value).toISOString() };
    const work = workTime(inView(draft), draft, visit.catalog, clock);
    return JSON.stringify({ work, onSite: onSiteTime(draft, visit.catalog, clock) });
  }).value;
  return JSON.parse(times) as { work: TimeSpent; onSite: TimeSpent };
}

export function WorkClock() {
  const visit = useVisit();
  const { t, format } = useTexts();
  const started = useJob((served) => served.work.startedAt);
  const ended = useJob((served) => served.work.endedAt);
  const { minutes, standard, over } = useTimes().work;
  return (
    <section class="card card--pad timer" aria-label={t("work.time")}>
      <p class="small">
        <span class="quiet">{started ? t("work.began", { time: format.time(started) }) : ""}</span>
        <br />
        {ended ? (
          <>
            <b>{t("work.ended", { time: format.time(ended) })}</b>
            <button
              class="link clock__again"
              type="button"
              onClick={() => visit.change((draft) => endWork(draft, null))}
            >
              <Icon name="undo" size="s" />
              {t("work.go_on")}
            </button>
          </>
        ) : (
          <b>{t("work.running")}</b>
        )}
      </p>
      <p class="timer__run" role="timer">
        <b class={over ? "num clock__over" : "num"}>{t("visit.minutes", { minutes })}</b>
        <br />
        <span class="note">{t("visit.standard", { minutes: standard })}</span>
      </p>
      <MeterBar share={minutes / standard} />
    </section>
  );
}

/** Why the work took longer than its standard; without it the report cannot be signed off as done. */
export function OverReason() {
  const visit = useVisit();
  const { t } = useTexts();
  const reason = useJob((served) => served.work.overReason);
  const { minutes, standard, over } = useTimes().work;
  if (!over && !reason) return null;
  return (
    <ReasonField
      id="over"
      label={t("work.over", { minutes: Math.max(0, minutes - standard) })}
      reason={reason}
      onText={(overReason) => visit.change((draft) => changeWork(draft, { overReason }))}
    />
  );
}

/** The same for the visit as a whole, where the work itself was quick enough. */
export function OnSiteReason() {
  const visit = useVisit();
  const { t } = useTexts();
  const reason = useDraft((draft) => draft.onSiteReason ?? "");
  const explained = useDraft((draft) => draft.served.some(({ work }) => work.overReason.trim() !== ""));
  const { work, onSite } = useTimes();
  if (!reason && (!onSite.over || explained || work.over)) return null;
  return (
    <ReasonField
      id="on_site"
      label={t("work.on_site", { minutes: Math.max(0, onSite.minutes - onSite.standard) })}
      reason={reason}
      onText={(onSiteReason) => visit.change((draft) => ({ ...draft, onSiteReason }))}
    />
  );
}

interface ReasonFieldProps {
  id: string;
  label: string;
  reason: string;
  onText: (text: string) => void;
}

function ReasonField({ id, label, reason, onText }: ReasonFieldProps) {
  const { t } = useTexts();
  return (
    <section class="card card--pad mt-3">
      <TextField id={id} label={label} hint={t("work.over_needed")} value={reason} most={240} onText={onText} />
      <Phrases label={t("work.over_phrases")} phrases={REASONS} text={reason} onText={onText} />
    </section>
  );
}
