/** Opens what this phone keeps. Everything above talks to the returned `Store`, nobody else to IndexedDB. */
import { catalogTable } from "./catalogs";
import { changes } from "./changes";
import { draftTable } from "./drafts";
import { jobTable } from "./jobs";
import { logTable } from "./log";
import { messageTable } from "./messages";
import { metaTable } from "./meta";
import { orphanTable } from "./orphans";
import { outboxTable } from "./outbox";
import { peopleTable } from "./people";
import { photoTable } from "./photos";
import { DATABASE, openTables } from "./tables";

export type Store = Awaited<ReturnType<typeof openStore>>;

export interface StoreOptions {
  name?: string;
  /** Another tab holds or wants the database in another version: the page must be loaded again. */
  onBlocked?: () => void;
}

export async function openStore({ name = DATABASE, onBlocked = () => undefined }: StoreOptions = {}) {
  const db = await openTables(name, onBlocked);
  const changed = changes(name);
  const meta = metaTable(db);
  return {
    meta,
    people: peopleTable(db, changed),
    jobs: jobTable(db, changed),
    drafts: draftTable(db, changed),
    photos: photoTable(db),
    orphans: orphanTable(db),
    outbox: outboxTable(db, changed),
    messages: messageTable(db, meta, changed),
    catalogs: catalogTable(db, changed),
    log: logTable(db),
    /** Called after a write, here or in another tab, with the name of the table. Returns how to stop. */
    onChange: changed.listen,
    close() {
      changed.close();
      db.close();
    },
  };
}
