/** Finished reports: from here nothing changes what was signed, only how far it has come. */
import type { Changes } from "./changes";
import type { ReportState } from "./shapes";
import type {
  BlobProgress,
  CustomerKeys,
  Database,
  Feedback,
  Finished,
  ReceiptRow,
  ReportRow,
  SignLink,
} from "./tables";

export interface Finalised {
  id: string;
  userId: string;
  body: Uint8Array<ArrayBuffer>;
  /** SHA-256 of `body`, hex. */
  digest: string;
  title: ReportRow["title"];
  finalisedAt: string;
  /** The photos that the report names; their bytes must be in `store.photos`. */
  blobs: { sha256: string; size: number }[];
  jobs: Finished[];
  /** Removed in the same transaction. */
  draftId: string | null;
  feedback: { id: string; body: Feedback } | null;
  keys?: CustomerKeys;
  /** told to the server after the report */
  signLink?: { id: string; body: SignLink } | null;
}

/** A photo that the report names is not on this phone: finalising would promise what can't be sent. */
export class PhotoMissingError extends Error {}

export type OutboxTable = ReturnType<typeof outboxTable>;

export function outboxTable(db: Database, changed: Changes) {
  const update = async (id: string, change: (row: ReportRow) => ReportRow): Promise<void> => {
    const tx = db.transaction("reports", "readwrite");
    const row = await tx.store.get(id);
    if (row) await tx.store.put(change(row));
    await tx.done;
    changed.say("outbox");
  };

  return {
    finalise: async (finalised: Finalised): Promise<void> => {
      await finaliseIn(db, finalised);
      for (const topic of ["outbox", "drafts", "jobs"] as const) changed.say(topic);
    },
    list: (): Promise<ReportRow[]> => db.getAll("reports"),
    get: (id: string): Promise<ReportRow | undefined> => db.get("reports", id),
    update,
    /** The receipt and the new state in one strict transaction: "delivered" must survive a flat battery. */
    async accept(receipt: ReceiptRow, change: (row: ReportRow) => ReportRow): Promise<void> {
      const tx = db.transaction(["reports", "receipts"], "readwrite", { durability: "strict" });
      const row = await tx.objectStore("reports").get(receipt.id);
      if (row) await tx.objectStore("reports").put(change(row));
      await tx.objectStore("receipts").put(receipt);
      await tx.done;
      changed.say("outbox");
    },
    receipt: (id: string): Promise<ReceiptRow | undefined> => db.get("receipts", id),
    /** Frees a report whose card is sealed; its receipt stays. */
    async remove(id: string): Promise<void> {
      await db.delete("reports", id);
      changed.say("outbox");
    },
  };
}

/** Report, photo references, states of the jobs, rating, and the end of the draft: all or nothing, on the disk when it resolves. */
async function finaliseIn(db: Database, finalised: Finalised): Promise<void> {
  const tx = db.transaction(["reports", "messages", "jobs", "drafts", "photos", "meta"], "readwrite", {
    durability: "strict",
  });
  try {
    for (const { sha256 } of finalised.blobs) {
      if (!(await tx.objectStore("photos").get(sha256))) throw new PhotoMissingError(sha256);
    }
    await tx.objectStore("reports").add(reportRow(finalised));
    for (const { jobId, state } of finalised.jobs) {
      const row = await tx.objectStore("jobs").get([finalised.userId, jobId]);
      const local = { state, at: finalised.finalisedAt, eventId: null };
      if (row) await tx.objectStore("jobs").put({ ...row, local });
    }
    for (const message of messagesOf(finalised)) {
      const order = (((await tx.objectStore("meta").get("sequence")) as number | undefined) ?? 0) + 1;
      await tx.objectStore("meta").put(order, "sequence");
      await tx.objectStore("messages").add({ ...message, order });
    }
    if (finalised.draftId) await tx.objectStore("drafts").delete(finalised.draftId);
  } catch (error) {
    tx.done.catch(() => undefined); // it reports the abort that we ask for here
    tx.abort();
    throw error;
  }
  await tx.done;
}

/** What follows the report: the link before the rating, for somebody may be waiting to sign. */
function messagesOf({ id: reportId, userId, finalisedAt, feedback, signLink }: Finalised) {
  const fresh = { reportId, userId, createdAt: finalisedAt, ...UNTRIED };
  return [
    ...(signLink ? [{ ...fresh, ...signLink, kind: "sign_link" as const }] : []),
    ...(feedback ? [{ ...fresh, ...feedback, kind: "feedback" as const }] : []),
  ];
}

export const UNTRIED = { attempts: 0, nextAt: 0, trouble: null } as const;

function reportRow(finalised: Finalised): ReportRow {
  const blobs: BlobProgress[] = finalised.blobs.map(({ sha256, size }) => ({ sha256, size, offset: 0, done: false }));
  return {
    id: finalised.id,
    userId: finalised.userId,
    body: finalised.body.slice().buffer,
    digest: finalised.digest,
    title: finalised.title,
    jobIds: finalised.jobs.map(({ jobId }) => jobId),
    finalisedAt: finalised.finalisedAt,
    blobs,
    progress: "saved",
    heldWhy: null,
    cardNumber: null,
    keys: finalised.keys ?? { page: null, sign: null },
    receivedAt: null,
    sealedAt: null,
    checkedAt: null,
    confirmedAt: null,
    ...UNTRIED,
  };
}

/** What stands in the way is shown before how far it has come. */
export function reportState(row: Pick<ReportRow, "progress" | "trouble" | "heldWhy">): ReportState {
  if (row.trouble) return row.trouble.kind;
  if (row.heldWhy !== null && row.progress !== "sealed") return "held";
  return row.progress;
}

/** Bytes that still have to leave this phone. */
export function bytesToSend(row: Pick<ReportRow, "progress" | "body" | "blobs">): number {
  const photos = row.blobs.reduce((sum, blob) => sum + (blob.done ? 0 : blob.size - blob.offset), 0);
  return photos + (row.progress === "saved" ? (row.body?.byteLength ?? 0) : 0);
}
