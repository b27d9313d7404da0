/** One line of the bill: how many, who pays; for a part also its serial numbers and where the old one goes. */
import { customerPays, money, parseQuantity } from "../../../domain/charges";
import type { ChargeDraft, PartDraft } from "../../../domain/draft";
import { changeCharge, putPart } from "../../../domain/draft";
import { Icon, TickRow } from "../../../ui";
import { useJob, useVisit } from "../context";
import { Choices, TextField } from "../fields";
import { useTexts } from "../texts";
import { SerialField } from "./serial_field";

const BEARERS = ["customer", "maker", "included"] as const;

export function ChargeLine({ line, onRemove }: { line: ChargeDraft; onRemove: () => void }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const part = useJob((served) => served.parts.find((one) => one.id === line.id));
  const bad = parseQuantity(line.quantity) === null;
  const change = (to: Partial<ChargeDraft>) => visit.change((draft) => changeCharge(draft, line.id, to));
  return (
    <div class="card charge">
      <div class="charge__head">
        <div>
          <b>{both(line.name)}</b>
          <span class="note num">
            {[line.code, money(line.unitPrice, visit.catalog.currency)].filter(Boolean).join(" · ")}
          </span>
        </div>
        <p class="num strong">{money(customerPays(line), visit.catalog.currency)}</p>
        <button
          class="iconbtn"
          type="button"
          aria-label={t("charges.remove", { name: both(line.name) })}
          onClick={onRemove}
        >
          <Icon name="clear" />
        </button>
      </div>
      <details class="more charge__more" open={bad}>
        <summary>
          {t("charges.line", { quantity: line.quantity, bearer: t(`bearer.${line.bearer}`) })}
          {part ? ` · ${partWords(part, t)}` : ""}
        </summary>
        <div class="charge__count">
          <TextField
            id={`quantity-${line.id}`}
            label={t("charges.quantity")}
            value={line.quantity}
            most={8}
            inputMode="decimal"
            onText={(quantity) => change({ quantity })}
            {...(bad ? { hint: t("charges.bad_quantity") } : {})}
          />
        </div>
        <Choices
          name={`bearer-${line.id}`}
          legend={t("charges.bearer")}
          value={line.bearer}
          options={BEARERS.map((value) => ({ value, text: t(`bearer.${value}`) }))}
          onChoose={(bearer) => change({ bearer })}
        />
        {part ? <PartFields part={part} /> : null}
      </details>
    </div>
  );
}

function partWords(part: PartDraft, t: ReturnType<typeof useTexts>["t"]): string {
  return part.serialNew || t("part.no_serial");
}

function PartFields({ part }: { part: PartDraft }) {
  const visit = useVisit();
  const { t } = useTexts();
  const change = (to: Partial<PartDraft>) => visit.change((draft) => putPart(draft, { ...part, ...to }));
  return (
    <div class="charge__part">
      {(["serialNew", "serialOld"] as const).map((name) => (
        <SerialField
          key={name}
          id={`${name}-${part.id}`}
          label={t(`part.${name}`)}
          value={part[name]}
          onText={(text) => change({ [name]: text })}
        />
      ))}
      <TickRow checked={part.oldReturned} onTick={(oldReturned) => change({ oldReturned })}>
        {t("part.old_returned")}
      </TickRow>
    </div>
  );
}
