/** Which jobs belong to which day, and how late they are. Pure: times come in, values come out. */
import type { JobRow, JobState } from "../store";
import { stateOf } from "../store";

const RUNNING: ReadonlySet<JobState> = new Set(["en_route", "on_site"]);
const AHEAD: ReadonlySet<JobState> = new Set(["requested", "assessed", "assigned", "accepted"]);
/** Before acceptance only the area may be shown. */
const NOT_ACCEPTED: ReadonlySet<JobState> = new Set(["requested", "assessed", "scheduled", "assigned"]);

export type Standing = "running" | "ahead" | "over";

export function standing(row: JobRow): Standing {
  const state = stateOf(row);
  if (RUNNING.has(state)) return "running";
  return AHEAD.has(state) ? "ahead" : "over";
}

export function showsAddress(row: JobRow): boolean {
  return !NOT_ACCEPTED.has(stateOf(row));
}

export interface Day {
  /** 2026-11-24 in the center's zone; "" for jobs without a window. */
  key: string;
  rows: JobRow[];
}

export interface Agenda {
  running: JobRow[];
  /** Today's, and what an earlier day has left undone: it must not hide under "past". */
  ahead: JobRow[];
  over: JobRow[];
  /** Newest first. */
  past: Day[];
  future: Day[];
  tomorrow: number;
}

export type DayKey = (instant: string | number) => string;

export function agenda(rows: readonly JobRow[], now: number, dayKey: DayKey): Agenda {
  const today = dayKey(now);
  const tomorrow = dayKey(now + 24 * 3600_000);
  const sorted = [...rows].sort(byWindow);
  const day = eachDayOnce(sorted, dayKey);
  const open = sorted.filter((row) => standing(row) === "ahead");
  const later = open.filter((row) => day(row) > today);
  const over = sorted.filter((row) => standing(row) === "over");
  return {
    running: sorted.filter((row) => standing(row) === "running"),
    ahead: open.filter((row) => day(row) <= today),
    over: over.filter((row) => day(row) === today || day(row) === ""),
    past: group(over.filter((row) => day(row) !== "" && day(row) < today).reverse(), day),
    future: group([...later, ...over.filter((row) => day(row) > today)].sort(byWindow), day),
    tomorrow: later.filter((row) => day(row) === tomorrow).length,
  };
}

/** A day in the center's zone is slow to find out: once for each window, not at every comparison. */
function eachDayOnce(rows: readonly JobRow[], dayKey: DayKey): (row: JobRow) => string {
  const starts = new Set(rows.map((row) => row.job.window_start));
  const days = new Map([...starts].map((start) => [start, start ? dayKey(start) : ""]));
  return (row) => days.get(row.job.window_start) ?? "";
}

/** UTC ISO 8601 sorts as text: no collation is needed, which costs a hundred times as much. */
function byWindow(a: JobRow, b: JobRow): number {
  return (
    inOrder(a.job.window_start ?? "", b.job.window_start ?? "") ||
    inOrder(a.job.window_end ?? "", b.job.window_end ?? "") ||
    inOrder(a.id, b.id)
  );
}

function inOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function group(rows: readonly JobRow[], day: (row: JobRow) => string): Day[] {
  const days = new Map<string, JobRow[]>();
  for (const row of rows) days.set(day(row), [...(days.get(day(row)) ?? []), row]);
  return [...days].map(([key, own]) => ({ key, rows: own }));
}

export type Punctuality = { kind: "before" | "within" | "late"; minutes: number };

/**
 * Minutes until the window begins, until it ends, or since it has ended. Null where it no longer matters: on site, over,
 * or without a window.
 */
export function punctuality(row: JobRow, now: number): Punctuality | null {
  const { window_start: start, window_end: end } = row.job;
  const state = stateOf(row);
  if (!start || !end || standing(row) === "over" || state === "on_site") return null;
  const [from, to] = [Date.parse(start), Date.parse(end)];
  if (now < from) return { kind: "before", minutes: Math.ceil((from - now) / 60_000) };
  if (now <= to) return { kind: "within", minutes: Math.floor((to - now) / 60_000) };
  return { kind: "late", minutes: Math.floor((now - to) / 60_000) };
}

/** The one job the button leads to: what runs, else what comes next today. */
export function nextJob({ running, ahead }: Agenda): JobRow | null {
  return running[0] ?? ahead[0] ?? null;
}
