/** How far a visit is, and what to fill in next. */
import { checklistLines, cleanupLines } from "./applicable";
import { totalOf } from "./charges";
import type { ChecklistDraft, Draft, Schemas, ServedDraft } from "./draft";
import type { Danger, HazardLack } from "./hazards";
import { dangersOf, lacksOf } from "./hazards";
import { unanswered, undecided, unranked } from "./other_checks";
import type { Both, SafetyView } from "./safety_view";
import { isAnswered, openReadings, workLock } from "./safety_view";
import type { Clock } from "./time_spent";
import { owesOnSiteReason, owesReason, typeOf } from "./time_spent";

export type Section = "A" | "work" | "B" | "C" | "D" | "E" | "hazard" | "result";

/** Fields that the screens name, not the catalog. */
export type FieldName =
  | "work.start"
  | "work.done"
  | "charges.agreed"
  | "charges.payment"
  | "others.decision"
  | "others.urgency"
  | "others.next"
  | "others.unanswered"
  | `hazard.lacks.${HazardLack}`
  | "result.choose"
  | "result.unsafe"
  | "result.reason"
  | "result.first_time"
  | "result.over"
  | "result.on_site";

/**
 * Something still empty. `hard`: the report cannot be reviewed without it. `name` is the field in the catalog's
 * words, or the key of a screen's text.
 */
export interface Gap {
  /** the job it belongs to; null: the visit as a whole */
  job: string | null;
  section: Section;
  field: string;
  hard: boolean;
  name: Both | FieldName;
}

export interface Ring {
  done: number;
  total: number;
}

export interface Progress {
  rings: Record<Section, Ring>;
  gaps: Gap[];
  next: Gap | null;
  /** nothing that is needed is missing: the customer can be asked */
  reviewable: boolean;
}

const LISTS: [Section, "guidance" | "maintenance"][] = [
  ["B", "guidance"],
  ["C", "maintenance"],
];

/** The verdicts so far, by job. */
export type Safeties = ReadonlyMap<string, SafetyView>;

/** `rings` are of the job in view, and of the visit where a section belongs to it as a whole. */
export function progressOf(draft: Draft, catalog: Schemas["Catalog"], safeties: Safeties, clock: Clock): Progress {
  const jobs = draft.served.flatMap((own): JobSoFar[] => {
    const safety = safeties.get(own.jobId);
    return safety ? [{ own, safety, stopped: isStopped(own, safety) }] : [];
  });
  // the day matters to the words of a deadline alone
  const dangers = dangersOf(draft, catalog, safeties, draft.arrivedAt.slice(0, 10));
  const gaps = [...gapsOf(draft, catalog, jobs, dangers), ...endingGaps(draft, catalog, jobs, clock)];
  const shown = jobs.find(({ own }) => own.jobId === draft.inView) ?? jobs[0];
  return {
    rings: { ...ringsOf(draft, catalog, shown, gaps), hazard: hazardRing(dangers, draft.language) },
    gaps,
    next: gaps.find((gap) => gap.hard && gap.section !== "result") ?? gaps.find((gap) => !gap.hard) ?? gaps[0] ?? null,
    reviewable: jobs.length > 0 && gaps.every((gap) => !gap.hard),
  };
}

interface JobSoFar {
  own: ServedDraft;
  safety: SafetyView;
  /** the work was refused, or the supply forbids it: nothing but the reason is asked */
  stopped: boolean;
}

function isStopped(own: ServedDraft, safety: SafetyView): boolean {
  return workLock(safety) === "refused" || own.work.result === "refused";
}

/** In the order of a visit: supply, work, charges, appliance, lists, the other appliances, results. */
function gapsOf(
  draft: Draft,
  catalog: Schemas["Catalog"],
  jobs: readonly JobSoFar[],
  dangers: readonly Danger[],
): Gap[] {
  const going = jobs.filter((job) => !job.stopped);
  const weight = (job: JobSoFar) => (job.own.work.result === "second_visit" ? "soft" : "hard");
  const refused = jobs.filter((job) => job.stopped && job.own.work.result !== "refused");
  const visit = going.length > 0;
  return [
    ...refused.flatMap((job) => openTests(job, "supply", "soft")),
    ...going.flatMap((job) => [...openTests(job, "supply", "hard"), ...doneGap(job)]),
    ...(visit ? chargeGaps(draft) : []),
    ...going.flatMap((job) => [...openTests(job, "appliance", weight(job)), ...listGaps(job, catalog)]),
    ...(visit ? cleanupGap(draft, catalog) : []),
    ...(visit ? otherGaps(draft, catalog) : []),
    ...dangers.flatMap((danger) => hazardGap(danger, draft)),
  ];
}

/** How each job ended, and why it took long. */
function endingGaps(draft: Draft, catalog: Schemas["Catalog"], jobs: readonly JobSoFar[], clock: Clock): Gap[] {
  const late =
    owesOnSiteReason(draft, catalog, clock) && !draft.served.some((own) => owesReason(own, draft, catalog, clock));
  return [
    ...jobs.flatMap((job) => [...resultGaps(job), ...doneGaps(job, draft, catalog, clock)]),
    ...(late
      ? [{ job: null, section: "result", field: "on_site", hard: true, name: "result.on_site" } satisfies Gap]
      : []),
  ];
}

/** A repair says whether it was put right at the first visit; whatever took longer than its standard says why. */
function doneGaps({ own }: JobSoFar, draft: Draft, catalog: Schemas["Catalog"], clock: Clock): Gap[] {
  if (own.work.result !== "done") return [];
  const gap = (field: string, name: FieldName): Gap => ({ job: own.jobId, section: "result", field, hard: true, name });
  return [
    ...(typeOf(own, clock) === "repair" && own.work.firstTime === null ? [gap("first-time", "result.first_time")] : []),
    ...(owesReason(own, draft, catalog, clock) ? [gap("over", "result.over")] : []),
  ];
}

function openTests(job: JobSoFar, phase: "supply" | "appliance", weight: "hard" | "soft"): Gap[] {
  return openReadings(job.safety, phase).map(({ test }) => ({
    job: job.own.jobId,
    section: "A",
    field: test.id,
    hard: weight === "hard",
    name: test.title,
  }));
}

/** The work begins when its price is agreed; where it never began and somebody comes again, there is nothing to tell. */
function doneGap({ own }: JobSoFar): Gap[] {
  const gap = (field: "start" | "done"): Gap => ({
    job: own.jobId,
    section: "work",
    field,
    hard: true,
    name: `work.${field}`,
  });
  if (own.work.startedAt === null) return own.work.result === "second_visit" ? [] : [gap("start")];
  return own.work.done.trim() === "" ? [gap("done")] : [];
}

function chargeGaps(draft: Draft): Gap[] {
  if (totalOf(draft.charges) === 0) return [];
  const gap = (field: string, name: FieldName): Gap => ({ job: null, section: "work", field, hard: true, name });
  const begun = draft.served.some((own) => own.work.startedAt !== null);
  return [
    ...(draft.agreedAt || !begun ? [] : [gap("agreed", "charges.agreed")]),
    ...(draft.payment ? [] : [gap("payment", "charges.payment")]),
  ];
}

/** Lines that were not done may stay open: the customer is asked about each service anyway. */
function listGaps({ own }: JobSoFar, catalog: Schemas["Catalog"]): Gap[] {
  return LISTS.flatMap(([section, list]) => {
    const open = checklistLines(catalog, own.appliance.category, list).find((line) => !own[list].ticked[line.id]);
    return open ? [{ job: own.jobId, section, field: open.id, hard: false, name: open.text }] : [];
  });
}

function cleanupGap(draft: Draft, catalog: Schemas["Catalog"]): Gap[] {
  const open = cleanupLines(catalog, firstCategory(draft)).find((line) => !draft.cleanup.ticked[line.id]);
  return open ? [{ job: null, section: "E", field: open.id, hard: false, name: open.text }] : [];
}

/** Cleanup is the visit's: its lines are those of the job the visit began with. */
export function firstCategory(draft: Draft): string {
  return draft.served[0]?.appliance.category ?? "";
}

function otherGaps(draft: Draft, catalog: Schemas["Catalog"]): Gap[] {
  return draft.others.flatMap((other): Gap[] => {
    const gap = { job: null, section: "D", field: other.id } as const;
    if (undecided(other).length > 0) return [{ ...gap, hard: true, name: "others.decision" }];
    if (unranked(other).length > 0) return [{ ...gap, hard: true, name: "others.urgency" }];
    if (unanswered(other, catalog).length > 0) return [{ ...gap, hard: true, name: "others.unanswered" }];
    return other.state === "open" ? [{ ...gap, hard: false, name: "others.next" }] : [];
  });
}

/** Nobody leaves a danger behind untold: what was done about it now, and what the customer decided. */
function hazardGap(danger: Danger, draft: Draft): Gap[] {
  const [lack] = lacksOf(danger, draft.language);
  if (!lack) return [];
  const { id: field, jobId: job } = danger.hazard;
  return [{ job, section: "hazard", field, hard: true, name: `hazard.lacks.${lack}` }];
}

function hazardRing(dangers: readonly Danger[], language: Draft["language"]): Ring {
  return { done: dangers.filter((danger) => lacksOf(danger, language).length === 0).length, total: dangers.length };
}

function resultGaps({ own, safety }: JobSoFar): Gap[] {
  const { result, reason } = own.work;
  const gap = (field: string, name: FieldName): Gap => ({
    job: own.jobId,
    section: "result",
    field,
    hard: true,
    name,
  });
  if (result === "") return [gap("result", "result.choose")];
  if (result === "done" && safety.level === "refuse") return [gap("result", "result.unsafe")];
  return result !== "done" && reason === "" ? [gap("reason", "result.reason")] : [];
}

function ringsOf(
  draft: Draft,
  catalog: Schemas["Catalog"],
  shown: JobSoFar | undefined,
  gaps: Gap[],
): Record<Exclude<Section, "hazard">, Ring> {
  const ring = (list: ChecklistDraft, lines: readonly Schemas["Choice"][]): Ring => ({
    done: lines.filter((line) => list.ticked[line.id]).length,
    total: lines.length,
  });
  const ofJob = (list: "guidance" | "maintenance"): Ring =>
    shown ? ring(shown.own[list], checklistLines(catalog, shown.own.appliance.category, list)) : NO_RING;
  const open = gaps.some((gap) => gap.section === "result" && gap.job === shown?.own.jobId);
  return {
    A: shown ? testRing(shown.safety) : NO_RING,
    work: shown ? workRing(draft, shown.own) : NO_RING,
    B: ofJob("guidance"),
    C: ofJob("maintenance"),
    D: { done: draft.others.filter((other) => other.state !== "open").length, total: draft.others.length },
    E: ring(draft.cleanup, cleanupLines(catalog, firstCategory(draft))),
    result: { done: open ? 0 : 1, total: 1 },
  };
}

const NO_RING: Ring = { done: 0, total: 0 };

/** Tests that may be left out count only once they are taken. */
function testRing(safety: SafetyView): Ring {
  const counted = safety.readings.filter((view) => view.test.required || isAnswered(view));
  return { done: counted.filter(isAnswered).length, total: counted.length };
}

function workRing(draft: Draft, own: ServedDraft): Ring {
  const paying = totalOf(draft.charges) > 0;
  const parts = [own.work.startedAt !== null, own.work.done.trim() !== ""];
  if (paying) parts.push(Boolean(draft.agreedAt), Boolean(draft.payment));
  return { done: parts.filter(Boolean).length, total: parts.length };
}
