import { useSpeech } from "../../app/context";
import type { Text } from "../../i18n";
import { showsAddress } from "../../jobs/agenda";
import { say as jobs } from "../../jobs/messages";
import type { JobRow, PulledJob } from "../../store";
import { Icon, Shape } from "../../ui";
import { say } from "./messages";

export function Person({ row }: { row: JobRow }) {
  const { t } = useSpeech();
  const { customer, address } = row.job;
  const shown = showsAddress(row);
  return (
    <section class="card" aria-labelledby="who">
      <div class="card--pad">
        <h2 class="title" id="who">
          {customer.name} {customer.vip && <span class="vip">VIP</span>}
        </h2>
        <p class="small">{shown ? address.line : address.area}</p>
        <p class="note">{shown ? address.access_note : t(say.afterAccept)}</p>
        {customer.note && <p class="note">{customer.note}</p>}
      </div>
      {shown && (
        <div class="actionbar__row card__do">
          <a class="btn btn--side btn--even btn--low" href={`tel:${customer.phone}`}>
            <Icon name="call" size="s" />
            {t(say.call)}
          </a>
          <a class="btn btn--side btn--even btn--low" href={mapAddress(address)} target="_blank" rel="noreferrer">
            <Icon name="way" size="s" />
            {t(say.navigate)}
          </a>
        </div>
      )}
    </section>
  );
}

/** An https address opens the map app where there is one and its page where there is none; `geo:` does nothing on iOS. */
export function mapAddress({ latitude, longitude, line }: PulledJob["address"]): string {
  const name = encodeURIComponent(line);
  if (latitude === null || longitude === null) return `https://uri.amap.com/search?keyword=${name}&callnative=1`;
  // WGS-84, as GPS gives it: the map shifts it to its own grid.
  return `https://uri.amap.com/navigation?to=${longitude},${latitude},${name}&coordinate=wgs84&callnative=1`;
}

const DECISION: Readonly<Record<string, Text>> = { fix_now: say.fixNow, book: say.book, declined: say.declined };

export function Hazards({ row }: { row: JobRow }) {
  const { t } = useSpeech();
  const { hazards } = row.job;
  if (hazards.length === 0) return null;
  return (
    <div class="banner banner--advise mt-3">
      <Shape level="advise" size="m" />
      <div>
        <b class="banner__head">{t(jobs.hazards, { n: hazards.length })}</b>
        {hazards.map((hazard) => (
          <p key={hazard.id}>
            {t(hazard.text)} ·{" "}
            {t(say.hazardFound, { date: hazard.found_on, decision: t(DECISION[hazard.decision] ?? say.declined) })}
          </p>
        ))}
      </div>
    </div>
  );
}
