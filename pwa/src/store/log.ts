/** The last few hundred things that happened, for support. No names, no readings, no tokens. */
import type { Database, LogRow } from "./tables";

const KEPT = 300;

export type LogTable = ReturnType<typeof logTable>;

export function logTable(db: Database) {
  return {
    async add(at: string, level: LogRow["level"], what: string): Promise<void> {
      const tx = db.transaction("log", "readwrite");
      const id = await tx.store.add({ at, level, what });
      if (id > KEPT) await tx.store.delete(IDBKeyRange.upperBound(id - KEPT));
      await tx.done;
    },
    async latest(count = KEPT): Promise<LogRow[]> {
      return (await db.getAll("log")).reverse().slice(0, count);
    },
  };
}
