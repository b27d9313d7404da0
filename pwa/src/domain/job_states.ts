/**
 * The states of a job, the moves between them, and who may make them. Twin of backend/domain/job_states.py,
 * which decides in the end; the phone uses it to show at once what an event will do.
 */
import type { components } from "../generated/api";

export type JobState = components["schemas"]["PulledJob"]["state"];
export type JobEventKind = components["schemas"]["JobEventIn"]["kind"];
type WorkResult = components["schemas"]["WorkV2"]["result"];
export type Actor = "phone" | "office" | "report";

export interface Outcome {
  applied: boolean;
  /** afterwards; the same as before where the move was not applied */
  to: JobState;
  /** why not, in both languages; empty where it was applied */
  why: components["schemas"]["Bilingual"];
}

interface Row {
  from: readonly JobState[];
  to: JobState;
  who: readonly Actor[];
}

const BEFORE: readonly JobState[] = ["requested", "assessed", "scheduled"];
const WITH: readonly JobState[] = ["assigned", "accepted", "en_route", "on_site"];

const TABLE = {
  assess: { from: ["requested"], to: "assessed", who: ["office"] },
  schedule: { from: [...BEFORE, "second_visit", "on_hold"], to: "scheduled", who: ["office"] },
  assign: { from: [...BEFORE, ...WITH, "second_visit", "on_hold"], to: "assigned", who: ["office"] },
  unassign: { from: WITH, to: "scheduled", who: ["office"] },
  accept: { from: ["assigned"], to: "accepted", who: ["phone"] },
  decline: { from: ["assigned", "accepted"], to: "scheduled", who: ["phone"] },
  set_out: { from: ["assigned", "accepted"], to: "en_route", who: ["phone"] },
  arrive: { from: ["assigned", "accepted", "en_route"], to: "on_site", who: ["phone"] },
  hold: { from: [...BEFORE, ...WITH], to: "on_hold", who: ["phone", "office"] },
  reopen: { from: ["on_hold", "cancelled", "refused", "second_visit"], to: "scheduled", who: ["office"] },
  cancel: { from: [...BEFORE, ...WITH, "second_visit", "on_hold"], to: "cancelled", who: ["office"] },
  complete: { from: [...BEFORE, ...WITH, "on_hold", "second_visit"], to: "completed", who: ["report"] },
  need_second_visit: { from: [...WITH, "on_hold"], to: "second_visit", who: ["report"] },
  refuse: { from: [...WITH, "on_hold"], to: "refused", who: ["report"] },
  follow_up: { from: ["completed", "refused"], to: "followed_up", who: ["office"] },
  close: { from: ["completed", "refused", "followed_up"], to: "closed", who: ["office"] },
} satisfies Record<string, Row>;

export type Move = keyof typeof TABLE;

export const PHONE_MOVES: Record<JobEventKind, Move> = {
  accepted: "accept",
  declined: "decline",
  en_route: "set_out",
  arrived: "arrive",
  on_hold: "hold",
};
export const REPORT_MOVES: Record<WorkResult, Move> = {
  done: "complete",
  second_visit: "need_second_visit",
  refused: "refuse",
};

/** Why a job in this state stands still; elsewhere it is simply not this move's turn. */
const STANDS: Partial<Record<JobState, Outcome["why"]>> = {
  cancelled: { zh: "工单已取消。", en: "The job has been cancelled." },
  closed: { zh: "工单已关闭。", en: "The job has been closed." },
  completed: { zh: "工单已完成。", en: "The job has been completed." },
  followed_up: { zh: "工单已完成并回访。", en: "The job has been completed and followed up." },
  refused: { zh: "工单未作业，已结束。", en: "The job has ended without work." },
  on_hold: { zh: "工单已暂停。", en: "The job is on hold." },
  second_visit: { zh: "工单等待二次上门安排。", en: "The job waits for a second visit to be arranged." },
};
const OUT_OF_TURN = { zh: "工单当前状态不能执行此操作。", en: "The job's present state does not allow this." };
const NOT_YOURS = { zh: "您不能执行此操作。", en: "This is not yours to do." };

/** What becomes of a job in `state` when `actor` makes the move. */
export function decide(state: JobState, by: Move, actor: Actor): Outcome {
  const row: Row = TABLE[by];
  if (!row.who.includes(actor)) return { applied: false, to: state, why: NOT_YOURS };
  if (!row.from.includes(state)) return { applied: false, to: state, why: STANDS[state] ?? OUT_OF_TURN };
  return { applied: true, to: row.to, why: { zh: "", en: "" } };
}
