/** See README.md: the contract of what this phone keeps. */
export type { SavedCatalog } from "./catalogs";
export type { Topic } from "./changes";
export { stateOf } from "./jobs";
export type { MetaValues } from "./meta";
export { openStore, type Store } from "./open";
export { bytesToSend, type Finalised, PhotoMissingError, reportState } from "./outbox";
export { CHUNK } from "./photos";
export type {
  Attempts,
  Catalog,
  FieldJob,
  FieldJobEvent,
  FinishedState,
  Instrument,
  InstrumentIn,
  JobState,
  Me,
  PulledJob,
  ReportProgress,
  ReportState,
  Trouble,
} from "./shapes";
export type {
  BlobProgress,
  DraftRow,
  Feedback,
  JobRow,
  LogRow,
  MessageRow,
  PersonRow,
  PhotoRow,
  ReceiptRow,
  ReportRow,
} from "./tables";
