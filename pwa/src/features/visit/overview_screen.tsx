/** The visit at a glance: time, one job and five services, photos, and the next empty field on the button. */
import { useComputed } from "@preact/signals";
import { useApp } from "../../app/context";
import { categoryOf } from "../../domain/applicable";
import { showJob } from "../../domain/draft";
import type { Gap, Section as SectionId } from "../../domain/progress";
import { workLock } from "../../domain/safety_view";
import { onSiteTime } from "../../domain/time_spent";
import type { IconName } from "../../ui";
import { ActionBar, Button, Icon, MeterBar, Ring, SectionHead } from "../../ui";
import { jobInView, useDraft, useJob, useVisit } from "./context";
import { Helpers } from "./helpers";
import { Household } from "./household";
import { JobTabs } from "./job_tabs";
import { shapeOf } from "./level_badge";
import { PhotoStrip } from "./photos/photo_strip";
import { placeOf, useWays } from "./places";
import { Section } from "./section";
import { useTexts } from "./texts";

const ICON: Partial<Record<SectionId, IconName>> = { work: "wrench", hazard: "hand" };
const ROWS: readonly SectionId[] = ["A", "work", "B", "C", "D", "E"];

export function OverviewScreen() {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const job = jobInView(visit);
  const several = useDraft((draft) => draft.served.length > 1);
  const ready = visit.progress.value.reviewable;
  const dangers = visit.progress.value.rings.hazard.total;
  return (
    <Section title={t("visit.title", { name: job.customer.name })} bar={<NextBar />} back={ways.leave}>
      {several ? <JobTabs /> : null}
      <Timer />
      <SectionHead title={t("visit.five")} count={t("visit.order")} />
      <ul class="card rows">
        {ROWS.map((section) => (
          <SectionRow key={section} section={section} />
        ))}
        {dangers > 0 ? <SectionRow section="hazard" /> : null}
      </ul>
      <PhotoStrip />
      <Household />
      <Helpers />
      <SectionHead title={t("visit.finish")} />
      <ul class="card rows">
        <SectionRow section="result" />
        <li>
          <button class="row" type="button" onClick={() => ways.go("notice")}>
            <span class="ring">
              <Icon name="card" />
            </span>
            <span class="row__text">
              <b>{t("visit.notice")}</b>
              <span>{t(visit.draft.value.noticeShownAt ? "visit.notice_shown" : "visit.notice_show")}</span>
            </span>
            <Icon name="next" size="s" />
          </button>
        </li>
        <li>
          <button
            class={ready ? "row" : "row row--shut"}
            type="button"
            onClick={() => ready && ways.go("review")}
            aria-disabled={!ready}
          >
            <span class="ring">
              <Icon name={ready ? "pen" : "lock"} />
            </span>
            <span class="row__text">
              <b>{t("visit.review")}</b>
              <span>
                {ready
                  ? t("visit.review_ready")
                  : t("visit.review_missing", { count: visit.progress.value.gaps.filter((gap) => gap.hard).length })}
              </span>
            </span>
            <Icon name="next" size="s" />
          </button>
        </li>
      </ul>
    </Section>
  );
}

function Timer() {
  const visit = useVisit();
  const { model } = useApp();
  const { t, both, format } = useTexts();
  const job = jobInView(visit);
  const arrived = useDraft((draft) => draft.arrivedAt);
  const type = visit.catalog.job_types.find((one) => one.id === job.type);
  const category = categoryOf(visit.catalog, job.category);
  const clock = { jobs: visit.jobs, now: new Date(model.now.value).toISOString() };
  const { minutes, standard, over } = onSiteTime(visit.draft.value, visit.catalog, clock);
  const late = job.window_end !== null && arrived > job.window_end;
  return (
    <section class="card card--pad timer" aria-label={t("visit.time")}>
      <p class="small">
        <span class="quiet">{t(late ? "visit.arrived_late" : "visit.arrived", { time: format.time(arrived) })}</span>
        <br />
        <b>
          {[type ? both(type.text) : "", category ? both(category.text) : job.category].filter(Boolean).join(" · ")}
        </b>
      </p>
      <p class="timer__run">
        <b class={over ? "num clock__over" : "num"}>{t("visit.minutes", { minutes })}</b>
        <br />
        <span class="note">{t("visit.standard", { minutes: standard })}</span>
      </p>
      <MeterBar share={minutes / standard} />
    </section>
  );
}

function SectionRow({ section }: { section: SectionId }) {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const ring = useComputed(() => JSON.stringify(visit.progress.value.rings[section])).value;
  const { done, total } = JSON.parse(ring) as { done: number; total: number };
  const lock = useComputed(() => (section === "work" ? workLock(visit.safety.value) : "open")).value;
  const here = useComputed(() => visit.progress.value.next?.section === section).value;
  const level = useComputed(() => (section === "A" ? visit.safety.value.level : "pass")).value;
  const shut = lock !== "open";
  const full = total > 0 && done >= total;
  return (
    <li>
      <button
        class={`row${here ? " row--now" : ""}${shut ? " row--shut" : ""}`}
        type="button"
        aria-current={here ? "step" : undefined}
        onClick={() => ways.go(shut ? "A" : section)}
      >
        <Ring share={total ? done / total : 0} done={full && !shut ? shapeOf(section === "A" ? level : "pass") : null}>
          {shut ? (
            <Icon name="lock" size="s" />
          ) : section.length === 1 ? (
            section
          ) : (
            <Icon name={ICON[section] ?? "check"} size="s" />
          )}
        </Ring>
        <span class="row__text">
          <b>{t(`section.${section}`)}</b>
          <span>{shut ? t(`lock.${lock}`) : <RowNote section={section} done={done} total={total} />}</span>
        </span>
        <Icon name="next" size="s" />
      </button>
    </li>
  );
}

function RowNote({ section, done, total }: { section: SectionId; done: number; total: number }) {
  const visit = useVisit();
  const { t } = useTexts();
  const result = useJob((served) => served.work.result);
  if (section === "A") {
    const level = visit.safety.value.level;
    return (
      <>
        {done === 0
          ? t("count.tests", { done, total })
          : `${t("count.tests", { done, total })} · ${t(`level.${level}`)}`}
      </>
    );
  }
  if (section === "work") return <>{done === total ? t("work.complete") : t("work.to_describe")}</>;
  if (section === "result") return <>{result ? t(`result.${result}`) : t("result.open")}</>;
  if (section === "hazard") return <>{t("hazard.row", { done, total })}</>;
  if (section === "D") return <>{total === 0 ? t("others.none") : t("count.appliances", { done, total })}</>;
  return <>{t("count.points", { done, total })}</>;
}

/** One filled button: the next empty field; or, when nothing needed is missing, the customer's review. */
function NextBar() {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const name = useGapName();
  const { next, reviewable } = visit.progress.value;
  const jump = (gap: Gap) => {
    const { job } = gap;
    if (job) visit.change((draft) => showJob(draft, job));
    ways.go(...placeOf(gap));
  };
  if (reviewable) {
    return (
      <ActionBar label={t("next.label")}>
        {next ? (
          <Button kind="side" onClick={() => jump(next)}>
            {t("next.soft", { section: t(`section.short.${next.section}`) })}
          </Button>
        ) : null}
        <Button onClick={() => ways.go("review")}>
          {t("next.review")}
          <Icon name="next" size="s" />
        </Button>
      </ActionBar>
    );
  }
  return (
    <ActionBar label={t("next.label")}>
      {next ? (
        <Button onClick={() => jump(next)}>
          {t("next.gap", { section: t(`section.short.${next.section}`), field: name(next) })}
          <Icon name="next" size="s" />
        </Button>
      ) : null}
    </ActionBar>
  );
}

/** The words of an empty field: the catalog's, or a screen's own. */
export function useGapName(): (gap: Gap) => string {
  const { t, both } = useTexts();
  return (gap) => (typeof gap.name === "string" ? t(gap.name) : both(gap.name));
}
