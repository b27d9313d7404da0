/** Which of the technician's instruments measured; one whose calibration ran out is said, not hidden. */
import { useComputed } from "@preact/signals";
import { useState } from "preact/hooks";
import { isExpired } from "../../../domain/content_safety";
import type { Schemas } from "../../../domain/draft";
import { readingOf } from "../../../domain/draft";
import type { Instrument } from "../../../domain/instruments";
import { instrumentName, instrumentNamed, withCarried } from "../../../domain/instruments";
import { Icon } from "../../../ui";
import { InstrumentForm } from "../../instruments/form";
import { useDraft, useSettled, useVisit } from "../context";
import { LevelBadge } from "../level_badge";
import { useTexts } from "../texts";
import { chooseInstrument, instrumentsFor, today } from "./use_reading";

/** One line for each kind of instrument that has measured something on this visit. */
export function Instruments({ tests }: { tests: readonly Schemas["Test"][] }) {
  const kinds = [...new Set(tests.map((test) => test.instrument))].filter((kind) => kind !== "sight");
  return (
    <>
      {kinds.map((kind) => (
        <InstrumentLine
          key={kind}
          kind={kind}
          tests={tests.filter((test) => test.instrument === kind).map((test) => test.id)}
        />
      ))}
    </>
  );
}

function InstrumentLine({ kind, tests }: { kind: string; tests: string[] }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const [adding, setAdding] = useState(false);
  const used = useSettled((draft) => tests.some((test) => readingOf(draft, test).value !== ""));
  const chosen = useSettled((draft) => tests.map((test) => readingOf(draft, test).instrument).find(Boolean) ?? "");
  const carried = useDraft((draft) => draft.carried);
  const all = useComputed(() => visit.instruments.value).value;
  if (!used) return null;
  const known = withCarried(all, carried);
  const { fitting, others } = instrumentsFor(known, kind);
  const kindText = visit.catalog.instruments.find((choice) => choice.id === kind)?.text;
  const current = instrumentNamed(known, chosen);
  const expired = current && isExpired(current, today(visit));
  const choose = (instrument: Instrument | undefined) => chooseInstrument(visit, { kind, tests }, instrument);
  const added = (saved: Instrument | null) => {
    setAdding(false);
    if (saved) choose(saved);
  };
  return (
    <div class="instrument">
      <label class="field__label" for={`f-instrument-${kind}`}>
        {kindText ? both(kindText) : kind}
      </label>
      <select
        id={`f-instrument-${kind}`}
        class="picker"
        value={current?.id ?? ""}
        onChange={(event) => choose(known.find(({ id }) => id === event.currentTarget.value))}
      >
        <option value="">{t("instrument.none")}</option>
        <Options instruments={fitting} />
        {others.length > 0 ? (
          <optgroup label={t("instrument.others")}>
            <Options instruments={others} />
          </optgroup>
        ) : null}
      </select>
      {expired ? <LevelBadge level="advise" text={t("instrument.expired", { day: current.due ?? "" })} /> : null}
      {adding ? (
        <InstrumentForm instrument={null} kind={kind} onDone={added} />
      ) : (
        <button class="link" type="button" onClick={() => setAdding(true)}>
          <Icon name="plus" size="s" />
          {t("instrument.add")}
        </button>
      )}
    </div>
  );
}

function Options({ instruments }: { instruments: readonly Instrument[] }) {
  const { t, language } = useTexts();
  return (
    <>
      {instruments.map((instrument) => (
        <option key={instrument.id} value={instrument.id}>
          {[
            instrumentName(instrument, language),
            instrument.serial,
            instrument.due ? t("instrument.due", { day: instrument.due }) : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </option>
      ))}
    </>
  );
}
