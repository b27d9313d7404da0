/** What is to be done now: the running job, then the day by its windows; past and coming days one tap away. */
import { useComputed } from "@preact/signals";
import { Fragment } from "preact";
import { type ScreenProps, useApp, useSpeech } from "../../app/context";
import { EvictedNews } from "../../app/evicted";
import { NetLine } from "../../app/net";
import { href } from "../../app/routes";
import { Tabs } from "../../app/tabs";
import { type Agenda, agenda, type Day, nextJob } from "../../jobs/agenda";
import { useGrowing, within } from "../../jobs/growing";
import { say } from "../../jobs/messages";
import { JobLink, JobList } from "../../jobs/row";
import { categoryText } from "../../jobs/words";
import { ActionBar, Icon, SectionHead, Shape } from "../../ui";
import { Empty } from "./empty";
import { usePullToRefresh } from "./pull_to_refresh";

export default function Today({ id }: ScreenProps) {
  const { model, sync } = useApp();
  const plan = useComputed(() => agenda(model.jobs.value, model.now.value, model.format.value.dayKey)).value;
  const { t } = useSpeech();
  const pulling = usePullToRefresh(() => sync.now());
  return (
    <>
      <Head current={id} plan={plan} />
      {model.sync.value.needsLogin && <SignInAgain />}
      <EvictedNews />
      {pulling && (
        <p class="pulling" role="status">
          {t(say.syncing)}
        </p>
      )}
      {id === "past" && <Days days={plan.past} empty={say.nothingPast} />}
      {id === "tomorrow" && <Days days={plan.future} empty={say.nothingAhead} />}
      {id !== "past" && id !== "tomorrow" && <TodayPlan plan={plan} />}
      <Tabs current="today" />
    </>
  );
}

function Head({ current, plan }: { current: string; plan: Agenda }) {
  const { model } = useApp();
  const { t, format } = useSpeech();
  const now = model.now.value;
  const mark = (name: string) => (current === name ? "page" : undefined);
  return (
    <header class="head">
      <div class="topbar topbar--plain">
        <h1 class="unseen" tabIndex={-1}>
          {t(say.todayTitle)}
        </h1>
        <nav class="daytabs" aria-label={t(say.day)}>
          <a href={href("today", "past")} aria-current={mark("past")}>
            {t(say.past)}
          </a>
          <a href={href("today")} aria-current={mark("")}>
            {t(say.today)} <small>{format.shortDay(now)}</small>
          </a>
          <a href={href("today", "tomorrow")} aria-current={mark("tomorrow")}>
            {t(say.tomorrow)} {plan.tomorrow > 0 && <small class="num">{plan.tomorrow}</small>}
          </a>
        </nav>
        <a class="iconbtn" href={href("new-job")} aria-label={t(say.newJob)}>
          <Icon name="plus" />
        </a>
      </div>
      <NetLine link />
    </header>
  );
}

function TodayPlan({ plan }: { plan: Agenda }) {
  const { t } = useSpeech();
  const { running, ahead, over } = plan;
  const room = useGrowing(ahead.length + over.length);
  if (running.length + ahead.length + over.length === 0) return <Empty plan={plan} />;
  return (
    <>
      <main>
        {running.length > 0 && <SectionHead title={t(say.running)} />}
        {running.map((row) => (
          <JobLink key={row.id} row={row} here />
        ))}
        {ahead.length > 0 && (
          <>
            <SectionHead title={t(say.next)} count={t(say.count, { n: ahead.length })} />
            <JobList rows={ahead.slice(0, room)} />
          </>
        )}
        {over.length > 0 && room > ahead.length && (
          <>
            <SectionHead title={t(say.over)} count={t(say.count, { n: over.length })} />
            <JobList rows={over.slice(0, room - ahead.length)} />
          </>
        )}
        <SyncLink />
      </main>
      <NextButton plan={plan} />
    </>
  );
}

function NextButton({ plan }: { plan: Agenda }) {
  const { model } = useApp();
  const { t } = useSpeech();
  const row = nextJob(plan);
  if (!row) return null;
  const what = t(categoryText(model.catalog.value, row.job.category));
  const words = plan.running.includes(row) ? say.continue : say.begin;
  return (
    <ActionBar label={t(say.nextStep)} overTabs>
      <a class="btn btn--main" href={href("job", row.id)}>
        {t(words, { who: row.job.customer.name, what })} <Icon name="next" size="s" />
      </a>
    </ActionBar>
  );
}

function Days({ days, empty }: { days: readonly Day[]; empty: typeof say.nothingPast }) {
  const { model } = useApp();
  const { t, format } = useSpeech();
  const none = model.lastPull.value === null ? say.notAsked : empty;
  const noon = (key: string) => `${key}T12:00:00Z`;
  const room = useGrowing(days.reduce((sum, day) => sum + day.rows.length, 0));
  return (
    <main>
      {days.length === 0 && <p class="quiet centre mt-4">{t(none)}</p>}
      {within(days, room).map((day, place) => (
        <Fragment key={day.key}>
          <SectionHead
            title={`${format.date(noon(day.key))} ${format.weekday(noon(day.key))}`}
            count={t(say.count, { n: days[place]?.rows.length ?? 0 })}
          />
          <JobList rows={day.rows} />
        </Fragment>
      ))}
      <SyncLink />
    </main>
  );
}

/** Pulling down is for thumbs; this is for everybody. */
function SyncLink() {
  const { sync, model } = useApp();
  const { t } = useSpeech();
  return (
    <p class="centre mt-3">
      <button class="link" type="button" onClick={() => void sync.now()}>
        <Icon name="retry" size="s" />
        {t(model.sync.value.busy ? say.syncing : say.syncNow)}
      </button>
    </p>
  );
}

function SignInAgain() {
  const { t } = useSpeech();
  return (
    <a class="banner banner--advise banner--link login-again" href={href("sign-in", "again")}>
      <Shape level="advise" size="m" />
      <div>
        <b class="banner__head">{t(say.needLogin)}</b>
        {t(say.needLoginWhy)}
      </div>
      <Icon name="next" size="s" />
    </a>
  );
}
