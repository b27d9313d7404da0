/** Another part or charge: from the price list, offline, or by hand. */
import { useState } from "preact/hooks";
import { useApp } from "../../../app/context";
import { matches, pricesFor } from "../../../domain/applicable";
import { money, parseMoney } from "../../../domain/charges";
import type { ChargeDraft, Schemas } from "../../../domain/draft";
import { Button, Icon } from "../../../ui";
import { jobInView, useJob, useVisit } from "../context";
import { Choices, TextField } from "../fields";
import { useTexts } from "../texts";
import { useNewLine } from "./charges";

const FOUND = 8;

interface AddChargeProps {
  onAdd: (line: ChargeDraft) => void;
}

export function AddCharge({ onAdd }: AddChargeProps) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const newLine = useNewLine();
  const [query, setQuery] = useState("");
  const [own, setOwn] = useState(false);
  const category = useJob((served) => served.appliance.category);
  const typed = query.trim();
  const found = typed
    ? pricesFor(visit.catalog, category).filter((price) => matches(typed, [price.code, price.text.zh, price.text.en]))
    : [];
  const add = (price: Schemas["Price"]) => {
    onAdd(newLine(price));
    setQuery("");
  };
  return (
    <div class="mt-3">
      <TextField id="charge-search" label={t("charges.search")} value={query} most={40} onText={setQuery} />
      {found.length > 0 ? (
        <ul class="card rows mt-2" aria-label={t("charges.found")}>
          {found.slice(0, FOUND).map((price) => (
            <li key={price.code}>
              <button class="row" type="button" onClick={() => add(price)}>
                <span class="row__text">
                  <b>{both(price.text)}</b>
                  <span class="num">
                    {price.code} · {money(price.price, visit.catalog.currency)}
                  </span>
                </span>
                <Icon name="plus" size="s" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {typed && found.length === 0 ? <p class="note mt-2">{t("charges.nothing")}</p> : null}
      {own ? (
        <OwnCharge
          onAdd={(line) => {
            onAdd(line);
            setOwn(false);
          }}
        />
      ) : (
        <button class="link" type="button" onClick={() => setOwn(true)}>
          <Icon name="plus" size="s" />
          {t("charges.by_hand")}
        </button>
      )}
    </div>
  );
}

const KINDS = ["part", "other"] as const;

/** What no list knows. It is in the language it was typed in, on either card. */
function OwnCharge({ onAdd }: AddChargeProps) {
  const visit = useVisit();
  const { newId } = useApp();
  const { t } = useTexts();
  const [kind, setKind] = useState<(typeof KINDS)[number]>("part");
  const [name, setName] = useState("");
  const [price, setPrice] = useState("");
  const amount = parseMoney(price);
  const ready = name.trim() !== "" && amount !== null;
  const add = () =>
    ready &&
    onAdd({
      id: newId(),
      jobId: jobInView(visit).id,
      code: "",
      kind,
      name: { zh: name.trim(), en: name.trim() },
      quantity: "1",
      unitPrice: amount,
      bearer: "customer",
    });
  return (
    <div class="card card--pad stack mt-2">
      <Choices
        name="own-kind"
        legend={t("charges.kind")}
        value={kind}
        options={KINDS.map((value) => ({ value, text: t(`charges.kind.${value}`) }))}
        onChoose={setKind}
      />
      <TextField id="own-name" label={t("charges.name")} value={name} most={120} onText={setName} />
      <TextField
        id="own-price"
        label={t("charges.price")}
        value={price}
        most={11}
        inputMode="decimal"
        onText={setPrice}
      />
      <Button kind={ready ? "side" : "missing"} low onClick={add}>
        {ready ? t("charges.add") : t("charges.add_missing")}
      </Button>
    </div>
  );
}
