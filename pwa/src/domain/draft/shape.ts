/** The draft's shape: plain JSON, so that one IndexedDB row holds it whole and a killed tab can open it again. */
import type { components } from "../../generated/api";

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
