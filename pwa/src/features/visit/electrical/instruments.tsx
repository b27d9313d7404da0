/** Which of the technician's instruments measured; one whose calibration ran out is said, not hidden. */
import { isExpired } from "../../../domain/content_safety";
import type { Schemas } from "../../../domain/draft";
import { readingOf, withInstrument } from "../../../domain/draft";
import { useSettled, useVisit } from "../context";
import { LevelBadge } from "../level_badge";
import { useTexts } from "../texts";
import { instrumentsFor, today } from "./use_reading";

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
  const { t, both, language } = useTexts();
  const used = useSettled((draft) => tests.some((test) => readingOf(draft, test).value !== ""));
  const chosen = useSettled((draft) => tests.map((test) => readingOf(draft, test).instrument).find(Boolean) ?? "");
  if (!used) return null;
  const mine = instrumentsFor(visit.me, kind);
  const kindText = visit.catalog.instruments.find((choice) => choice.id === kind)?.text;
  const current = mine.find((instrument) => instrument.id === chosen);
  const expired = current && isExpired(current, today(visit));
  return (
    <div class="instrument">
      <label class="field__label" for={`f-instrument-${kind}`}>
        {kindText ? both(kindText) : kind}
      </label>
      <select
        id={`f-instrument-${kind}`}
        class="picker"
        value={chosen}
        onChange={(event) => visit.change((draft) => withInstrument(draft, tests, event.currentTarget.value))}
      >
        <option value="">{t("instrument.none")}</option>
        {mine.map((instrument) => (
          <option key={instrument.id} value={instrument.id}>
            {[instrument.name[language] ?? instrument.id, instrument.serial, dueText(instrument, t)]
              .filter(Boolean)
              .join(" · ")}
          </option>
        ))}
      </select>
      {expired ? <LevelBadge level="advise" text={t("instrument.expired", { day: current.due ?? "" })} /> : null}
    </div>
  );
}

function dueText(
  instrument: Schemas["Instrument"],
  t: (key: "instrument.due", values: { day: string }) => string,
): string {
  return instrument.due ? t("instrument.due", { day: instrument.due }) : "";
}
