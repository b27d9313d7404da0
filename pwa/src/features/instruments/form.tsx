/** One instrument: what it is, whose number, until when it is calibrated. Works offline. */
import { useState } from "preact/hooks";
import { useApp, useSpeech } from "../../app/context";
import type { Instrument } from "../../domain/instruments";
import { Button, Field } from "../../ui";
import "./instruments.css";
import { say } from "./messages";
import { keepInstrument } from "./own";

interface InstrumentFormProps {
  /** null: a new one */
  instrument: Instrument | null;
  /** the kind that a new one most likely has */
  kind?: string;
  /** the instrument as it was saved; null when the form was closed or the instrument retired */
  onDone: (saved: Instrument | null) => void;
}

export function InstrumentForm({ instrument, kind: likely = "", onDone }: InstrumentFormProps) {
  const app = useApp();
  const { t } = useSpeech();
  const [kind, setKind] = useState(instrument?.kind ?? likely);
  const [model, setModel] = useState(instrument?.model ?? "");
  const [serial, setSerial] = useState(instrument?.serial ?? "");
  const [due, setDue] = useState(instrument?.due ?? "");
  const [wrong, setWrong] = useState(false);
  const kinds = (app.model.catalog.value?.instruments ?? []).filter(({ id }) => id !== "sight");
  const words = kinds.find(({ id }) => id === kind)?.text;
  const name = words ?? { zh: instrument?.name["zh"] ?? kind, en: instrument?.name["en"] ?? kind };
  const keep = async (retired: boolean) => {
    if (!kind || !serial.trim()) return setWrong(true);
    const id = instrument?.id ?? app.newId();
    const saved = { kind, name, model: model.trim(), serial: serial.trim(), due: due || null };
    await keepInstrument(app, id, { ...saved, retired });
    onDone(retired ? null : { id, ...saved });
  };
  return (
    <form
      class="card card--pad pile"
      onSubmit={(event) => {
        event.preventDefault();
        void keep(false);
      }}
    >
      <label class="field">
        <span>{t(say.kind)}</span>
        <select class="instrumentkind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          <option value="">{t(say.choose)}</option>
          {kinds.map((one) => (
            <option key={one.id} value={one.id}>
              {t(one.text)}
            </option>
          ))}
        </select>
      </label>
      <Field label={t(say.model)} value={model} maxLength={60} autoComplete="off" onInput={setModel} />
      <Field label={t(say.serial)} value={serial} maxLength={60} autoComplete="off" onInput={setSerial} />
      <Field label={t(say.due)} value={due} type="date" onInput={setDue} />
      {wrong ? (
        <p class="note fail" role="alert">
          {t(say.missing)}
        </p>
      ) : null}
      <div class="actionbar__row">
        <Button kind="side" onClick={() => onDone(null)}>
          {t(say.cancel)}
        </Button>
        <button class="btn btn--main" type="submit">
          {t(say.save)}
        </button>
      </div>
      {instrument ? <Retire onRetire={() => void keep(true)} /> : null}
    </form>
  );
}

function Retire({ onRetire }: { onRetire: () => void }) {
  const { t } = useSpeech();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button class="link" type="button" onClick={() => setAsking(true)}>
        {t(say.retire)}
      </button>
    );
  }
  return (
    <div class="banner banner--advise banner--ask">
      <p>{t(say.retireSure)}</p>
      <div class="actionbar__row">
        <Button kind="side" onClick={onRetire}>
          {t(say.retire)}
        </Button>
        <Button onClick={() => setAsking(false)}>{t(say.cancel)}</Button>
      </div>
    </div>
  );
}
