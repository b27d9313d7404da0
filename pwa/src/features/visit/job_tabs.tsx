/** Which of the visit's jobs the sections below belong to; each says whether something is still missing. */
import { categoryOf } from "../../domain/applicable";
import { showJob } from "../../domain/draft";
import { useDraft, useServedIds, useVisit } from "./context";
import { Choices } from "./fields";
import { useTexts } from "./texts";

export function JobTabs() {
  const visit = useVisit();
  const { t, both } = useTexts();
  const ids = useServedIds();
  const shown = useDraft((draft) => draft.inView);
  const { gaps } = visit.progress.value;
  const options = ids.flatMap((id) => {
    const job = visit.jobs.find((one) => one.id === id);
    if (!job) return [];
    const category = categoryOf(visit.catalog, job.category);
    const open = gaps.filter((gap) => gap.hard && gap.job === id).length;
    const name = category ? both(category.text) : job.category;
    return [{ value: id, text: open ? t("household.tab_open", { name, open }) : t("household.tab_done", { name }) }];
  });
  return (
    <div class="card">
      <Choices
        name="job"
        legend={t("household.tabs")}
        value={shown}
        options={options}
        onChoose={(id) => visit.change((draft) => showJob(draft, id))}
      />
    </div>
  );
}
