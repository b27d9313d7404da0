/** The warranty decision in the words that the customer will sign. */
import { warrantyFacts } from "../../../domain/content_job";
import { inView } from "../../../domain/draft";
import { explainWarranty, isDoubtful } from "../../../domain/warranty";
import { jobInView, useDraft, useVisit } from "../context";
import { useTexts } from "../texts";

const LOOK = { in: "chip chip--done", out: "chip", unknown: "chip chip--warn" } as const;

export function WarrantyCard() {
  const visit = useVisit();
  const { t, both } = useTexts();
  const job = jobInView(visit);
  const bought = useDraft((draft) => inView(draft).appliance.purchasedOn);
  const facts = { ...warrantyFacts(inView(visit.draft.value), job, visit.draft.value, visit), purchasedOn: bought };
  return (
    <section class="card card--pad mt-3" aria-label={t("work.warranty")}>
      <p class="warranty__head">
        <b>{t("work.warranty")}</b>
        <span class={LOOK[job.warranty]}>{t(`warranty.${job.warranty}`)}</span>
      </p>
      <p class="small mt-1">{both(explainWarranty(facts))}</p>
      {isDoubtful(facts) ? <p class="note mt-1">{t("work.warranty_doubt")}</p> : null}
    </section>
  );
}
