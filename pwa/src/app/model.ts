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
} from "../store";
import type { Sync, SyncState } from "../sync";
import { createLoader, type Rows } from "./loader";

export type Settings = MetaValues["settings"];

export interface Model {
  person: ReadonlySignal<PersonRow | null>;
  catalog: ReadonlySignal<Catalog | null>;
  jobs: ReadonlySignal<readonly JobRow[]>;
  drafts: ReadonlySignal<readonly DraftRow[]>;
  reports: ReadonlySignal<readonly ReportRow[]>;
  messages: ReadonlySignal<readonly MessageRow[]>;
  sync: ReadonlySignal<SyncState>;
  settings: Signal<Settings>;
  /** When this person's jobs came in last; null before the first time. */
  lastPull: ReadonlySignal<string | null>;
  /** Ticks every half minute, so that "10 minutes left" stays true. Epoch milliseconds. */
  now: ReadonlySignal<number>;
  language: ReadonlySignal<Language>;
  format: ReadonlySignal<Format>;
  /** Reports and messages that still have to leave this phone. */
  unsent: ReadonlySignal<number>;
  unsentBytes: ReadonlySignal<number>;
  /** The browser has thrown away what this phone kept, and the technician has not been told yet. */
  evicted: Signal<boolean>;
}

const TICK = 30_000;
const NO_ZONE = "Asia/Shanghai";

export async function createModel(store: Store, sync: Sync, clock: () => number): Promise<Model> {
  const settings = signal<Settings>((await store.meta.get("settings")) ?? wishedSettings());
  const rows: Rows = {
    person: signal(null),
    catalog: signal(null),
    jobs: signal([]),
    drafts: signal([]),
    reports: signal([]),
    messages: signal([]),
    lastPull: signal(null),
    settings,
  };
  const state = signal<SyncState>({ reach: "unknown", busy: false, needsLogin: false });
  const now = signal(clock());
  const loader = createLoader(store, rows);
  await loader.all();
  store.onChange((topic) => void loader.table(topic));
  sync.listen((next) => {
    state.value = next;
    void loader.lastPull();
  });
  setInterval(() => {
    now.value = clock();
  }, TICK);
  const language = computed(() => settings.value.language);
  const zone = computed(() => rows.person.value?.me.center?.time_zone ?? NO_ZONE);
  return {
    ...rows,
    sync: state,
    now,
    evicted: signal(false),
    language,
    format: computed(() => formatter(language.value, zone.value)),
    unsent: computed(() => countUnsent(rows.reports.value, rows.messages.value)),
    unsentBytes: computed(() => rows.reports.value.reduce((sum, row) => sum + bytesToSend(row), 0)),
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
