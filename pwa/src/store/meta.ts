/** Single values: the device's id, who is signed in, the pull cursor, settings. */
import type { Database } from "./tables";

export interface MetaValues {
  device_id: string;
  current_user: string | null;
  settings: {
    language: "zh" | "en";
    theme: "auto" | "light" | "dark";
    text: "normal" | "large" | "largest";
    /** tell the office where the phone was on arrival; absent: no */
    tellArrival?: boolean;
  };
  /** When the server was last reached: UTC ISO 8601. */
  last_contact: string;
  last_pull: string;
  epoch: string;
  public_url: string;
  /** Counts up per device; orders its job events. */
  sequence: number;
  /** Written at the first start (UTC ISO 8601): missing later means that the browser has thrown our data away. */
  canary: string;
  persisted: boolean;
  last_prune: string;
  /** The instrument that measured last, by person and kind: proposed for the next test. */
  last_instruments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Photos that nothing names, by digest, and since when that is known (UTC ISO 8601). */
  orphans: Readonly<Record<string, string>>;
}

type CursorKey = `cursor:${string}`;

export type MetaTable = ReturnType<typeof metaTable>;

export function metaTable(db: Database) {
  return {
    async get<Key extends keyof MetaValues>(key: Key): Promise<MetaValues[Key] | undefined> {
      return (await db.get("meta", key)) as MetaValues[Key] | undefined;
    },
    async set<Key extends keyof MetaValues>(key: Key, value: MetaValues[Key]): Promise<void> {
      await db.put("meta", value, key);
    },
    async cursor(userId: string): Promise<string> {
      return ((await db.get("meta", cursorKey(userId))) as string | undefined) ?? "";
    },
    /** Start anew: the next pull is a snapshot. */
    async forgetCursor(userId: string): Promise<void> {
      await db.delete("meta", cursorKey(userId));
    },
    /** Counts in one transaction, so that two tabs never take the same number. */
    async nextSequence(): Promise<number> {
      const tx = db.transaction("meta", "readwrite");
      const next = (((await tx.store.get("sequence")) as number | undefined) ?? 0) + 1;
      await tx.store.put(next, "sequence");
      await tx.done;
      return next;
    },
  };
}

export function cursorKey(userId: string): CursorKey {
  return `cursor:${userId}`;
}
