/** Reads what the store holds into the signals that screens follow: one reading for each table that has changed. */
import { batch, type Signal } from "@preact/signals";
import type { Catalog, DraftRow, JobRow, MessageRow, MetaValues, PersonRow, ReportRow, Store, Topic } from "../store";
import { isSame, keepUnchanged } from "./unchanged";

export interface Rows {
  person: Signal<PersonRow | null>;
  catalog: Signal<Catalog | null>;
  jobs: Signal<readonly JobRow[]>;
  drafts: Signal<readonly DraftRow[]>;
  reports: Signal<readonly ReportRow[]>;
  messages: Signal<readonly MessageRow[]>;
  lastPull: Signal<string | null>;
  settings: Signal<MetaValues["settings"]>;
}

export interface Loader {
  /** Everything once, at the start. */
  all(): Promise<void>;
  table(topic: Topic): Promise<void>;
  /** When this person's jobs were last pulled. */
  lastPull(): Promise<void>;
}

export function createLoader(store: Store, rows: Rows): Loader {
  const own = () => rows.person.value?.id ?? "";
  const pulledAt = async (userId: string) =>
    (await store.meta.cursor(userId)) === "" ? null : ((await store.meta.get("last_pull")) ?? null);

  const read: { [topic in Topic]: () => Promise<void> } = {
    async people() {
      const person = await store.people.current();
      const settings = (await store.meta.get("settings")) ?? rows.settings.value;
      if (!isSame(settings, rows.settings.value)) rows.settings.value = settings;
      if (isSame(person, rows.person.value)) return;
      if (person?.id === rows.person.value?.id) rows.person.value = person;
      else await changePerson(person);
    },
    async jobs() {
      rows.jobs.value = keepUnchanged(rows.jobs.value, await store.jobs.list(own()));
    },
    async drafts() {
      rows.drafts.value = await store.drafts.list(own());
    },
    async outbox() {
      rows.reports.value = await store.outbox.list();
    },
    async messages() {
      rows.messages.value = await store.messages.list();
    },
    async catalogs() {
      rows.catalog.value = (await store.catalogs.latest())?.catalog ?? null;
    },
  };

  /** Person, jobs and drafts change together: nobody sees another technician's list for a moment. */
  async function changePerson(person: PersonRow | null): Promise<void> {
    const userId = person?.id ?? "";
    const [jobs, drafts, at] = await Promise.all([
      store.jobs.list(userId),
      store.drafts.list(userId),
      pulledAt(userId),
    ]);
    batch(() => {
      rows.person.value = person;
      rows.jobs.value = jobs;
      rows.drafts.value = drafts;
      rows.lastPull.value = at;
    });
  }

  return {
    async all() {
      await Promise.all([read.people(), read.outbox(), read.messages(), read.catalogs()]);
    },
    table: (topic) => read[topic](),
    async lastPull() {
      rows.lastPull.value = await pulledAt(own());
    },
  };
}
