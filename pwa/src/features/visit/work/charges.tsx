/** Parts and charges: from the price list or by hand, who bears them, and when the customer agreed. */
import { useState } from "preact/hooks";
import { useApp } from "../../../app/context";
import { matches, pricesFor } from "../../../domain/applicable";
import { customerPays, money, parseMoney, parseQuantity, totalOf, usualBearer } from "../../../domain/charges";
import type { ChargeDraft, Payment, Schemas } from "../../../domain/draft";
import { setCharges } from "../../../domain/draft";
import { Button, Icon, SectionHead } from "../../../ui";
import { nowIso } from "../clock";
import { jobInView, useDraft, useJob, useVisit } from "../context";
import { Choices, TextField } from "../fields";
import { useTexts } from "../texts";

const BEARERS = ["customer", "maker", "included"] as const;
const PAYMENTS: readonly Exclude<Payment, "none_due">[] = ["mobile", "cash", "transfer", "unpaid"];
const FOUND = 8;

export function Charges() {
  const visit = useVisit();
  const { t } = useTexts();
  const lines = useDraft((draft) => draft.charges);
  const change = (charges: ChargeDraft[]) => visit.change((draft) => setCharges(draft, charges));
  return (
    <>
      <SectionHead title={t("charges.title")} count={money(totalOf(lines), visit.catalog.currency)} />
      {lines.map((line) => (
        <ChargeLine
          key={line.id}
          line={line}
          onChange={(part) => change(lines.map((one) => (one.id === line.id ? { ...one, ...part } : one)))}
          onRemove={() => change(lines.filter((one) => one.id !== line.id))}
        />
      ))}
      <AddCharge onAdd={(line) => change([...lines, line])} />
      {totalOf(lines) > 0 ? <Agreement /> : null}
    </>
  );
}

interface ChargeLineProps {
  line: ChargeDraft;
  onChange: (part: Partial<ChargeDraft>) => void;
  onRemove: () => void;
}

function ChargeLine({ line, onChange, onRemove }: ChargeLineProps) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const bad = parseQuantity(line.quantity) === null;
  return (
    <div class="card charge">
      <div class="charge__head">
        <div>
          <b>{both(line.name)}</b>
          <span class="note num">{money(line.unitPrice, visit.catalog.currency)}</span>
        </div>
        <button
          class="iconbtn"
          type="button"
          aria-label={t("charges.remove", { name: both(line.name) })}
          onClick={onRemove}
        >
          <Icon name="clear" />
        </button>
      </div>
      <div class="charge__count">
        <TextField
          id={`quantity-${line.id}`}
          label={t("charges.quantity")}
          value={line.quantity}
          most={8}
          inputMode="decimal"
          onText={(quantity) => onChange({ quantity })}
          {...(bad ? { hint: t("charges.bad_quantity") } : {})}
        />
        <p class="num strong">{money(customerPays(line), visit.catalog.currency)}</p>
      </div>
      <Choices
        name={`bearer-${line.id}`}
        legend={t("charges.bearer")}
        value={line.bearer}
        options={BEARERS.map((value) => ({ value, text: t(`bearer.${value}`) }))}
        onChoose={(bearer) => onChange({ bearer })}
      />
    </div>
  );
}

function AddCharge({ onAdd }: { onAdd: (line: ChargeDraft) => void }) {
  const visit = useVisit();
  const { newId } = useApp();
  const { t, both } = useTexts();
  const [query, setQuery] = useState("");
  const [own, setOwn] = useState(false);
  const category = useJob((served) => served.appliance.category);
  const found = query.trim()
    ? pricesFor(visit.catalog, category).filter((price) => matches(query, [price.code, price.text.zh, price.text.en]))
    : [];
  const add = (price: Schemas["Price"]) => {
    const job = jobInView(visit);
    const bearer = usualBearer(price, job.warranty);
    onAdd({
      id: newId(),
      jobId: job.id,
      code: price.code,
      kind: price.kind as ChargeDraft["kind"],
      name: price.text,
      quantity: "1",
      unitPrice: price.price,
      bearer,
    });
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
      {query.trim() && found.length === 0 ? <p class="note mt-2">{t("charges.nothing")}</p> : null}
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

/** A charge that no list knows. It is in the language it was typed in, on either card. */
function OwnCharge({ onAdd }: { onAdd: (line: ChargeDraft) => void }) {
  const visit = useVisit();
  const { newId } = useApp();
  const { t } = useTexts();
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
      kind: "other",
      name: { zh: name.trim(), en: name.trim() },
      quantity: "1",
      unitPrice: amount,
      bearer: "customer",
    });
  return (
    <div class="card card--pad stack mt-2">
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

function Agreement() {
  const visit = useVisit();
  const { t, format } = useTexts();
  const agreedAt = useDraft((draft) => draft.agreedAt);
  const payment = useDraft((draft) => draft.payment);
  return (
    <div class="card mt-3">
      <div class="card--pad" id="f-agreed">
        {agreedAt ? (
          <p class="small">
            <Icon name="check" size="xs" /> {t("charges.agreed_at", { time: format.time(agreedAt) })}
          </p>
        ) : (
          <Button kind="side" low onClick={() => visit.change((draft) => ({ ...draft, agreedAt: nowIso() }))}>
            {t("charges.agree")}
          </Button>
        )}
      </div>
      <Choices
        name="payment"
        legend={t("charges.payment")}
        value={payment === "none_due" ? "" : payment}
        two
        options={PAYMENTS.map((value) => ({ value, text: t(`payment.${value}`) }))}
        onChoose={(value) => visit.change((draft) => ({ ...draft, payment: value }))}
      />
    </div>
  );
}
