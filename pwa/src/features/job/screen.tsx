/** One job: window, person, call and way, hazards above the fold; the one next thing at the bottom. */
import { useState } from "preact/hooks";
import { type ScreenProps, useApp, useSpeech } from "../../app/context";
import { say as app } from "../../app/messages";
import { NetChip } from "../../app/net";
import { punctuality } from "../../jobs/agenda";
import { duration } from "../../jobs/duration";
import { say as jobs } from "../../jobs/messages";
import { StateChip } from "../../jobs/row";
import { categoryText, TYPE } from "../../jobs/words";
import type { JobRow } from "../../store";
import { TopBar } from "../../ui";
import { NextStep } from "./actions";
import { CannotGo } from "./cannot_go";
import { Household, Task } from "./facts";
import { say } from "./messages";
import { Hazards, Person } from "./person";

export default function Job({ id }: ScreenProps) {
  const { model, router } = useApp();
  const { t } = useSpeech();
  const [cannot, setCannot] = useState(false);
  const row = model.jobs.value.find((job) => job.id === id);
  const back = { label: t(app.back), go: () => router.back("today") };
  if (!row) return <Gone back={back} />;
  const { job } = row;
  const title = `${t(TYPE[job.type])} · ${t(categoryText(model.catalog.value, job.category))}`;
  const number = job.number ? t(say.number, { number: job.number }) : t(say.noNumber);
  return (
    <>
      <TopBar title={title} sub={<p class="note num">{number}</p>} back={back} end={<NetChip />} />
      <main>
        <When row={row} />
        <Person row={row} />
        <Hazards row={row} />
        {cannot && <CannotGo row={row} onDone={() => setCannot(false)} />}
        <Task row={row} />
        <Household row={row} />
      </main>
      {!cannot && <NextStep row={row} onCannot={() => setCannot(true)} />}
    </>
  );
}

function When({ row }: { row: JobRow }) {
  const { model } = useApp();
  const { t, format } = useSpeech();
  const { window_start: start, window_end: end } = row.job;
  const now = model.now.value;
  if (!start || !end) {
    return (
      <div class="when">
        <p class="title">{t(say.noWindow)}</p>
        <StateChip row={row} />
      </div>
    );
  }
  const today = format.dayKey(start) === format.dayKey(now);
  const day = today ? t(say.today) : `${format.date(start)} ${format.weekday(start)}`;
  const when = today ? punctuality(row, now) : null;
  return (
    <div class="when">
      <p>
        <b class="lead-figure">
          {format.time(start)}–{format.time(end)}
        </b>
        <br />
        <span class="small quiet">
          {day}
          {when && ` · ${t(jobs[when.kind], { time: duration(when.minutes, t) })}`}
        </span>
      </p>
      <StateChip row={row} />
    </div>
  );
}

function Gone({ back }: { back: { label: string; go: () => void } }) {
  const { t } = useSpeech();
  return (
    <>
      <TopBar title={t(say.gone)} back={back} end={<NetChip />} />
      <main class="nothing">
        <p class="quiet">{t(say.goneWhy)}</p>
      </main>
    </>
  );
}
