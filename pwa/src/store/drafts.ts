/** Drafts of visits: saved as they are typed, generic in their data, which `domain/draft.ts` defines. */
import type { Changes } from "./changes";
import type { Database, DraftRow } from "./tables";

export type DraftTable = ReturnType<typeof draftTable>;

export function draftTable(db: Database, changed: Changes) {
  return {
    async get<Data>(id: string): Promise<DraftRow<Data> | undefined> {
      return (await db.get("drafts", id)) as DraftRow<Data> | undefined;
    },
    /** Resolves when the draft is committed: show "saved" only then. */
    async put<Data>(draft: DraftRow<Data>): Promise<void> {
      await db.put("drafts", draft as DraftRow);
      changed.say("drafts");
    },
    async list(userId: string): Promise<DraftRow[]> {
      return db.getAllFromIndex("drafts", "userId", userId);
    },
    async remove(id: string): Promise<void> {
      await db.delete("drafts", id);
      changed.say("drafts");
    },
  };
}
