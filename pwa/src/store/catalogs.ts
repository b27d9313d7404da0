/** Catalog versions this phone has used. A draft may need the version it began with, so the last few stay. */
import type { Changes } from "./changes";
import type { Catalog } from "./shapes";
import type { Database } from "./tables";

const KEPT = 3;

export interface SavedCatalog {
  catalog: Catalog;
  etag: string | null;
}

export type CatalogTable = ReturnType<typeof catalogTable>;

export function catalogTable(db: Database, changed: Changes) {
  return {
    async latest(): Promise<SavedCatalog | null> {
      const cursor = await db.transaction("catalogs").store.openCursor(null, "prev");
      return cursor ? { catalog: cursor.value.data as Catalog, etag: cursor.value.etag } : null;
    },
    async version(version: number): Promise<Catalog | null> {
      return ((await db.get("catalogs", version))?.data as Catalog | undefined) ?? null;
    },
    async put(catalog: Catalog, etag: string | null, now: string): Promise<void> {
      const tx = db.transaction("catalogs", "readwrite");
      await tx.store.put({ version: catalog.version, etag, savedAt: now, data: catalog });
      const versions = await tx.store.getAllKeys();
      for (const old of versions.slice(0, -KEPT)) await tx.store.delete(old);
      await tx.done;
      changed.say("catalogs");
    },
  };
}
