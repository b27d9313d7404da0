/** How long the work and the visit took against the operator's standards, and which reason is still owed. Pure. */
import type { Draft, Schemas, ServedDraft } from "./draft";

/** What of the world the times depend on. `jobs`: at least those that the draft serves. `now`: UTC. */
export interface Clock {
  jobs: readonly Pick<Schemas["PulledJob"], "id" | "type">[];
  now: string;
}

/** In minutes. */
export interface TimeSpent {
  minutes: number;
  standard: number;
  over: boolean;
}

type Standards = Pick<Schemas["Catalog"], "job_types">;

/** Where the catalog names no standard for the kind of job. */
const FALLBACK_STANDARD = 60;

export function typeOf(own: Pick<ServedDraft, "jobId">, { jobs }: Pick<Clock, "jobs">): Schemas["PulledJob"]["type"] {
  return jobs.find(({ id }) => id === own.jobId)?.type ?? "repair";
}

/** Labour: from its begin until its end, or until now. */
export function workTime(own: ServedDraft, draft: Draft, catalog: Standards, clock: Clock): TimeSpent {
  const { startedAt, endedAt } = own.work;
  const until = endedAt ?? draft.finishedAt ?? clock.now;
  return spent(startedAt ? minutesBetween(startedAt, until) : 0, standardOf(own, catalog, clock));
}

/** On site: from arrival until leaving, or until now; a visit of several jobs has the time of all of them. */
export function onSiteTime(draft: Draft, catalog: Standards, clock: Clock): TimeSpent {
  const standard = draft.served.reduce((sum, own) => sum + standardOf(own, catalog, clock), 0);
  return spent(minutesBetween(draft.arrivedAt, draft.finishedAt ?? clock.now), standard);
}

function standardOf(own: ServedDraft, catalog: Standards, clock: Clock): number {
  const type = typeOf(own, clock);
  return catalog.job_types.find(({ id }) => id === type)?.standard_minutes ?? FALLBACK_STANDARD;
}

function spent(minutes: number, standard: number): TimeSpent {
  return { minutes, standard, over: minutes > standard };
}

/** Work that is done but took too long, without a word why. */
export function owesReason(own: ServedDraft, draft: Draft, catalog: Standards, clock: Clock): boolean {
  const { result, overReason } = own.work;
  return result === "done" && overReason.trim() === "" && workTime(own, draft, catalog, clock).over;
}

/** A visit that took too long: one job's reason explains it too, else it needs its own. */
export function owesOnSiteReason(draft: Draft, catalog: Standards, clock: Clock): boolean {
  const said = [draft.onSiteReason ?? "", ...draft.served.map(({ work }) => work.overReason)];
  const done = draft.served.some(({ work }) => work.result === "done");
  return done && said.every((reason) => reason.trim() === "") && onSiteTime(draft, catalog, clock).over;
}

/** Whole minutes; a clock that was set back in between counts as none. */
export function minutesBetween(from: string, to: string): number {
  return Math.min(100_000, Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000)));
}
