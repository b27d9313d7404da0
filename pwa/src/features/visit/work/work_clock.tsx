/** How long the work takes against its standard; over it, the reason is asked. The technician says when it is over. */
import { useApp } from "../../../app/context";
import { minutesBetween } from "../../../domain/content_job";
import type { Bilingual } from "../../../domain/draft";
import { changeWork, endWork } from "../../../domain/draft";
import { Icon, MeterBar } from "../../../ui";
import { jobInView, useJob, useVisit } from "../context";
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

const FALLBACK_STANDARD = 60;

/** Minutes of work so far (or in all) and the standard of this kind of job. */
export function useWorkTime(): { minutes: number; standard: number; over: boolean } {
  const visit = useVisit();
  const { model } = useApp();
  const started = useJob((served) => served.work.startedAt);
  const ended = useJob((served) => served.work.endedAt);
  const type = jobInView(visit).type;
  const standard = visit.catalog.job_types.find((one) => one.id === type)?.standard_minutes ?? FALLBACK_STANDARD;
  const until = ended ?? new Date(model.now.value).toISOString();
  const minutes = started ? minutesBetween(started, until) : 0;
  return { minutes, standard, over: minutes > standard };
}

export function WorkClock() {
  const visit = useVisit();
  const { t, format } = useTexts();
  const started = useJob((served) => served.work.startedAt);
  const ended = useJob((served) => served.work.endedAt);
  const { minutes, standard, over } = useWorkTime();
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

export function OverReason() {
  const visit = useVisit();
  const { t } = useTexts();
  const reason = useJob((served) => served.work.overReason);
  const { minutes, standard, over } = useWorkTime();
  const change = (overReason: string) => visit.change((draft) => changeWork(draft, { overReason }));
  if (!over && !reason) return null;
  return (
    <div class="mt-3">
      <TextField
        id="over"
        label={t("work.over", { minutes: Math.max(0, minutes - standard) })}
        value={reason}
        most={240}
        onText={change}
      />
      <Phrases label={t("work.over_phrases")} phrases={REASONS} text={reason} onText={change} />
    </div>
  );
}
