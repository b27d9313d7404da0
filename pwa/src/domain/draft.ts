/**
 * The draft: everything a visit holds before it is signed, and the pure moves that change it.
 *
 * A draft is plain JSON, so that one IndexedDB row holds it whole and a killed tab can open it again.
 * Moves return a new draft and share what they did not touch: a screen that shows one field can tell
 * by identity that it need not draw again.
 */
import type { components } from "../generated/api";

export type Schemas = components["schemas"];
export type Language = Schemas["ContentV1"]["language"];
export type Service = Schemas["ConfirmationV1"]["service"];
export type Answer = Schemas["ConfirmationV1"]["answer"];
export type Decision = NonNullable<Schemas["FindingV1"]["decision"]>;
export type Urgency = NonNullable<Schemas["FindingV1"]["urgency"]>;
export type WorkResult = Schemas["WorkV1"]["result"];
export type PhotoRole = Schemas["PhotoV1"]["role"];
export type Bearer = Schemas["ChargeV1"]["bearer"];
export type Payment = Schemas["ChargesV1"]["payment"];
export type Attestation = Schemas["AttestationV1"];

export const SERVICES: readonly Service[] = ["A", "B", "C", "D", "E"];
export const DRAFT_VERSION = 1;

/** What was measured or seen. `value` is as typed; `notTaken` is a reason (catalog id) and wins over it. */
export interface ReadingDraft {
  value: string;
  notTaken: string;
  instrument: string;
  method: "typed" | "sight" | "adapter";
  at: string | null;
}

/** Lines that were ticked, by id; a line without an entry was not done. */
export interface ChecklistDraft {
  ticked: Record<string, true>;
  notes: Record<string, string>;
  note: string;
}

export type ChecklistName = "guidance" | "maintenance" | "cleanup";

export interface ChargeDraft {
  id: string;
  code: string;
  kind: "part" | "labour" | "other";
  /** both languages from the catalog; one text for a line typed by hand */
  name: { zh: string; en: string };
  quantity: string;
  unitPrice: number;
  bearer: Bearer;
}

export interface FindingDraft {
  level: "ok" | "advise" | "fail" | "na";
  text: string;
  urgency: Urgency | null;
  decision: Decision | null;
}

/** Another appliance of the home. `applianceId` is null for one the technician found and added. */
export interface OtherDraft {
  id: string;
  applianceId: string | null;
  category: string;
  room: string;
  model: string;
  purchasedOn: string | null;
  state: "open" | "checked" | "not_checked" | "declined";
  findings: Record<string, FindingDraft>;
}

export interface PhotoDraft {
  sha256: string;
  size: number;
  mediaType: "image/jpeg" | "image/png";
  width: number;
  height: number;
  role: PhotoRole;
  caption: string;
  takenAt: string;
}

/** The appliance as found on site: what the office knew, corrected by what the nameplate says. */
export interface ApplianceDraft {
  id: string | null;
  category: string;
  brand: string;
  model: string;
  serial: string;
  room: string;
  ratedPowerW: string;
  protectionClass: string;
  purchasedOn: string;
}

export interface WorkDraft {
  reported: string;
  found: string;
  cause: string;
  done: string;
  faultCode: string;
  result: WorkResult | "";
  reason: string;
  reasonText: string;
  startedAt: string | null;
}

export interface AnswerDraft {
  answer: Answer;
  at: string;
  note: string;
}

/** The customer's rating: beside the content, never in it, and not shown to the technician. */
export interface RatingDraft {
  scores: Partial<Record<RatingIndex, number>>;
  comment: string;
  skipped: boolean;
}

export type RatingIndex = "quality" | "attitude" | "response" | "efficiency" | "overall";
export const RATING_INDICES: readonly RatingIndex[] = ["quality", "attitude", "response", "efficiency", "overall"];

/** The content as it was frozen: its exact canonical text and digest. Nothing changes it but discarding. */
export interface FrozenDraft {
  canonical: string;
  digest: string;
  code: string;
}

export interface Draft {
  v: typeof DRAFT_VERSION;
  key: string;
  owner: string;
  reportId: string;
  visitId: string;
  /** jobs this visit serves; the first is the one the work section speaks of */
  jobIds: string[];
  /** where the technician was: restored when the app opens again */
  place: string;
  /** how far that screen was scrolled, in CSS pixels */
  scroll: number;
  language: Language;
  earthing: "TN" | "TT" | "unknown";
  location: "dry" | "wet";
  enRouteAt: string | null;
  arrivedAt: string;
  finishedAt: string | null;
  noticeShownAt: string | null;
  appliance: ApplianceDraft;
  readings: Record<string, ReadingDraft>;
  work: WorkDraft;
  charges: ChargeDraft[];
  agreedAt: string | null;
  payment: Payment | "";
  guidance: ChecklistDraft;
  maintenance: ChecklistDraft;
  cleanup: ChecklistDraft;
  others: OtherDraft[];
  photos: PhotoDraft[];
  answers: Partial<Record<Service, AnswerDraft>>;
  rating: RatingDraft;
  frozen: FrozenDraft | null;
  signatures: Partial<Record<"customer" | "technician", Attestation>>;
  /** strokes drawn but not yet confirmed, so that a killed tab does not take a signature with it */
  pad: PadDraft | null;
}

export interface PadDraft {
  who: "customer" | "technician";
  width: number;
  height: number;
  strokes: number[][][];
}

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

/** Two jobs of one household may be served on one visit; the one the draft began with stays first. */
export function serveJob(draft: Draft, jobId: string, served: boolean): Draft {
  if (jobId === draft.jobIds[0] || draft.jobIds.includes(jobId) === served) return draft;
  const jobIds = served ? [...draft.jobIds, jobId] : draft.jobIds.filter((id) => id !== jobId);
  return { ...draft, jobIds };
}

const EMPTY_READING: ReadingDraft = { value: "", notTaken: "", instrument: "", method: "typed", at: null };

export function readingOf(draft: Draft, test: string): ReadingDraft {
  return draft.readings[test] ?? EMPTY_READING;
}

/** A value typed or chosen. Typing again after "not taken" means it was taken after all. */
export function takeReading(
  draft: Draft,
  test: string,
  taken: Partial<ReadingDraft> & { value: string; at: string },
): Draft {
  const before = readingOf(draft, test);
  const reading = { ...before, ...taken, notTaken: "", at: taken.value === "" ? null : taken.at };
  return { ...draft, readings: { ...draft.readings, [test]: reading } };
}

/** The typed value is kept aside: taking back "not taken" brings it back. */
export function skipReading(draft: Draft, test: string, reason: string): Draft {
  return { ...draft, readings: { ...draft.readings, [test]: { ...readingOf(draft, test), notTaken: reason } } };
}

export function withInstrument(draft: Draft, tests: readonly string[], instrument: string): Draft {
  const changed = Object.fromEntries(tests.map((test) => [test, { ...readingOf(draft, test), instrument }]));
  return { ...draft, readings: { ...draft.readings, ...changed } };
}

export function tick(draft: Draft, list: ChecklistName, ids: readonly string[], done: boolean): Draft {
  const ticked = { ...draft[list].ticked };
  for (const id of ids) {
    if (done) ticked[id] = true;
    else delete ticked[id];
  }
  return { ...draft, [list]: { ...draft[list], ticked } };
}

export function noteChecklist(draft: Draft, list: ChecklistName, note: string): Draft {
  return { ...draft, [list]: { ...draft[list], note } };
}

export function changeWork(draft: Draft, change: Partial<WorkDraft>): Draft {
  return { ...draft, work: { ...draft.work, ...change } };
}

/** A reason belongs to one result: another result asks for its own reason. */
export function chooseResult(draft: Draft, result: WorkResult): Draft {
  if (draft.work.result === result) return draft;
  return changeWork(draft, { result, reason: "", reasonText: "" });
}

export function changeAppliance(draft: Draft, change: Partial<ApplianceDraft>): Draft {
  return { ...draft, appliance: { ...draft.appliance, ...change } };
}

/** Any change of the charges needs the customer's agreement anew. */
export function setCharges(draft: Draft, charges: ChargeDraft[]): Draft {
  return { ...draft, charges, agreedAt: null };
}

export function changeOther(draft: Draft, id: string, change: (other: OtherDraft) => OtherDraft): Draft {
  return { ...draft, others: draft.others.map((other) => (other.id === id ? change(other) : other)) };
}

/** A check's result; the first one makes the appliance a checked one. */
export function setFinding(draft: Draft, otherId: string, check: string, finding: FindingDraft): Draft {
  return changeOther(draft, otherId, (other) => ({
    ...other,
    state: "checked",
    findings: { ...other.findings, [check]: finding },
  }));
}

export function changePhoto(draft: Draft, sha256: string, change: Partial<PhotoDraft>): Draft {
  return { ...draft, photos: draft.photos.map((photo) => (photo.sha256 === sha256 ? { ...photo, ...change } : photo)) };
}

/** The same picture twice is one picture. */
export function addPhoto(draft: Draft, photo: PhotoDraft): Draft {
  if (draft.photos.some((other) => other.sha256 === photo.sha256)) return draft;
  return { ...draft, photos: [...draft.photos, photo] };
}

export function removePhoto(draft: Draft, sha256: string): Draft {
  return { ...draft, photos: draft.photos.filter((photo) => photo.sha256 !== sha256) };
}

export function answerService(draft: Draft, service: Service, answer: AnswerDraft): Draft {
  return { ...draft, answers: { ...draft.answers, [service]: answer } };
}

/** Going back to edit after the freeze: the frozen content and what was signed under it are given up. */
export function thaw(draft: Draft): Draft {
  return { ...draft, frozen: null, signatures: {}, pad: null, finishedAt: null };
}
