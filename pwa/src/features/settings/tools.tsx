import { useApp, useSpeech } from "../../app/context";
import { Icon, SectionHead } from "../../ui";
import { OwnInstruments } from "../instruments/list";
import { say } from "./messages";

export function Tools() {
  const { model } = useApp();
  const { t } = useSpeech();
  const me = model.person.value?.me;
  const catalog = model.catalog.value;
  const until = (date: string | null) => (date ? t(say.until, { date }) : t(say.noDate));
  const certificateName = (id: string) => {
    const known = catalog?.certificates.find((choice) => choice.id === id);
    return known ? t(known.text) : id;
  };
  const rows = [
    ...(me?.certificates ?? []).map((one) => ({
      key: one.kind + one.number,
      icon: "card" as const,
      name: certificateName(one.kind),
      note: one.number,
      date: until(one.valid_until),
    })),
  ];
  return (
    <>
      <OwnInstruments />
      <SectionHead title={t(say.certificates)} />
      <ul class="card rows">
        {rows.length === 0 && <li class="row quiet">{t(say.none)}</li>}
        {rows.map((row) => (
          <li key={row.key} class="row row--s">
            <Icon name={row.icon} />
            <span class="row__text">
              <span>{row.name}</span>
              {row.note && <span class="note">{row.note}</span>}
            </span>
            <span class="note num">{row.date}</span>
          </li>
        ))}
        <li class="row row--s">
          <Icon name="book" />
          <span class="row__text">
            <span>{t(say.catalog)}</span>
          </span>
          <span class="note num">{catalog ? t(say.version, { n: catalog.version }) : t(say.noCatalog)}</span>
        </li>
      </ul>
    </>
  );
}
