/** What the screens read: signals that follow the store, in this tab and from others. */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Format, fill, formatter, type Language, type Text, type Values } from "../i18n";
import {
  bytesToSend,
  type Catalog,
  type DraftRow,
  type JobRow,
  type MessageRow,
  type MetaValues,
  type PersonRow,
  type ReportRow,
  type Store,
  type Topic,
} from "../store";
import type { Sync, SyncState } from "../sync";

export type Settings = MetaValues["settings"];

export interface Model {
  /** False until the store has been read once. */
  ready: ReadonlySignal<boolean>;
  person: ReadonlySignal<PersonRow | null>;
  catalog: ReadonlySignal<Catalog | null>;
  jobs: ReadonlySignal<readonly JobRow[]>;
  drafts: ReadonlySignal<readonly DraftRow[]>;
  reports: ReadonlySignal<readonly ReportRow[]>;
  messages: ReadonlySignal<readonly MessageRow[]>;
  sync: ReadonlySignal<SyncState>;
  settings: Signal<Settings>;
  lastPull: ReadonlySignal<string | null>;
  /** Ticks every half minute, so that "10 minutes left" stays true. Epoch milliseconds. */
  now: ReadonlySignal<number>;
  language: ReadonlySignal<Language>;
  format: ReadonlySignal<Format>;
  /** Reports and messages that still have to leave this phone. */
  unsent: ReadonlySignal<number>;
  unsentBytes: ReadonlySignal<number>;
}

const TICK = 30_000;
const NO_ZONE = "Asia/Shanghai";

export async function createModel(store: Store, sync: Sync, clock: () => number): Promise<Model> {
  const rows = {
    person: signal<PersonRow | null>(null),
    catalog: signal<Catalog | null>(null),
    jobs: signal<readonly JobRow[]>([]),
    drafts: signal<readonly DraftRow[]>([]),
    reports: signal<readonly ReportRow[]>([]),
    messages: signal<readonly MessageRow[]>([]),
    lastPull: signal<string | null>(null),
  };
  const settings = signal<Settings>((await store.meta.get("settings")) ?? wishedSettings());
  const state = signal<SyncState>({ reach: "unknown", busy: false, needsLogin: false });
  const now = signal(clock());
  const ready = signal(false);
  const load = loader(store, rows, settings);
  for (const topic of Object.keys(load) as Topic[]) await load[topic]();
  ready.value = true;
  store.onChange((topic) => void load[topic]());
  sync.listen((next) => {
    state.value = next;
    void store.meta.get("last_pull").then((at) => {
      rows.lastPull.value = at ?? null;
    });
  });
  setInterval(() => {
    now.value = clock();
  }, TICK);
  const language = computed(() => settings.value.language);
  const zone = computed(() => rows.person.value?.me.center?.time_zone ?? NO_ZONE);
  return {
    ...rows,
    ready,
    sync: state,
    settings,
    now,
    language,
    format: computed(() => formatter(language.value, zone.value)),
    unsent: computed(() => countUnsent(rows.reports.value, rows.messages.value)),
    unsentBytes: computed(() => rows.reports.value.reduce((sum, row) => sum + bytesToSend(row), 0)),
  };
}

type Rows = {
  person: Signal<PersonRow | null>;
  catalog: Signal<Catalog | null>;
  jobs: Signal<readonly JobRow[]>;
  drafts: Signal<readonly DraftRow[]>;
  reports: Signal<readonly ReportRow[]>;
  messages: Signal<readonly MessageRow[]>;
  lastPull: Signal<string | null>;
};

function loader(store: Store, rows: Rows, settings: Signal<Settings>): { [topic in Topic]: () => Promise<void> } {
  const userId = async () => (await store.people.current())?.id ?? "";
  const jobs = async () => {
    rows.jobs.value = await store.jobs.list(await userId());
  };
  const drafts = async () => {
    rows.drafts.value = await store.drafts.list(await userId());
  };
  return {
    people: async () => {
      rows.person.value = await store.people.current();
      settings.value = (await store.meta.get("settings")) ?? settings.value;
      rows.lastPull.value = (await store.meta.get("last_pull")) ?? null;
      await Promise.all([jobs(), drafts()]);
    },
    jobs,
    drafts,
    outbox: async () => {
      rows.reports.value = await store.outbox.list();
    },
    messages: async () => {
      rows.messages.value = await store.messages.list();
    },
    catalogs: async () => {
      rows.catalog.value = (await store.catalogs.latest())?.catalog ?? null;
    },
  };
}

function countUnsent(reports: readonly ReportRow[], messages: readonly MessageRow[]): number {
  const waitingReports = reports.filter((row) => row.progress === "saved" || row.progress === "stored");
  return waitingReports.length + messages.length;
}

function wishedSettings(): Settings {
  const chinese = navigator.languages.some((tag) => tag.startsWith("zh"));
  const english = navigator.language.startsWith("en");
  return { language: english && !chinese ? "en" : "zh", theme: "auto", text: "normal" };
}

export interface Speech {
  language: Language;
  format: Format;
  t(text: Text, values?: Values): string;
}

export function speech(model: Pick<Model, "language" | "format">): Speech {
  const language = model.language.value;
  return { language, format: model.format.value, t: (text, values) => fill(text, language, values) };
}
