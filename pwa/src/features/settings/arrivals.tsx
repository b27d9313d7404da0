/** The one switch about where the phone is: off by default, and said plainly what it does. */
import { useApp, useSpeech } from "../../app/context";
import { changeSettings } from "../../app/settings";
import { SectionHead, TickRow } from "../../ui";
import { say } from "./messages";

export function Arrivals() {
  const app = useApp();
  const { t } = useSpeech();
  const on = app.model.settings.value.tellArrival === true;
  return (
    <>
      <SectionHead title={t(say.place)} />
      <section class="card">
        <TickRow checked={on} onTick={(tellArrival) => changeSettings(app, { tellArrival })}>
          {t(say.tellArrival)}
        </TickRow>
        <p class="note card--pad">{t(say.tellArrivalWhy)}</p>
      </section>
    </>
  );
}
