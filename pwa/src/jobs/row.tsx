/** One job in a list: time column for scanning, type before appliance, only the person's name is ever cut. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { useApp, useSpeech } from "../app/context";
import { href } from "../app/routes";
import { type JobRow, type JobState, stateOf } from "../store";
import { Icon, Shape } from "../ui";
import { punctuality, showsAddress } from "./agenda";
import { duration } from "./duration";
import { say } from "./messages";
import { categoryText, faultText, STATE, TYPE } from "./words";

const CHIP: Partial<Record<JobState, string>> = {
  assigned: "chip--open",
  en_route: "chip--now",
  on_site: "chip--now",
  completed: "chip--done",
  followed_up: "chip--done",
  closed: "chip--done",
  second_visit: "chip--warn",
  on_hold: "chip--warn",
  refused: "chip--late",
};

export function StateChip({ row }: { row: JobRow }) {
  const { t } = useSpeech();
  const state = stateOf(row);
  const look = CHIP[state] ?? "";
  return (
    <span class={`chip ${look}`}>
      {look === "chip--done" && <Icon name="check" size="xs" />}
      {t(STATE[state])}
    </span>
  );
}

export function JobLink({ row, here = false }: { row: JobRow; here?: boolean }) {
  const { model } = useApp();
  const { t, format } = useSpeech();
  const { job } = row;
  const { window_start: start, window_end: end } = job;
  const fault = faultText(model.catalog.value, job);
  const where = showsAddress(row) ? [fault && t(fault), job.address.line].filter(Boolean).join(" · ") : "";
  return (
    <a class={here ? "card card--here job" : "job"} href={href("job", row.id)}>
      <p class="job__when">
        <b>{start ? format.time(start) : t(say.noWindow)}</b>
        {end && <span>{format.time(end)}</span>}
      </p>
      <div class="job__what">
        <h3>
          {t(TYPE[job.type])} · {t(categoryText(model.catalog.value, job.category))}
        </h3>
        <div class="job__head">
          <p class="job__who">
            {job.customer.name} {job.customer.vip && <span class="vip">VIP</span>}
          </p>
          <StateChip row={row} />
        </div>
        <p class="job__where">{where || t(say.areaOnly, { area: job.address.area })}</p>
        <Flags row={row} />
      </div>
    </a>
  );
}

function Flags({ row }: { row: JobRow }) {
  const { model } = useApp();
  const { t } = useSpeech();
  const when = punctuality(row, model.now.value);
  const unsent = model.reports.value.some((report) => report.jobIds.includes(row.id) && report.progress === "saved");
  const drafted = model.drafts.value.some((draft) => draft.jobIds.includes(row.id));
  const hazards = row.job.hazards.length;
  if (!unsent && !drafted && !row.field && hazards === 0 && when?.kind !== "late") return null;
  return (
    <p class="job__flag">
      {when?.kind === "late" && (
        <span class="chip chip--late">
          <Icon name="clock" size="xs" />
          {t(say.late, { time: duration(when.minutes, t) })}
        </span>
      )}
      {hazards > 0 && (
        <span class="chip chip--warn">
          <Shape level="advise" />
          {t(say.hazards, { n: hazards })}
        </span>
      )}
      {unsent && (
        <span class="chip">
          <Icon name="onphone" size="xs" />
          {t(say.unsent)}
        </span>
      )}
      {drafted && (
        <span class="chip">
          <Icon name="pen" size="xs" />
          {t(say.draft)}
        </span>
      )}
      {row.field && <span class="chip">{t(say.fieldJob)}</span>}
    </p>
  );
}

export function JobList({ rows }: { rows: readonly JobRow[] }) {
  const item = useItems();
  return <ul class="card rows joblist">{rows.map(item)}</ul>;
}

/** The element of a row that stayed the same object is the same element: Preact passes it over as the list grows. */
function useItems(): (row: JobRow) => JSX.Element {
  return useMemo(() => {
    const made = new WeakMap<JobRow, JSX.Element>();
    return (row) => {
      const item = made.get(row) ?? (
        <li key={row.id}>
          <JobLink row={row} />
        </li>
      );
      made.set(row, item);
      return item;
    };
  }, []);
}
