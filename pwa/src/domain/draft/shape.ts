/** The draft's shape: plain JSON, so that one IndexedDB row holds it whole and a killed tab can open it again. */
import type { components } from "../../generated/api";

export type Schemas = components["schemas"];
export type Language = Schemas["ContentV2"]["language"];
export type Service = Schemas["ConfirmationV1"]["service"];
export type Answer = Schemas["ConfirmationV1"]["answer"];
export type Decision = NonNullable<Schemas["FindingV2"]["decision"]>;
export type Urgency = NonNullable<Schemas["FindingV2"]["urgency"]>;
export type WorkResult = Schemas["WorkV2"]["result"];
export type PhotoRole = Schemas["PhotoV2"]["role"];
export type Bearer = Schemas["ChargeV2"]["bearer"];
export type Payment = Schemas["ChargesV2"]["payment"];
export type Attestation = Schemas["AttestationV2"];
export type HazardMeasure = Schemas["HazardV2"]["measure"];
export type Bilingual = Schemas["Bilingual"];

export const SERVICES: readonly Service[] = ["A", "B", "C", "D", "E"];
export const DRAFT_VERSION = 2;

/** What was measured or seen. `value` is as typed; `notTaken` is a reason (catalog id) and wins over it. */
export interface ReadingDraft {
  value: string;
  notTaken: string;
  instrument: string;
  method: "typed" | "sight" | "adapter";
  at: string | null;
}

/** A reading that looked wrong was asked about; "confirmed" stands until the value changes. See domain/asked.ts. */
export interface AskedDraft {
  /** the question's kind and test */
  id: string;
  test: string;
  /** which attempt at the test it was about, from 1 */
  attempt: number;
  text: Bilingual;
  answer: "open" | "confirmed";
  at: string;
}

/** Lines that were ticked, by id, with the instant; a line without an entry was not done. */
export interface ChecklistDraft {
  ticked: Record<string, string>;
  notes: Record<string, string>;
  before: Record<string, string>;
  after: Record<string, string>;
  note: string;
}

export type ChecklistName = "guidance" | "maintenance" | "cleanup";

/** A part that was fitted; its charge is a line of its own, of the same id. */
export interface PartDraft {
  id: string;
  code: string;
  name: Bilingual;
  quantity: string;
  serialNew: string;
  serialOld: string;
  oldReturned: boolean;
}

export interface ChargeDraft {
  id: string;
  /** the job it belongs to; null: the visit as a whole */
  jobId: string | null;
  code: string;
  kind: "part" | "labour" | "other";
  /** both languages from the catalog; one text for a line typed by hand */
  name: { zh: string; en: string };
  quantity: string;
  unitPrice: number;
  bearer: Bearer;
  /** when the customer agreed to this line as it stands; absent in drafts of an older app */
  agreedAt?: string | null;
}

export interface FindingDraft {
  /** a booked finding becomes the job of this id */
  id: string;
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
  brand: string;
  model: string;
  serial: string;
  purchasedOn: string | null;
  identified: "known" | "scanned" | "nameplate" | "typed";
  state: "open" | "checked" | "not_checked" | "declined";
  findings: Record<string, FindingDraft>;
}

/** Another appliance while it is being added: kept, because its nameplate may be behind a camera that kills the page. */
export interface AddingDraft {
  category: string;
  room: string;
  model: string;
  serial: string;
  /** digest of the photo of its nameplate, or "" */
  photo: string;
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
  /** what it shows, as in PhotoV2: "" | job:… | reading:… | other:… | hazard:… */
  of: string;
  /** digest of the file it was made from: the same file chosen again is told by it */
  source?: string;
}

/** A danger that must be told: from a refusal of the test, or a finding of urgency C1. */
export interface HazardDraft {
  id: string;
  jobId: string | null;
  applianceId: string | null;
  appliance: Bilingual;
  /** the rule, limit or check that found it */
  source: string;
  urgency: Urgency;
  refusesWork: boolean;
  hazard: Bilingual;
  reading: Bilingual;
  limit: Bilingual;
  standard: string;
  consequence: Bilingual;
  remedy: Bilingual;
  /** a local date */
  deadline: string | null;
  measure: HazardMeasure | "";
  measureText: string;
  decision: Decision | null;
  at: string;
}

export interface HelperDraft {
  name: string;
  staffNo: string;
}

/** Photos on their way from the camera or the gallery. Kept in the draft, because the page may be killed meanwhile. */
export interface AwaitedPhotos {
  from: "camera" | "gallery";
  role: PhotoRole;
  /** of one photo: what it will show (PhotoDraft.of) and its caption; absent in drafts of an older app */
  of?: string;
  caption?: string;
  /** how many are still to be kept; 1 before anything was chosen */
  left: number;
  /** which life of the page waits for them (`performance.timeOrigin`): another one has lost them */
  page: number;
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
  installedOn: string;
}

export interface WorkDraft {
  reported: string;
  symptom: string;
  found: string;
  cause: string;
  done: string;
  faultCode: string;
  result: WorkResult | "";
  reason: string;
  reasonText: string;
  /** the first visit for this fault put it right; null until it is said */
  firstTime: boolean | null;
  overReason: string;
  startedAt: string | null;
  endedAt: string | null;
}

/** What belongs to one job of the visit. */
export interface ServedDraft {
  jobId: string;
  appliance: ApplianceDraft;
  earthing: "TN" | "TT" | "unknown";
  location: "dry" | "wet";
  /** what limits depend on and no reading tells (cord length, RCD rating …), by the catalog's name */
  circumstances: Record<string, string>;
  /** by test: every attempt, the last one decides */
  readings: Record<string, ReadingDraft[]>;
  asked: Record<string, AskedDraft>;
  work: WorkDraft;
  guidance: ChecklistDraft;
  maintenance: ChecklistDraft;
  parts: PartDraft[];
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
  /** payload version of `canonical`: a draft frozen by an older app is sent as what was signed */
  v: 1 | 2;
  /** opens the customer's private page; null for version 1 */
  customerKey: string | null;
}

export interface Draft {
  v: typeof DRAFT_VERSION;
  key: string;
  owner: string;
  reportId: string;
  visitId: string;
  /** the jobs this visit serves; the first is the one it began with */
  served: ServedDraft[];
  /** id of the job whose sections are on the screen */
  inView: string;
  helpers: HelperDraft[];
  /** where the technician was: restored when the app opens again */
  place: string;
  /** how far that screen was scrolled, in CSS pixels */
  scroll: number;
  language: Language;
  enRouteAt: string | null;
  arrivedAt: string;
  finishedAt: string | null;
  /** why the visit took longer than its jobs should, where no job's own reason says it */
  onSiteReason?: string;
  noticeShownAt: string | null;
  charges: ChargeDraft[];
  agreedAt: string | null;
  payment: Payment | "";
  cleanup: ChecklistDraft;
  /** instruments that measured, as they were then, by id: the register may lose one meanwhile; absent: none yet */
  carried?: Readonly<Record<string, Schemas["Instrument"]>>;
  others: OtherDraft[];
  hazards: HazardDraft[];
  photos: PhotoDraft[];
  awaited?: AwaitedPhotos | null;
  adding?: AddingDraft | null;
  answers: Partial<Record<Service, AnswerDraft>>;
  rating: RatingDraft;
  frozen: FrozenDraft | null;
  signatures: Partial<Record<SignatureSlot, Attestation>>;
  /** opens the link with which the customer signs later; made when it was first shown */
  signKey?: string | null;
  /** why there is no signature, as far as it is written */
  excuse?: ExcuseDraft | null;
  /** strokes drawn but not yet confirmed, so that a killed tab does not take a signature with it */
  pad: PadDraft | null;
}

/** `notice`: the customer's signature under the hazard notice. */
export type SignatureSlot = "customer" | "technician" | "notice";

/** `choice`: of the catalog's unsigned_reasons. `reason`: the customer's words; `statement`: the technician's. */
export interface ExcuseDraft {
  who: Exclude<SignatureSlot, "technician">;
  choice: string;
  reason: string;
  statement: string;
}

export interface PadDraft {
  who: SignatureSlot;
  width: number;
  height: number;
  strokes: number[][][];
}
