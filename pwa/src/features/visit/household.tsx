/** Other jobs of the same household: served on this visit only when the technician says so. */
import { useState } from "preact/hooks";
import { categoryOf } from "../../domain/applicable";
import type { Schemas } from "../../domain/draft";
import { addJob, dropJob, isTouched } from "../../domain/draft";
import { Banner, Button, SectionHead, TickRow } from "../../ui";
import { useServedIds, useVisit } from "./context";
import { useTexts } from "./texts";

export function Household() {
  const visit = useVisit();
  const { t, both } = useTexts();
  const served = useServedIds();
  const [asked, setAsked] = useState("");
  const others = visit.jobs.filter((job) => job.id !== served[0]);
  if (others.length === 0) return null;
  const add = (job: Schemas["PulledJob"]) => {
    const fault = visit.catalog.faults.find((one) => one.id === job.fault_code)?.code ?? job.fault_code;
    visit.change((draft) => addJob(draft, job, categoryOf(visit.catalog, job.category), fault));
  };
  const drop = (id: string) => {
    visit.change((draft) => dropJob(draft, id));
    setAsked("");
  };
  /** What was typed for a job is given up only on a second, plainly worded tap. */
  const mayDrop = (id: string) => {
    const own = visit.draft.peek().served.find((one) => one.jobId === id);
    if (own && isTouched(own)) setAsked(id);
    else drop(id);
  };
  const name = (job: Schemas["PulledJob"]) => {
    const type = visit.catalog.job_types.find((one) => one.id === job.type);
    const category = categoryOf(visit.catalog, job.category);
    return [type ? both(type.text) : job.type, category ? both(category.text) : job.category].join(" · ");
  };
  return (
    <>
      <SectionHead title={t("household.title")} count={t("household.note")} />
      <ul class="card rows">
        {others.map((job) => (
          <li key={job.id}>
            <TickRow checked={served.includes(job.id)} onTick={(on) => (on ? add(job) : mayDrop(job.id))}>
              <b>{name(job)}</b>
              <span>{[job.number, job.fault_text].filter(Boolean).join(" · ")}</span>
            </TickRow>
            {asked === job.id ? (
              <Banner level="advise" role="alert" title={t("household.drop")}>
                <Button kind="side" low onClick={() => setAsked("")}>
                  {t("household.keep")}
                </Button>
                <Button low onClick={() => drop(job.id)}>
                  {t("household.drop_now")}
                </Button>
              </Banner>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
