/** The only definition of what this phone keeps. A change is a new `VERSION` and a new step in `upgrade`, never an edit. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { components } from "../generated/api";
import type {
  Attempts,
  FieldJob,
  FieldJobEvent,
  FinishedState,
  InstrumentIn,
  Me,
  PulledJob,
  ReportProgress,
  Trouble,
} from "./shapes";

export const DATABASE = "fuwuka";
const VERSION = 1;

/** Somebody who has signed in on this phone. The upload token stays after sign-out: their reports must still arrive. */
export interface PersonRow {
  id: string;
  me: Me;
  uploadToken: string | null;
  csrfToken: string | null;
  signedInAt: string;
}

export interface JobRow {
  userId: string;
  id: string;
  job: PulledJob;
  /** What this phone knows and the server may not have said yet; dropped when the server has caught up. */
  local: { state: PulledJob["state"]; at: string; eventId: string | null } | null;
  /** Made on this phone and not pulled yet. */
  field: boolean;
}

/** `data` belongs to the visit's own draft format; the store only keeps it. */
export interface DraftRow<Data = unknown> {
  id: string;
  userId: string;
  visitKey: string;
  jobIds: string[];
  updatedAt: string;
  data: Data;
}

/** A photo. Its bytes lie in `chunks` as ArrayBuffers: WebKit can't keep Blobs in IndexedDB. */
export interface PhotoRow {
  sha256: string;
  userId: string;
  mime: "image/jpeg" | "image/png";
  size: number;
  createdAt: string;
}

export interface BlobProgress {
  sha256: string;
  size: number;
  offset: number;
  done: boolean;
}

export interface ReportRow extends Attempts {
  id: string;
  userId: string;
  /** RFC 8785 bytes of `{v, content, attestations}`: sent as they are, never built again. */
  body: ArrayBuffer | null;
  /** SHA-256 of `body`, hex. */
  digest: string;
  /** For the list: who and what, without opening the body. */
  title: { customer: string; category: string; number: string };
  jobIds: string[];
  finalisedAt: string;
  blobs: BlobProgress[];
  progress: ReportProgress;
  trouble: Trouble | null;
  /** Office's reason while the server holds the card. */
  heldWhy: string | null;
  cardNumber: string | null;
  receivedAt: string | null;
  sealedAt: string | null;
  /** Keys of the customer's private links, shown again until the row goes; rows of older apps have none. */
  keys?: CustomerKeys;
  /** When the server last said what it has of this report. */
  checkedAt: string | null;
  /** Since when the server has said at least twice that it has all of it: only then may this phone forget. */
  confirmedAt: string | null;
}

/** 26 characters each, or null where there is no such link. */
export interface CustomerKeys {
  /** opens the customer's private page */
  page: string | null;
  /** signs the report once, later */
  sign: string | null;
}

interface MessageBase extends Attempts {
  id: string;
  userId: string;
  createdAt: string;
  /** Local order; events of one job leave in this order. */
  order: number;
  trouble: Trouble | null;
}

/** Small things to send, apart from reports. */
export type MessageRow =
  | (MessageBase & { kind: "job_event"; body: FieldJobEvent })
  | (MessageBase & { kind: "field_job"; body: FieldJob })
  | (MessageBase & { kind: "instrument"; instrumentId: string; body: InstrumentIn })
  | (MessageBase & { kind: "feedback"; reportId: string; body: Feedback })
  | (MessageBase & { kind: "sign_link"; reportId: string; body: SignLink });

export interface Feedback {
  scores: { [index: string]: number };
  comment: string;
  skipped: boolean;
}

/** What the server keeps of a link to sign: the hash of its key. */
export type SignLink = components["schemas"]["SignLinkIn"];

export interface ReceiptRow {
  id: string;
  userId: string;
  digest: string;
  state: string;
  why: string;
  receivedAt: string;
}

export interface CatalogRow {
  version: number;
  etag: string | null;
  savedAt: string;
  data: unknown;
}

export interface LogRow {
  id?: number;
  at: string;
  level: "info" | "warn" | "error";
  what: string;
}

export interface Tables extends DBSchema {
  meta: { key: string; value: unknown };
  people: { key: string; value: PersonRow };
  jobs: { key: [string, string]; value: JobRow; indexes: { userId: string } };
  drafts: { key: string; value: DraftRow; indexes: { userId: string } };
  photos: { key: string; value: PhotoRow };
  chunks: { key: [string, number]; value: ArrayBuffer };
  reports: { key: string; value: ReportRow; indexes: { userId: string } };
  messages: { key: string; value: MessageRow; indexes: { order: number } };
  receipts: { key: string; value: ReceiptRow };
  catalogs: { key: number; value: CatalogRow };
  log: { key: number; value: LogRow };
}

export type Database = IDBPDatabase<Tables>;
export type Finished = { jobId: string; state: FinishedState };

export function openTables(name: string, onBlocked: () => void): Promise<Database> {
  return openDB<Tables>(name, VERSION, {
    upgrade(db, from) {
      if (from < 1) createFirstTables(db);
    },
    blocked: onBlocked,
    // Another tab wants to upgrade: let go at once, or it waits for ever.
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      onBlocked();
    },
  });
}

function createFirstTables(db: Database): void {
  db.createObjectStore("meta");
  db.createObjectStore("people", { keyPath: "id" });
  db.createObjectStore("jobs", { keyPath: ["userId", "id"] }).createIndex("userId", "userId");
  db.createObjectStore("drafts", { keyPath: "id" }).createIndex("userId", "userId");
  db.createObjectStore("photos", { keyPath: "sha256" });
  db.createObjectStore("chunks");
  db.createObjectStore("reports", { keyPath: "id" }).createIndex("userId", "userId");
  db.createObjectStore("messages", { keyPath: "id" }).createIndex("order", "order");
  db.createObjectStore("receipts", { keyPath: "id" });
  db.createObjectStore("catalogs", { keyPath: "version" });
  db.createObjectStore("log", { keyPath: "id", autoIncrement: true });
}
