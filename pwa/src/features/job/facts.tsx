import { useApp, useSpeech } from "../../app/context";
import { href } from "../../app/routes";
import { categoryText, faultText, WARRANTY } from "../../jobs/words";
import type { JobRow } from "../../store";
import { Icon, SectionHead } from "../../ui";
import { say } from "./messages";

export function Task({ row }: { row: JobRow }) {
  const { model } = useApp();
  const { t } = useSpeech();
  const { job } = row;
  const own = job.appliances.find((appliance) => appliance.id === job.appliance_id);
  const fault = faultText(model.catalog.value, job);
  const said = fault && job.fault_text !== t(fault) ? job.fault_text : "";
  const kind = [
    t(categoryText(model.catalog.value, job.category)),
    own?.rated_power_w ? t(say.watts, { n: own.rated_power_w }) : "",
    own?.protection_class ? t(say.protection, { class: own.protection_class }) : "",
  ];
  const warranty = [
    t(WARRANTY[job.warranty]),
    own?.purchased_on ? t(say.bought, { date: own.purchased_on }) : "",
    job.warranty_reason,
  ];
  const facts: [string, string][] = [
    [t(say.fault), fault ? t(fault) : ""],
    [t(say.appliance), join(kind)],
    [t(say.model), join([own?.brand, own?.model])],
    [t(say.serial), own?.serial ?? ""],
    [t(say.room), own?.room ?? ""],
    [t(say.warranty), join(warranty)],
  ];
  return (
    <>
      <SectionHead title={t(say.todo)} />
      <section class="card card--pad">
        {job.note && <p>{job.note}</p>}
        {said && <p>{said}</p>}
        <dl class="facts">
          {facts
            .filter(([, value]) => value)
            .flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-`}>{value}</dd>])}
        </dl>
      </section>
    </>
  );
}

export function Household({ row }: { row: JobRow }) {
  const { model } = useApp();
  const { t } = useSpeech();
  const { appliances } = row.job;
  const history = appliances
    .flatMap((appliance) => appliance.history.map((visit) => ({ ...visit, category: appliance.category })))
    .sort((a, b) => b.date.localeCompare(a.date));
  const names = appliances.map((appliance) => t(categoryText(model.catalog.value, appliance.category)));
  const last = history[0];
  return (
    <>
      <SectionHead title={t(say.household)} />
      <ul class="card rows">
        {appliances.length > 0 && (
          <li class="row">
            <Icon name="home" />
            <span class="row__text">
              <b>{t(say.appliances, { n: appliances.length })}</b>
              <span>{names.join(" · ")}</span>
            </span>
          </li>
        )}
        {last && (
          <li class="row">
            <Icon name="card" />
            <span class="row__text">
              <b>{t(say.visits, { n: history.length })}</b>
              <span>
                {t(say.lastVisit, { date: last.date, who: last.technician })} ·{" "}
                {t(categoryText(model.catalog.value, last.category))}
              </span>
            </span>
          </li>
        )}
        <li>
          <a class="row" href={href("new-job", row.id)}>
            <Icon name="plus" />
            <span class="row__text">
              <b>{t(say.addAppliance)}</b>
            </span>
            <Icon name="next" size="s" />
          </a>
        </li>
      </ul>
    </>
  );
}

function join(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}
