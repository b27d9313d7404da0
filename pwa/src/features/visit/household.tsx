/** Other jobs of the same household: served on this visit only when the technician says so. */
import { categoryOf } from "../../domain/applicable";
import { serveJob } from "../../domain/draft";
import { SectionHead, TickRow } from "../../ui";
import { useDraft, useVisit } from "./context";
import { useTexts } from "./texts";

export function Household() {
  const visit = useVisit();
  const { t, both } = useTexts();
  const served = useDraft((draft) => draft.jobIds);
  const others = visit.jobs.filter((job) => job.id !== served[0]);
  if (others.length === 0) return null;
  return (
    <>
      <SectionHead title={t("household.title")} count={t("household.note")} />
      <ul class="card rows">
        {others.map((job) => {
          const type = visit.catalog.job_types.find((one) => one.id === job.type);
          const category = categoryOf(visit.catalog, job.category);
          return (
            <li key={job.id}>
              <TickRow
                checked={served.includes(job.id)}
                onTick={(on) => visit.change((draft) => serveJob(draft, job.id, on))}
              >
                <b>{[type ? both(type.text) : job.type, category ? both(category.text) : job.category].join(" · ")}</b>
                <span>{[job.number, job.fault_text].filter(Boolean).join(" · ")}</span>
              </TickRow>
            </li>
          );
        })}
      </ul>
    </>
  );
}
