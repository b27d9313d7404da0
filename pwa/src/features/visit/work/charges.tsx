/** Parts and charges of the job in view: one tap adds a line, one removes it, one takes that back. */
import { useState } from "preact/hooks";
import { useApp } from "../../../app/context";
import { customerPays, money, totalOf, usualBearer } from "../../../domain/charges";
import type { ChargeDraft, Removed, Schemas } from "../../../domain/draft";
import { addCharge, removeCharge, restoreCharge } from "../../../domain/draft";
import { suggestedCharges } from "../../../domain/suggested_charges";
import { Button, Icon, SectionHead } from "../../../ui";
import { jobInView, useDraft, useJob, useVisit } from "../context";
import { useTexts } from "../texts";
import { AddCharge } from "./add_charge";
import { ChargeLine } from "./charge_line";
import { useFault } from "./fault_search";

export function Charges({ title }: { title: string }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const lines = useDraft((draft) => draft.charges);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const { id } = jobInView(visit);
  const own = lines.filter((line) => line.jobId === null || line.jobId === id);
  const rest = lines.filter((line) => !own.includes(line));
  const remove = (line: ChargeDraft) => {
    const gone = removeCharge(visit.draft.peek(), line.id);
    visit.change(() => gone.draft);
    setRemoved(gone.removed);
  };
  const undo = () => {
    if (removed) visit.change((draft) => restoreCharge(draft, removed));
    setRemoved(null);
  };
  const add = (line: ChargeDraft) => {
    visit.change((draft) => addCharge(draft, line));
    setRemoved(null);
  };
  return (
    <>
      <SectionHead title={title} count={money(totalOf(lines), visit.catalog.currency)} />
      {own.map((line) => (
        <ChargeLine key={line.id} line={line} onRemove={() => remove(line)} />
      ))}
      {rest.map((line) => (
        <p key={line.id} class="small quiet charge__other">
          <span>{t("charges.of_other_job", { name: both(line.name), quantity: line.quantity })}</span>
          <span class="num">{money(customerPays(line), visit.catalog.currency)}</span>
        </p>
      ))}
      {removed ? (
        <div class="charge__undo" role="status">
          <span class="small">{t("charges.removed", { name: both(removed.line.name) })}</span>
          <Button kind="side" low onClick={undo}>
            <Icon name="undo" size="s" />
            {t("charges.undo")}
          </Button>
        </div>
      ) : null}
      <Suggested onAdd={add} />
      <AddCharge onAdd={add} />
    </>
  );
}

/** A line of the price list for the job in view, with whoever usually bears it. */
export function useNewLine(): (price: Schemas["Price"]) => ChargeDraft {
  const visit = useVisit();
  const { newId } = useApp();
  return (price) => {
    const job = jobInView(visit);
    return {
      id: newId(),
      jobId: job.id,
      code: price.code,
      kind: price.kind,
      name: price.text,
      quantity: "1",
      unitPrice: price.price,
      bearer: usualBearer(price, job.warranty),
    };
  };
}

const MOST_SUGGESTED = 5;

/** What this fault usually takes, one tap each; what is on the list already is not offered again. */
function Suggested({ onAdd }: { onAdd: (line: ChargeDraft) => void }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const newLine = useNewLine();
  const fault = useFault();
  const category = useJob((served) => served.appliance.category);
  const codes = useDraft((draft) => draft.charges.map((line) => line.code).join(" ")).split(" ");
  const offered = suggestedCharges(visit.catalog, category, fault)
    .filter((price) => !codes.includes(price.code))
    .slice(0, MOST_SUGGESTED);
  if (offered.length === 0) return null;
  return (
    <fieldset class="phrases mt-2" aria-label={t("charges.suggested")}>
      {offered.map((price) => (
        <button key={price.code} type="button" class="phrase" onClick={() => onAdd(newLine(price))}>
          <Icon name="plus" size="xs" />
          {both(price.text)} <span class="num">{money(price.price, visit.catalog.currency)}</span>
        </button>
      ))}
    </fieldset>
  );
}
