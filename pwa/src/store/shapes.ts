/** Values that the store, the sync engine and the screens share. Wire shapes come from the contract, never by hand. */
import type { components } from "../generated/api";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type PulledJob = Schemas["PulledJob"];
export type Instrument = Schemas["Instrument"];
export type InstrumentIn = Schemas["InstrumentIn"];
export type FieldJob = Schemas["FieldJob"];
export type FieldJobEvent = Schemas["JobEventIn"];
export type Catalog = Schemas["Catalog"];
export type JobState = PulledJob["state"];

/** States that finishing a visit gives a job. */
export type FinishedState = "completed" | "second_visit" | "refused";

/** How far a report has come: on the phone, on the server, with all photos, as a sealed card. Only ever forwards, but by a restore. */
export type ReportProgress = "saved" | "stored" | "complete" | "sealed";

/** Why an item is not moving. `code` is the server's stable code or one of ours; `detail` the server's sentence. */
export type Trouble =
  | { kind: "waiting_login" }
  | { kind: "backoff"; code: string }
  | { kind: "needs_person"; code: string; detail: string };

/** `nextAt`: epoch milliseconds before which the item is not tried by itself. */
export interface Attempts {
  attempts: number;
  nextAt: number;
}

/** What a screen shows for a report. */
export type ReportState = ReportProgress | "held" | Trouble["kind"];
