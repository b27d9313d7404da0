/** One job's part of the signed content (backend/reports/content_v2_job.py). Every text is the customer's. */
import { ageOn, ageText, dayIn } from "./age";
import { categoryOf, checklistLines } from "./applicable";
import { parseQuantity } from "./charges";
import type { ContentContext } from "./content";
import { zone } from "./content";
import { safetyContent } from "./content_safety";
import { COLON, choiceText, clip } from "./content_words";
import type { ChecklistDraft, ChecklistName, Draft, PartDraft, Schemas, ServedDraft } from "./draft";
import { faultOf } from "./faults";
import { foundText, leftText } from "./states_found";
import { minutesBetween } from "./time_spent";
import type { WarrantyFacts } from "./warranty";
import { explainWarranty } from "./warranty";

export function jobContent(own: ServedDraft, draft: Draft, context: ContentContext): Schemas["ServedJobV2"] {
  const job = context.jobs.find((one) => one.id === own.jobId);
  const safety = context.safeties.get(own.jobId);
  if (!job || !safety) throw new Error("a job of this visit is not on this phone");
  const { catalog, me } = context;
  return {
    id: job.id,
    number: job.number || null,
    type: job.type,
    appliance: appliance(own, draft, context),
    warranty: {
      state: job.warranty,
      reason: clip(job.warranty_reason, 240),
      explanation: clip(explainWarranty(warrantyFacts(own, job, draft, context))[draft.language], 600),
    },
    work: work(own, draft, context, job),
    safety: safetyContent(own, safety, {
      catalog,
      instruments: me.instruments,
      language: draft.language,
      timeZone: zone(me),
      arrivedAt: draft.arrivedAt,
      photos: draft.photos,
    }),
    guidance: checklist(own.guidance, "guidance", own.appliance.category, draft, catalog),
    maintenance: checklist(own.maintenance, "maintenance", own.appliance.category, draft, catalog),
    parts: own.parts.map((part) => partContent(part, draft)),
  };
}

/** As they stood on the day of the visit: what was shown before the work and what is signed are one text. */
export function warrantyFacts(
  own: ServedDraft,
  job: Schemas["PulledJob"],
  draft: Pick<Draft, "arrivedAt">,
  { me, catalog }: Pick<ContentContext, "me" | "catalog">,
): WarrantyFacts {
  return {
    state: job.warranty,
    reason: job.warranty_reason,
    purchasedOn: own.appliance.purchasedOn,
    category: own.appliance.category,
    brand: own.appliance.brand,
    periods: catalog.warranty_periods ?? [],
    today: dayIn(zone(me), draft.arrivedAt),
  };
}

function appliance(served: ServedDraft, draft: Draft, { catalog, me, now }: ContentContext): Schemas["ApplianceV2"] {
  const own = served.appliance;
  const category = categoryOf(catalog, own.category);
  const power = /^\d{1,9}$/.test(own.ratedPowerW) ? Number(own.ratedPowerW) : null;
  const age = ageOn(dayIn(zone(me), now), own.purchasedOn || null);
  return {
    id: own.id,
    category: own.category,
    category_text: clip(category?.text[draft.language] ?? own.category, 80),
    brand: clip(own.brand, 60),
    model: clip(own.model, 60),
    serial: clip(own.serial, 120),
    room: clip(own.room, 40),
    rated_power_w: power,
    protection_class: own.protectionClass as Schemas["ApplianceV2"]["protection_class"],
    purchased_on: own.purchasedOn || null,
    installed_on: own.installedOn || null,
    life_years: category?.life_years ?? null,
    age_text: clip(ageText(age, category?.life_years, draft.language), 120),
  };
}

function work(
  served: ServedDraft,
  draft: Draft,
  context: ContentContext,
  job: Schemas["PulledJob"],
): Schemas["WorkV2"] {
  const { catalog } = context;
  const own = served.work;
  const { language } = draft;
  const reasons = own.result === "refused" ? catalog.refusal_reasons : catalog.second_visit_reasons;
  const words = own.reason ? choiceText(reasons, own.reason, language) : "";
  const fault = faultOf(catalog, served.appliance, own.faultCode);
  const symptom = faultOf(catalog, served.appliance, own.symptom);
  const ended = own.endedAt ?? draft.finishedAt ?? context.now;
  const done = own.result === "done" || own.result === "";
  return {
    reported: clip(own.reported, 2000),
    symptom: clip(own.symptom, 60),
    symptom_text: clip(symptom?.text[language] ?? "", 240),
    found: clip(own.found, 2000),
    fault_code: clip(own.faultCode, 40),
    fault_text: clip(fault?.text[language] ?? "", 240),
    cause: clip(own.cause, 2000),
    done: clip(own.done, 2000),
    grade: fault?.grade ?? symptom?.grade ?? null,
    result: own.result || "done",
    reason: done ? "" : own.reason,
    reason_text: done ? "" : clip([words, own.reasonText.trim()].filter(Boolean).join(COLON[language]), 2000),
    first_time: own.result === "done" ? own.firstTime : null,
    started_at: own.startedAt,
    ended_at: own.endedAt,
    minutes: minutesBetween(own.startedAt ?? draft.arrivedAt, ended),
    standard_minutes: catalog.job_types.find((type) => type.id === job.type)?.standard_minutes ?? null,
    over_reason: clip(own.overReason, 240),
  };
}

export function checklist(
  own: ChecklistDraft,
  list: ChecklistName,
  category: string,
  draft: Draft,
  catalog: Schemas["Catalog"],
): Schemas["ChecklistV2"] {
  return {
    items: checklistLines(catalog, category, list).map((line) => ({
      id: line.id,
      text: clip(line.text[draft.language], 240),
      done: own.ticked[line.id] !== undefined,
      at: own.ticked[line.id] ?? null,
      before: clip(foundText(own.before[line.id] ?? "", draft.language), 120),
      after: clip(leftText(own.after[line.id] ?? "", draft.language), 120),
      note: clip(own.notes[line.id] ?? "", 240),
    })),
    note: clip(own.note, 500),
  };
}

function partContent(part: PartDraft, draft: Draft): Schemas["PartV2"] {
  return {
    id: part.id,
    code: clip(part.code, 40),
    name: clip(part.name[draft.language] || part.name.zh, 120),
    quantity: parseQuantity(part.quantity) ?? "0",
    serial_new: clip(part.serialNew, 120),
    serial_old: clip(part.serialOld, 120),
    old_returned: part.oldReturned,
  };
}
