/** How a visit begins: from the job the phone holds and the appliances of that home. */
import type { ApplianceDraft, ChecklistDraft, Draft, Language, OtherDraft, Schemas, WorkDraft } from "./shape";
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

const emptyChecklist = (): ChecklistDraft => ({ ticked: {}, notes: {}, note: "" });

/** A visit that has just begun: nothing ticked, nothing answered, the household's appliances to be checked. */
export function newDraft(start: NewDraft): Draft {
  const { job, category } = start;
  const own = job.appliances.find((appliance) => appliance.id === job.appliance_id);
  return {
    v: DRAFT_VERSION,
    key: start.key,
    owner: start.owner,
    reportId: start.reportId,
    visitId: start.visitId,
    jobIds: [job.id],
    place: "",
    scroll: 0,
    language: start.language,
    earthing: "unknown",
    location: category?.wet ? "wet" : "dry",
    enRouteAt: start.enRouteAt,
    arrivedAt: start.arrivedAt,
    finishedAt: null,
    noticeShownAt: null,
    appliance: applianceOf(job, own, category),
    readings: {},
    work: emptyWork(job, start.faultCode),
    charges: [],
    agreedAt: null,
    payment: "",
    guidance: emptyChecklist(),
    maintenance: emptyChecklist(),
    cleanup: emptyChecklist(),
    others: job.appliances
      .filter((appliance) => appliance.id !== job.appliance_id)
      .map((other) => otherOf(other, start.newId())),
    photos: [],
    answers: {},
    rating: { scores: {}, comment: "", skipped: false },
    frozen: null,
    signatures: {},
    pad: null,
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
  };
}

function emptyWork(job: Schemas["PulledJob"], faultCode: string): WorkDraft {
  return {
    reported: job.fault_text,
    found: "",
    cause: "",
    done: "",
    faultCode,
    result: "",
    reason: "",
    reasonText: "",
    startedAt: null,
  };
}

function otherOf(appliance: Schemas["JobAppliance"], id: string): OtherDraft {
  return {
    id,
    applianceId: appliance.id,
    category: appliance.category,
    room: appliance.room,
    model: [appliance.brand, appliance.model].filter(Boolean).join(" "),
    purchasedOn: appliance.purchased_on ?? appliance.installed_on ?? null,
    state: "open",
    findings: {},
  };
}
