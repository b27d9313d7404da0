/**
 * From a draft to the signed content, version 1 (backend/reports/content_v1.py).
 *
 * The review shows this very object and the freeze writes it down: what a customer reads and what is
 * signed cannot differ. Every text is in the customer's language. Append-only, like the schema.
 */
import { ageOn, ageText, dayIn } from "./age";
import { categoryOf, checklistLines, checksOf } from "./applicable";
import { customerPays, parseQuantity, totalOf } from "./charges";
import { safetyContent } from "./content_safety";
import { COLON, choiceText, clip } from "./content_words";
import type { ChecklistName, Draft, Language, OtherDraft, Schemas } from "./draft";
import { SERVICES } from "./draft";
import { maskPhone } from "./masking";
import type { SafetyView } from "./safety_view";

export type Content = Schemas["ContentV1"];

/** What the content takes from outside the draft. `jobs`: those the draft serves, its first one first. */
export interface ContentContext {
  catalog: Schemas["Catalog"];
  jobs: readonly Schemas["PulledJob"][];
  me: Schemas["Me"];
  safety: SafetyView;
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
    jobs: context.jobs.map(({ id, number, type }) => ({ id, number: number || null, type })),
    visit: visit(draft, context, job),
    technician: technician(me, catalog, language),
    helper: null,
    customer: {
      id: job.customer.id,
      name: clip(job.customer.name, 120),
      phone: maskPhone(job.customer.phone),
      address: clip(job.address.line, 240),
    },
    appliance: appliance(draft, catalog, language),
    warranty: { state: job.warranty, reason: clip(job.warranty_reason, 240) },
    work: work(draft, context),
    safety: safetyContent(draft, context.safety, {
      catalog,
      instruments: me.instruments,
      language,
      timeZone: zone(me),
    }),
    guidance: checklist(draft, catalog, "guidance"),
    maintenance: checklist(draft, catalog, "maintenance"),
    others: draft.others.map((other) => otherContent(other, draft, context)),
    cleanup: checklist(draft, catalog, "cleanup"),
    photos: draft.photos.map(photo),
    charges: charges(draft, catalog),
    confirmations: confirmations(draft),
    consent: { version: clip(catalog.consent.version, 20), text: clip(catalog.consent.text[language], 600) },
  };
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

function appliance(draft: Draft, catalog: Schemas["Catalog"], language: Language): Schemas["ApplianceV1"] {
  const own = draft.appliance;
  const category = categoryOf(catalog, own.category);
  const power = /^\d{1,9}$/.test(own.ratedPowerW) ? Number(own.ratedPowerW) : null;
  return {
    id: own.id,
    category: own.category,
    category_text: clip(category?.text[language] ?? own.category, 80),
    brand: clip(own.brand, 60),
    model: clip(own.model, 60),
    serial: clip(own.serial, 120),
    room: clip(own.room, 40),
    rated_power_w: power,
    protection_class: own.protectionClass as Schemas["ApplianceV1"]["protection_class"],
    purchased_on: own.purchasedOn || null,
    life_years: category?.life_years ?? null,
  };
}

function work(draft: Draft, context: ContentContext): Schemas["WorkV1"] {
  const { catalog } = context;
  const { work: own, language } = draft;
  const reasons = own.result === "refused" ? catalog.refusal_reasons : catalog.second_visit_reasons;
  const words = own.reason ? choiceText(reasons, own.reason, language) : "";
  return {
    reported: clip(own.reported, 2000),
    found: clip(own.found, 2000),
    cause: clip(own.cause, 2000),
    done: clip(own.done, 2000),
    fault_code: clip(own.faultCode, 40),
    result: own.result || "done",
    reason: own.result === "done" ? "" : own.reason,
    reason_text:
      own.result === "done" ? "" : clip([words, own.reasonText.trim()].filter(Boolean).join(COLON[language]), 2000),
    minutes: minutesBetween(own.startedAt ?? draft.arrivedAt, draft.finishedAt ?? context.now),
  };
}

/** Whole minutes; a clock that was set back in between counts as none. */
export function minutesBetween(from: string, to: string): number {
  return Math.min(100_000, Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000)));
}

function checklist(draft: Draft, catalog: Schemas["Catalog"], list: ChecklistName): Schemas["ChecklistV1"] {
  const own = draft[list];
  return {
    items: checklistLines(catalog, draft.appliance.category, list).map((line) => ({
      id: line.id,
      text: clip(line.text[draft.language], 240),
      done: own.ticked[line.id] === true,
      note: clip(own.notes[line.id] ?? "", 240),
    })),
    note: clip(own.note, 500),
  };
}

function otherContent(other: OtherDraft, draft: Draft, context: ContentContext): Schemas["OtherApplianceV1"] {
  const { catalog, me, now } = context;
  const category = categoryOf(catalog, other.category);
  const age = ageOn(dayIn(zone(me), now), other.purchasedOn);
  return {
    id: other.applianceId,
    category: other.category,
    category_text: clip(category?.text[draft.language] ?? other.category, 80),
    room: clip(other.room, 40),
    model_text: clip(other.model, 120),
    age_text: ageText(age, category?.life_years, draft.language),
    state: other.state === "open" ? "not_checked" : other.state,
    findings: other.state === "checked" ? findings(other, draft.language, catalog) : [],
  };
}

function findings(other: OtherDraft, language: Language, catalog: Schemas["Catalog"]): Schemas["FindingV1"][] {
  return checksOf(catalog, other.category).flatMap((check): Schemas["FindingV1"][] => {
    const finding = other.findings[check.id];
    if (!finding) return [];
    const result = check.results.find((one) => one.level === finding.level)?.text[language] ?? "";
    const note = finding.text.trim() && `（${finding.text.trim()}）`;
    const open = finding.level === "advise" || finding.level === "fail";
    return [
      {
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

function photo(own: Draft["photos"][number]): Schemas["PhotoV1"] {
  return {
    sha256: own.sha256,
    size: own.size,
    media_type: own.mediaType,
    width: own.width,
    height: own.height,
    role: own.role,
    caption: clip(own.caption, 120),
    taken_at: own.takenAt,
  };
}

function charges(draft: Draft, catalog: Schemas["Catalog"]): Schemas["ChargesV1"] {
  const total = totalOf(draft.charges);
  return {
    currency: catalog.currency,
    rows: draft.charges.map((line) => ({
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
