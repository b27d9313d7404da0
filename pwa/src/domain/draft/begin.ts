/** How a visit begins: from the job the phone holds and the appliances of that home. */
import { isSymptom } from "../faults";
import type {
  ApplianceDraft,
  ChecklistDraft,
  Draft,
  Language,
  OtherDraft,
  Schemas,
  ServedDraft,
  WorkDraft,
} from "./shape";
import { DRAFT_VERSION } from "./shape";

export interface NewDraft {
  key: string;
  owner: string;
  reportId: string;
  visitId: string;
  job: Schemas["PulledJob"];
  category: Schemas["Category"] | undefined;
  language: Language;
  enRouteAt: string | null;
  arrivedAt: string;
  newId: () => string;
  /** the code that people know; the job may name the catalog's entry instead */
  faultCode: string;
}

export const emptyChecklist = (): ChecklistDraft => ({ ticked: {}, notes: {}, before: {}, after: {}, note: "" });

/** A visit that has just begun: nothing ticked, nothing answered, the household's appliances to be checked. */
export function newDraft(start: NewDraft): Draft {
  const { job } = start;
  return {
    v: DRAFT_VERSION,
    key: start.key,
    owner: start.owner,
    reportId: start.reportId,
    visitId: start.visitId,
    served: [beginJob(job, start.category, start.faultCode)],
    inView: job.id,
    helpers: [],
    place: "",
    scroll: 0,
    language: start.language,
    enRouteAt: start.enRouteAt,
    arrivedAt: start.arrivedAt,
    finishedAt: null,
    noticeShownAt: null,
    charges: [],
    agreedAt: null,
    payment: "",
    cleanup: emptyChecklist(),
    others: job.appliances
      .filter((appliance) => appliance.id !== job.appliance_id)
      .map((other) => otherOf(other, start.newId())),
    hazards: [],
    photos: [],
    answers: {},
    rating: { scores: {}, comment: "", skipped: false },
    frozen: null,
    signatures: {},
    pad: null,
  };
}

/** One job's part of the visit, untouched. */
export function beginJob(
  job: Schemas["PulledJob"],
  category: Schemas["Category"] | undefined,
  faultCode: string,
): ServedDraft {
  const own = job.appliances.find((appliance) => appliance.id === job.appliance_id);
  return {
    jobId: job.id,
    appliance: applianceOf(job, own, category),
    earthing: "unknown",
    location: category?.wet ? "wet" : "dry",
    circumstances: {},
    readings: {},
    asked: {},
    work: emptyWork(job, faultCode),
    guidance: emptyChecklist(),
    maintenance: emptyChecklist(),
    parts: [],
  };
}

function applianceOf(
  job: Schemas["PulledJob"],
  own: Schemas["JobAppliance"] | undefined,
  category: Schemas["Category"] | undefined,
): ApplianceDraft {
  return {
    id: own?.id ?? null,
    category: job.category,
    brand: own?.brand ?? "",
    model: own?.model ?? "",
    serial: own?.serial ?? "",
    room: own?.room ?? "",
    ratedPowerW: own?.rated_power_w == null ? "" : String(own.rated_power_w),
    protectionClass: own?.protection_class || category?.protection_class || "I",
    purchasedOn: own?.purchased_on ?? "",
    installedOn: own?.installed_on ?? "",
  };
}

function emptyWork(job: Schemas["PulledJob"], faultCode: string): WorkDraft {
  return {
    reported: job.fault_text,
    symptom: isSymptom(faultCode) ? faultCode : "",
    found: "",
    cause: "",
    done: "",
    faultCode: isSymptom(faultCode) ? "" : faultCode,
    result: "",
    reason: "",
    reasonText: "",
    firstTime: null,
    overReason: "",
    startedAt: null,
    endedAt: null,
  };
}

export function otherOf(appliance: Schemas["JobAppliance"], id: string): OtherDraft {
  return {
    id,
    applianceId: appliance.id,
    category: appliance.category,
    room: appliance.room,
    brand: appliance.brand,
    model: appliance.model,
    serial: appliance.serial,
    purchasedOn: appliance.purchased_on ?? appliance.installed_on ?? null,
    identified: "known",
    state: "open",
    findings: {},
  };
}
