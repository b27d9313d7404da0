/**
 * From a draft to the signed content, version 2 (backend/reports/content_v2.py).
 *
 * The review shows this very object and the freeze writes it down: what a customer reads and what is
 * signed cannot differ. Every text is in the customer's language. Append-only, like the schema.
 */
import { ageOn, ageText, dayIn } from "./age";
import { categoryOf, checksOf } from "./applicable";
import { customerPays, parseQuantity, totalOf } from "./charges";
import { checklist, jobContent } from "./content_job";
import { COLON, choiceText, clip } from "./content_words";
import type { Draft, HazardDraft, Language, OtherDraft, Schemas } from "./draft";
import { isAgreedBefore, SERVICES } from "./draft";
import { hazardsOf } from "./hazards";
import { maskPhone } from "./masking";
import type { SafetyView } from "./safety_view";
import { onSiteTime } from "./time_spent";

export type Content = Schemas["ContentV2"];

/** What the content takes from outside the draft. `jobs`: those the draft serves, its first one first. */
export interface ContentContext {
  catalog: Schemas["Catalog"];
  jobs: readonly Schemas["PulledJob"][];
  me: Schemas["Me"];
  /** by job */
  safeties: ReadonlyMap<string, SafetyView>;
  appVersion: string;
  /** the instant of the freeze (UTC) */
  now: string;
}

export interface Secrets {
  code: string;
  salt: string;
}

export function buildContent(draft: Draft, context: ContentContext, secrets: Secrets): Content {
  const { catalog, me } = context;
  const { language } = draft;
  const job = mainJob(context);
  const category = draft.served[0]?.appliance.category ?? job.category;
  return {
    report_id: draft.reportId,
    supersedes: null,
    supersedes_reason: "",
    language,
    verification_code: secrets.code,
    salt: secrets.salt,
    frozen_at: context.now,
    app_version: clip(context.appVersion, 40),
    catalog: { version: catalog.version, sha256: catalog.sha256 },
    organisation: organisation(context, language),
    visit: visit(draft, context, job),
    technician: technician(me, catalog, language),
    helpers: draft.helpers.map(({ name, staffNo }) => ({ name: clip(name, 80), staff_no: clip(staffNo, 20) })),
    customer: {
      id: job.customer.id,
      name: clip(job.customer.name, 120),
      phone: maskPhone(job.customer.phone),
      address: clip(job.address.line, 240),
    },
    jobs: draft.served.map((own) => jobContent(own, draft, context)),
    others: draft.others.map((other) => otherContent(other, draft, context)),
    hazards: hazardsOf(draft, catalog, context.safeties, dayIn(zone(me), draft.arrivedAt)).map((hazard) =>
      hazardContent(hazard, language),
    ),
    cleanup: checklist(draft.cleanup, "cleanup", category, draft, catalog),
    photos: draft.photos.map(photo),
    charges: charges(draft, catalog),
    confirmations: confirmations(draft),
    consent: { version: clip(catalog.consent.version, 20), text: clip(catalog.consent.text[language], 600) },
    on_site: onSite(draft, context),
  };
}

function onSite(draft: Draft, context: ContentContext): NonNullable<Content["on_site"]> {
  const { minutes, standard } = onSiteTime(draft, context.catalog, context);
  return { minutes, standard_minutes: standard, over_reason: clip(draft.onSiteReason ?? "", 240) };
}

function mainJob(context: ContentContext): Schemas["PulledJob"] {
  const job = context.jobs[0];
  if (!job) throw new Error("a report needs the job it was made for");
  return job;
}

export function zone(me: Schemas["Me"]): string {
  return me.center?.time_zone || "Asia/Shanghai";
}

function organisation({ catalog, me }: ContentContext, language: Language): Schemas["OrganisationV1"] {
  if (!me.center) throw new Error("a technician belongs to a service center");
  return {
    name: clip(catalog.organisation.name[language], 120),
    center_id: me.center.id,
    center_name: clip(language === "zh" ? me.center.name_zh : me.center.name_en, 80),
    hotline: clip(catalog.organisation.hotline, 40),
  };
}

function visit(draft: Draft, context: ContentContext, job: Schemas["PulledJob"]): Schemas["VisitV1"] {
  const { window_start: start, window_end: end } = job;
  return {
    id: draft.visitId,
    time_zone: zone(context.me),
    window: start && end ? { start, end } : null,
    en_route_at: draft.enRouteAt,
    arrived_at: draft.arrivedAt,
    finished_at: draft.finishedAt ?? context.now,
  };
}

function technician(me: Schemas["Me"], catalog: Schemas["Catalog"], language: Language): Schemas["TechnicianV1"] {
  return {
    id: me.id,
    name: clip(me.name, 80),
    staff_no: clip(me.staff_no ?? "", 20),
    grade: me.grade ?? "",
    certificates: me.certificates.slice(0, 12).map((certificate) => ({
      name: clip(choiceText(catalog.certificates, certificate.kind, language), 80),
      valid_until: certificate.valid_until || null,
    })),
  };
}

function otherContent(other: OtherDraft, draft: Draft, context: ContentContext): Schemas["OtherApplianceV2"] {
  const { catalog, me, now } = context;
  const category = categoryOf(catalog, other.category);
  const age = ageOn(dayIn(zone(me), now), other.purchasedOn);
  return {
    id: other.applianceId ?? other.id,
    category: other.category,
    category_text: clip(category?.text[draft.language] ?? other.category, 80),
    room: clip(other.room, 40),
    brand: clip(other.brand, 60),
    model: clip(other.model, 60),
    serial: clip(other.serial, 120),
    purchased_on: other.purchasedOn,
    identified: other.identified,
    age_text: ageText(age, category?.life_years, draft.language),
    state: other.state === "open" ? "not_checked" : other.state,
    findings: other.state === "checked" ? findings(other, draft.language, catalog) : [],
  };
}

function findings(other: OtherDraft, language: Language, catalog: Schemas["Catalog"]): Schemas["FindingV2"][] {
  return checksOf(catalog, other.category).flatMap((check): Schemas["FindingV2"][] => {
    const finding = other.findings[check.id];
    if (!finding) return [];
    const result = check.results.find((one) => one.level === finding.level)?.text[language] ?? "";
    const note = finding.text.trim() && `（${finding.text.trim()}）`;
    const open = finding.level === "advise" || finding.level === "fail";
    return [
      {
        id: finding.id,
        check: check.id,
        text: clip(
          [check.text[language], result].filter(Boolean).join(COLON[language]) +
            (language === "zh" ? note : note.replace("（", " (").replace("）", ")")),
          400,
        ),
        level: finding.level,
        urgency: open ? finding.urgency : null,
        decision: open ? finding.decision : null,
      },
    ];
  });
}

function hazardContent(own: HazardDraft, language: Language): Schemas["HazardV2"] {
  return {
    id: own.id,
    job_id: own.jobId,
    appliance_id: own.applianceId,
    appliance_text: clip(own.appliance[language], 160),
    source: clip(own.source, 60),
    urgency: own.urgency,
    refuses_work: own.refusesWork,
    hazard: clip(own.hazard[language], 400),
    reading_text: clip(own.reading[language], 160),
    limit_text: clip(own.limit[language], 160),
    standard: clip(own.standard, 160),
    consequence: clip(own.consequence[language], 400),
    remedy: clip(own.remedy[language], 400),
    deadline: own.deadline,
    measure: own.measure || "none",
    measure_text: clip(own.measureText, 400),
    decision: own.decision,
    at: own.at,
  };
}

function photo(own: Draft["photos"][number]): Schemas["PhotoV2"] {
  return {
    sha256: own.sha256,
    size: own.size,
    media_type: own.mediaType,
    width: own.width,
    height: own.height,
    role: own.role,
    caption: clip(own.caption, 120),
    taken_at: own.takenAt,
    of: clip(own.of, 160),
  };
}

function charges(draft: Draft, catalog: Schemas["Catalog"]): Schemas["ChargesV2"] {
  const total = totalOf(draft.charges);
  return {
    currency: catalog.currency,
    rows: draft.charges.map((line) => ({
      job_id: line.jobId,
      kind: line.kind,
      name: clip(line.name[draft.language] || line.name.zh, 120),
      code: clip(line.code, 40),
      quantity: parseQuantity(line.quantity) ?? "0",
      unit_price: line.unitPrice,
      bearer: line.bearer,
      amount: customerPays(line),
    })),
    total,
    agreed_at: total > 0 ? draft.agreedAt : null,
    agreed_before: total > 0 && draft.agreedAt !== null && isAgreedBefore(draft),
    payment: total > 0 ? draft.payment || "unpaid" : "none_due",
  };
}

/** Only answered services: the freeze refuses fewer than five, the review shows what there is. */
function confirmations(draft: Draft): Schemas["ConfirmationV1"][] {
  return SERVICES.flatMap((service) => {
    const own = draft.answers[service];
    return own ? [{ service, answer: own.answer, at: own.at, note: clip(own.note, 240) }] : [];
  });
}
