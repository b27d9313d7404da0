/** The register of this technician's instruments, on the screen "Me". */
import { useState } from "preact/hooks";
import { useApp, useSpeech } from "../../app/context";
import { isExpired } from "../../domain/content_safety";
import type { Instrument } from "../../domain/instruments";
import { instrumentName } from "../../domain/instruments";
import { Icon, SectionHead, Shape } from "../../ui";
import { InstrumentForm } from "./form";
import { say } from "./messages";
import { useOwnInstruments } from "./own";

export function OwnInstruments() {
  const { t } = useSpeech();
  const all = useOwnInstruments();
  const [open, setOpen] = useState<Instrument | "new" | null>(null);
  return (
    <>
      <SectionHead title={t(say.title)} count={all.length || undefined} />
      <ul class="card rows">
        {all.length === 0 ? <li class="row quiet">{t(say.none)}</li> : null}
        {all.map((instrument) => (
          <li key={instrument.id}>
            <InstrumentRow instrument={instrument} onOpen={() => setOpen(instrument)} />
          </li>
        ))}
      </ul>
      {open ? (
        <InstrumentForm
          key={open === "new" ? "new" : open.id}
          instrument={open === "new" ? null : open}
          onDone={() => setOpen(null)}
        />
      ) : (
        <button class="link" type="button" onClick={() => setOpen("new")}>
          <Icon name="plus" size="s" />
          {t(say.add)}
        </button>
      )}
    </>
  );
}

function InstrumentRow({ instrument, onOpen }: { instrument: Instrument; onOpen: () => void }) {
  const { model } = useApp();
  const { t, format, language } = useSpeech();
  const name = instrumentName(instrument, language);
  const unsent = model.messages.value.some((row) => row.kind === "instrument" && row.instrumentId === instrument.id);
  const expired = isExpired(instrument, format.dayKey(model.now.value));
  const date = instrument.due ?? "";
  return (
    <button class="row row--s" type="button" aria-label={t(say.edit, { name })} onClick={onOpen}>
      <Icon name="meter" />
      <span class="row__text">
        <span>{name}</span>
        <span class="note num">
          {[instrument.serial, t(!date ? say.noDate : expired ? say.expired : say.until, { date })].join(" · ")}
        </span>
        {unsent ? <span class="note">{t(say.unsent)}</span> : null}
      </span>
      {expired ? <Shape level="advise" /> : null}
      <Icon name="next" size="s" />
    </button>
  );
}
