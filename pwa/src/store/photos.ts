/** Photos in chunks of at most 256 kB, written when they are taken: finalising then only has to refer to them. */
import type { Database, PhotoRow } from "./tables";

export const CHUNK = 256 * 1024;

export type PhotoTable = ReturnType<typeof photoTable>;

export function photoTable(db: Database) {
  return {
    /** Idempotent: the key is the hash of the bytes. Resolves when all of it is durable. */
    async put(photo: PhotoRow, bytes: Uint8Array): Promise<void> {
      const tx = db.transaction(["photos", "chunks"], "readwrite", { durability: "strict" });
      for (let index = 0, at = 0; at < bytes.length; index += 1, at += CHUNK) {
        const piece = bytes.slice(at, at + CHUNK); // copies, so that its buffer holds this piece alone
        await tx.objectStore("chunks").put(piece.buffer, [photo.sha256, index]);
      }
      await tx.objectStore("photos").put(photo);
      await tx.done;
    },
    get: (sha256: string): Promise<PhotoRow | undefined> => db.get("photos", sha256),
    /** The whole photo, or null when this phone no longer has it. */
    async read(sha256: string): Promise<{ photo: PhotoRow; bytes: Uint8Array<ArrayBuffer> } | null> {
      const tx = db.transaction(["photos", "chunks"]);
      const photo = await tx.objectStore("photos").get(sha256);
      const chunks = await tx.objectStore("chunks").getAll(rangeOf(sha256));
      await tx.done;
      if (!photo) return null;
      const bytes = new Uint8Array(photo.size);
      let at = 0;
      for (const chunk of chunks) {
        bytes.set(new Uint8Array(chunk), at);
        at += chunk.byteLength;
      }
      return at === photo.size ? { photo, bytes } : null;
    },
    /** From `offset` to the end of the chunk it lies in. Null: not on this phone any more. */
    async piece(sha256: string, offset: number): Promise<Uint8Array<ArrayBuffer> | null> {
      const chunk = await db.get("chunks", [sha256, Math.floor(offset / CHUNK)]);
      return chunk ? new Uint8Array(chunk.slice(offset % CHUNK)) : null;
    },
    async remove(sha256: string): Promise<void> {
      const tx = db.transaction(["photos", "chunks"], "readwrite");
      await tx.objectStore("photos").delete(sha256);
      await tx.objectStore("chunks").delete(rangeOf(sha256));
      await tx.done;
    },
    /** Bytes of all photos. */
    async size(): Promise<number> {
      return (await db.getAll("photos")).reduce((sum, photo) => sum + photo.size, 0);
    },
  };
}

/** All pieces of one photo. */
export function rangeOf(sha256: string): IDBKeyRange {
  return IDBKeyRange.bound([sha256, 0], [sha256, Number.MAX_SAFE_INTEGER]);
}
