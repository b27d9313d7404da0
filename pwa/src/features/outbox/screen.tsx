/** Where every report is: needs a person first, then waiting, then done. */
import { type ScreenProps, useApp, useSpeech } from "../../app/context";
import { NetLine } from "../../app/net";
import { Tabs } from "../../app/tabs";
import { bytesToSend, type MessageRow, type ReportRow, reportState } from "../../store";
import { ActionBar, Button, Icon, SectionHead } from "../../ui";
import { laterWords, personWords, say } from "./messages";
import { Parcel } from "./parcel";

export default function Outbox(_props: ScreenProps) {
  const { model, sync } = useApp();
  const { t, format } = useSpeech();
  const userId = model.person.value?.id;
  const own = model.reports.value.filter((row) => row.userId === userId);
  const others = model.reports.value.filter((row) => row.userId !== userId && row.progress !== "sealed").length;
  const messages = model.messages.value.filter((row) => row.userId === userId);
  const bytes = own.reduce((sum, row) => sum + bytesToSend(row), 0);
  return (
    <>
      <header class="head">
        <div class="topbar topbar--plain">
          <div class="topbar__title topbar__title--big">
            <h1 tabIndex={-1}>{t(say.title)}</h1>
          </div>
          {bytes > 0 && <span class="note num topbar__end">{t(say.toGo, { size: format.bytes(bytes) })}</span>}
        </div>
        <NetLine link={false} />
      </header>
      <main class={own.length + messages.length === 0 ? "nothing" : ""}>
        {own.length + messages.length === 0 && <Nothing />}
        <ul class="stack">
          {sorted(own).map((row) => (
            <Parcel key={row.id} row={row} />
          ))}
        </ul>
        <Small rows={messages} />
        {others > 0 && <p class="note mt-4">{t(say.others, { n: others })}</p>}
      </main>
      <ActionBar label={t(say.send)} overTabs>
        <Button kind={bytes > 0 || messages.length > 0 ? "main" : "side"} even onClick={() => void sync.now()}>
          <Icon name="outbox" size="s" />
          {t(model.sync.value.busy ? say.sending : say.sendNow)}
        </Button>
      </ActionBar>
      <Tabs current="outbox" />
    </>
  );
}

function Nothing() {
  const { t } = useSpeech();
  return (
    <>
      <h2>{t(say.allDone)}</h2>
      <p class="quiet">{t(say.allDoneWhy)}</p>
    </>
  );
}

function sorted(rows: readonly ReportRow[]): ReportRow[] {
  const rank = (row: ReportRow) => {
    const state = reportState(row);
    if (state === "needs_person") return 0;
    return state === "sealed" ? 2 : 1;
  };
  return [...rows].sort((a, b) => rank(a) - rank(b) || b.finalisedAt.localeCompare(a.finalisedAt));
}

const KIND = {
  job_event: say.event,
  field_job: say.fieldJob,
  instrument: say.instrument,
  feedback: say.feedback,
  sign_link: say.signLink,
} as const;

function Small({ rows }: { rows: readonly MessageRow[] }) {
  const { sync } = useApp();
  const { t, format } = useSpeech();
  if (rows.length === 0) return null;
  const words = ({ trouble, nextAt }: MessageRow) => {
    if (trouble?.kind === "needs_person")
      return t(personWords(trouble.code), { detail: trouble.detail || trouble.code });
    if (trouble?.kind === "waiting_login") return t(say.waitingLogin);
    if (trouble?.kind === "backoff")
      return `${t(say.retryAt, { time: format.time(nextAt) })} · ${t(laterWords(trouble.code))}`;
    return t(say.waitingTurn);
  };
  return (
    <>
      <SectionHead title={t(say.small)} count={rows.length} />
      <ul class="card rows">
        {rows.map((row) => (
          <li key={row.id} class="row">
            <Icon name={row.trouble?.kind === "needs_person" ? "hand" : "clock"} />
            <span class="row__text">
              <b>{t(KIND[row.kind])}</b>
              <span>{words(row)}</span>
            </span>
            {row.trouble?.kind === "needs_person" && (
              <button class="link" type="button" onClick={() => void sync.retry(row.id)}>
                {t(say.tryAgain)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
