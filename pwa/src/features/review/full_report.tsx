/** Every line of the content, for the customer who wants to read all of it before signing. */
import { useApp } from "../../app/context";
import type { Schemas } from "../../domain/draft";
import { usePhotoAddress } from "../visit/photos/use_photo";
import type { Texts } from "../visit/texts";
import { SafetyReport } from "./safety_report";

type Content = Schemas["ContentV2"];
type Job = Content["jobs"][number];

export function FullReport({ content, words }: { content: Content; words: Texts }) {
  const { t } = words;
  return (
    <details class="more">
      <summary>{t("review.full")}</summary>
      <Facts content={content} words={words} />
      {content.jobs.map((job) => (
        <section key={job.id} aria-label={job.appliance.category_text}>
          <JobFacts job={job} words={words} />
          <SafetyReport job={job} photos={content.photos} words={words} />
          {(["guidance", "maintenance"] as const).map((list) => (
            <Lines key={list} title={t(`checklist.${list}.lines`)} list={job[list]} words={words} />
          ))}
        </section>
      ))}
      <Others content={content} words={words} />
      <Lines title={t("checklist.cleanup.lines")} list={content.cleanup} words={words} />
      <div class="tiles mt-3">
        {content.photos.map((photo) => (
          <Photo key={photo.sha256} photo={photo} words={words} />
        ))}
      </div>
    </details>
  );
}

function Facts({ content, words }: { content: Content; words: Texts }) {
  const { t } = words;
  const { customer, helpers } = content;
  return (
    <FactList
      facts={[
        [t("fact.customer"), [customer.name, customer.phone].join(" · ")],
        [t("fact.address"), customer.address],
        [t("fact.jobs"), content.jobs.map((job) => job.number ?? t("fact.no_number")).join(", ")],
        [t("fact.helpers"), helpers.map((helper) => [helper.name, helper.staff_no].join(" ").trim()).join(", ")],
      ]}
    />
  );
}

function JobFacts({ job, words }: { job: Job; words: Texts }) {
  const { t } = words;
  const { appliance, work, warranty, safety } = job;
  const facts: [string, string][] = [
    [
      t("fact.appliance"),
      [appliance.category_text, appliance.brand, appliance.model, appliance.serial, appliance.room]
        .filter(Boolean)
        .join(" · "),
    ],
    [t("fact.warranty"), warranty.explanation || [t(`warranty.${warranty.state}`), warranty.reason].join(" · ")],
    [t("work.reported"), work.reported],
    [t("work.symptom"), work.symptom_text],
    [t("work.fault_code"), [work.fault_code, work.fault_text].filter(Boolean).join(" · ")],
    [t("work.found"), work.found],
    [t("work.cause"), work.cause],
    [t("fact.parts"), job.parts.map((part) => partWords(part, words)).join("; ")],
    [t("fact.minutes"), [t("visit.minutes", { minutes: work.minutes }), work.over_reason].filter(Boolean).join(" · ")],
    [t("fact.first_time"), work.first_time === null ? "" : t(`result.first_time.${work.first_time ? "yes" : "no"}`)],
    [t("review.circumstances"), safety.circumstances.map(({ text }) => text).join(" · ")],
  ];
  return <FactList facts={facts} />;
}

function partWords(part: Job["parts"][number], { t }: Texts): string {
  const serials = [
    part.serial_new && t("fact.part_new", { serial: part.serial_new }),
    part.serial_old && t("fact.part_old", { serial: part.serial_old }),
    part.old_returned && t("part.old_returned"),
  ];
  return [`${part.name} × ${part.quantity}`, ...serials].filter(Boolean).join(", ");
}

function FactList({ facts }: { facts: readonly [string, string][] }) {
  return (
    <dl class="facts card card--pad mt-3">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
    </dl>
  );
}

function Lines({ title, list, words }: { title: string; list: Schemas["ChecklistV2"]; words: Texts }) {
  if (list.items.length === 0 && !list.note) return null;
  return (
    <section class="card card--pad mt-3">
      <h3 class="strong">{title}</h3>
      <ul>
        {list.items.map((item) => (
          <li key={item.id} class="small">
            {item.done ? "✓" : "–"} {item.text}
            <span class="quiet"> {lineWords(item)}</span>
            {item.done ? null : <span class="quiet"> ({words.t("evidence.not_done")})</span>}
          </li>
        ))}
      </ul>
      {list.note ? <p class="small">{list.note}</p> : null}
    </section>
  );
}

function lineWords({ before, after, note }: Schemas["TickedV2"]): string {
  return [[...new Set([before, after])].filter(Boolean).join(" → "), note].filter(Boolean).join(" · ");
}

function Others({ content, words }: { content: Content; words: Texts }) {
  const { t } = words;
  if (content.others.length === 0) return null;
  return (
    <section class="card card--pad mt-3">
      <h3 class="strong">{t("section.D")}</h3>
      {content.others.map((other, index) => (
        <div key={index} class="small mt-2">
          <b>{[other.category_text, other.room, other.brand, other.model].filter(Boolean).join(" · ")}</b>{" "}
          {other.age_text} · {t(`others.state.${other.state}`)}
          <ul>
            {other.findings.map((finding) => (
              <li key={finding.check}>
                {finding.text}
                {finding.urgency ? ` · ${finding.urgency}` : ""}
                {finding.decision ? ` → ${t(`decision.${finding.decision}`)}` : ""}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Photo({ photo, words }: { photo: Content["photos"][number]; words: Texts }) {
  const { store } = useApp();
  const address = usePhotoAddress(store, photo.sha256);
  const name = photo.caption || words.t(`role.${photo.role}`);
  return (
    <span class="tile">
      {address ? <img class="tile__pic" src={address} alt={name} width="76" height="76" /> : null}
      <span class="tile__role">{words.t(`role.${photo.role}`)}</span>
    </span>
  );
}
