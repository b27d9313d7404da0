/** Photos that nothing names any more: their draft was given up, or the photo was taken out of it. */
import type { IDBPTransaction } from "idb";
import { rangeOf } from "./photos";
import type { Database, Tables } from "./tables";

const TABLES = ["photos", "chunks", "drafts", "reports", "messages"] as const;
const DIGEST = /\b[0-9a-f]{64}\b/g;

export type OrphanTable = ReturnType<typeof orphanTable>;

export function orphanTable(db: Database) {
  return {
    /** Digests of photos, or of pieces left without their photo, that nothing names. */
    async list(): Promise<string[]> {
      const tx = db.transaction(TABLES);
      const photos = await tx.objectStore("photos").getAllKeys();
      const pieces = (await tx.objectStore("chunks").getAllKeys()).map(([sha256]) => sha256);
      const needed = await namedIn(tx);
      return [...new Set([...photos, ...pieces])].filter((sha256) => !needed.has(sha256));
    },
    /** Looks once more in the same transaction; a photo taken since `before` (UTC ISO 8601) stays too. */
    async remove(candidates: readonly string[], before: string): Promise<void> {
      const tx = db.transaction(TABLES, "readwrite");
      const needed = await namedIn(tx);
      for (const sha256 of candidates) {
        const photo = await tx.objectStore("photos").get(sha256);
        if (needed.has(sha256) || (photo && photo.createdAt >= before)) continue;
        await tx.objectStore("photos").delete(sha256);
        await tx.objectStore("chunks").delete(rangeOf(sha256));
      }
      await tx.done;
    },
  };
}

/** Everybody's drafts, reports and messages: whatever looks like a digest in them counts as naming that photo. */
async function namedIn<Mode extends IDBTransactionMode>(
  tx: IDBPTransaction<Tables, typeof TABLES, Mode>,
): Promise<ReadonlySet<string>> {
  const drafts = await tx.objectStore("drafts").getAll();
  const messages = await tx.objectStore("messages").getAll();
  const reports = await tx.objectStore("reports").getAll();
  const blobs = reports.flatMap((report) => report.blobs);
  return new Set(JSON.stringify([drafts, messages, blobs]).match(DIGEST));
}
