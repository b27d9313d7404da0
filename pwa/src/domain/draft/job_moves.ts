/**
 * Moves on the job in view: readings, work, lists, parts. Pure like all moves (moves.ts).
 *
 * A visit of several jobs shows one of them at a time; what is typed belongs to that one.
 */
import { beginJob } from "./begin";
import type {
  ApplianceDraft,
  AskedDraft,
  ChecklistDraft,
  ChecklistName,
  Draft,
  ReadingDraft,
  Schemas,
  ServedDraft,
  WorkDraft,
  WorkResult,
} from "./shape";

/** The job whose sections are on the screen. */
export function inView(draft: Draft): ServedDraft {
  const served = draft.served.find((one) => one.jobId === draft.inView) ?? draft.served[0];
  if (!served) throw new Error("a visit serves at least one job");
  return served;
}

export function jobIdsOf(draft: Pick<Draft, "served">): string[] {
  return draft.served.map((one) => one.jobId);
}

export function showJob(draft: Draft, jobId: string): Draft {
  if (draft.inView === jobId || !draft.served.some((one) => one.jobId === jobId)) return draft;
  return { ...draft, inView: jobId };
}

/** Another job of the household is served on this visit too; its appliance is no longer one of the others. */
export function addJob(
  draft: Draft,
  job: Schemas["PulledJob"],
  category: Schemas["Category"] | undefined,
  faultCode: string,
): Draft {
  if (draft.served.some((one) => one.jobId === job.id)) return draft;
  const untouched = (other: Draft["others"][number]) =>
    other.applianceId === null || other.applianceId !== job.appliance_id || other.state !== "open";
  return {
    ...draft,
    served: [...draft.served, beginJob(job, category, faultCode)],
    others: draft.others.filter(untouched),
  };
}

/** The job the visit began with stays. What was typed for the other one is given up: ask before. */
export function dropJob(draft: Draft, jobId: string): Draft {
  if (draft.served[0]?.jobId === jobId) return draft;
  const served = draft.served.filter((one) => one.jobId !== jobId);
  if (served.length === draft.served.length) return draft;
  const kept = { ...draft, served, hazards: draft.hazards.filter((hazard) => hazard.jobId !== jobId) };
  return draft.inView === jobId ? { ...kept, inView: served[0]?.jobId ?? "" } : kept;
}

/** Whether anything was entered for the job, so that dropping it would lose work. */
export function isTouched(served: ServedDraft): boolean {
  const { work, guidance, maintenance } = served;
  const texts = [work.found, work.cause, work.done, work.result, guidance.note, maintenance.note];
  return (
    texts.some((text) => text !== "") ||
    served.parts.length > 0 ||
    Object.keys(served.readings).length > 0 ||
    Object.keys({ ...guidance.ticked, ...maintenance.ticked }).length > 0
  );
}

export function changeJob(draft: Draft, change: (served: ServedDraft) => ServedDraft): Draft {
  const before = inView(draft);
  const after = change(before);
  if (after === before) return draft;
  return { ...draft, served: draft.served.map((one) => (one === before ? after : one)) };
}

const EMPTY_READING: ReadingDraft = { value: "", notTaken: "", instrument: "", method: "typed", at: null };

/** The attempt that decides: the last one. */
export function readingIn(served: Pick<ServedDraft, "readings">, test: string): ReadingDraft {
  return served.readings[test]?.at(-1) ?? EMPTY_READING;
}

export function readingOf(draft: Draft, test: string): ReadingDraft {
  return readingIn(inView(draft), test);
}

export function attemptsOf(draft: Draft, test: string): readonly ReadingDraft[] {
  return inView(draft).readings[test] ?? [];
}

function putReading(served: ServedDraft, test: string, reading: ReadingDraft): ServedDraft {
  const earlier = (served.readings[test] ?? []).slice(0, -1);
  return { ...served, readings: { ...served.readings, [test]: [...earlier, reading] } };
}

/** A value typed or chosen. Typing again after "not taken" means it was taken after all. */
export function takeReading(
  draft: Draft,
  test: string,
  taken: Partial<ReadingDraft> & { value: string; at: string },
): Draft {
  return changeJob(draft, (served) => {
    const reading = { ...readingIn(served, test), ...taken, notTaken: "", at: taken.value === "" ? null : taken.at };
    return putReading(served, test, reading);
  });
}

/** The last attempt as it was before an instrument typed into its field; undefined: there was none. */
export function putBackReading(draft: Draft, test: string, before: ReadingDraft | undefined): Draft {
  return changeJob(draft, (served) => {
    if (before) return putReading(served, test, before);
    const { [test]: _, ...readings } = served.readings;
    return { ...served, readings };
  });
}

/** The typed value is kept aside: taking back "not taken" brings it back. */
export function skipReading(draft: Draft, test: string, reason: string): Draft {
  return changeJob(draft, (served) => putReading(served, test, { ...readingIn(served, test), notTaken: reason }));
}

/** As many attempts as a report takes of one test, and of all tests of a job (content_v2_job.py). */
const MOST_ATTEMPTS = 20;
const MOST_READINGS = 150;

/** Measured again, after something was put right or in doubt: the earlier attempts stay in the report. */
export function retest(draft: Draft, test: string): Draft {
  return changeJob(draft, (served) => {
    const attempts = served.readings[test] ?? [];
    const last = attempts.at(-1);
    if (!last || !canRetest(served, test)) return served;
    const next = { ...EMPTY_READING, instrument: last.instrument };
    return { ...served, readings: { ...served.readings, [test]: [...attempts, next] } };
  });
}

/** Of these tests, the first whose re-test was begun and has no value yet. */
export function begunRetest(draft: Draft, tests: readonly string[]): string | undefined {
  return tests.find((test) => {
    const { value, notTaken } = readingOf(draft, test);
    return attemptsOf(draft, test).length > 1 && value === "" && notTaken === "";
  });
}

/** What was put right together is measured again together, and once: a round that is begun is finished first. */
export function retestTogether(draft: Draft, tests: readonly string[]): Draft {
  return begunRetest(draft, tests) === undefined ? tests.reduce(retest, draft) : draft;
}

/** A reading that was taken, as long as the report has room for another attempt. */
export function canRetest(served: ServedDraft, test: string): boolean {
  const attempts = served.readings[test] ?? [];
  const last = attempts.at(-1);
  const room = Object.values(served.readings).flat().length < MOST_READINGS && attempts.length < MOST_ATTEMPTS;
  return room && last !== undefined && last.value !== "" && last.notTaken === "";
}

/** A re-test begun by mistake is taken back while it is empty. */
export function dropRetest(draft: Draft, test: string): Draft {
  return changeJob(draft, (served) => {
    const attempts = served.readings[test] ?? [];
    if (attempts.length < 2 || attempts.at(-1)?.value !== "") return served;
    return { ...served, readings: { ...served.readings, [test]: attempts.slice(0, -1) } };
  });
}

export function withInstrument(draft: Draft, tests: readonly string[], instrument: string): Draft {
  return changeJob(draft, (served) =>
    tests.reduce((each, test) => putReading(each, test, { ...readingIn(each, test), instrument }), served),
  );
}

/** Asked and not yet answered: what is known already stays as it was answered. `asked` by question key. */
export function noteQuestions(draft: Draft, asked: Readonly<Record<string, AskedDraft>>): Draft {
  return changeJob(draft, (served) =>
    Object.keys(asked).every((key) => key in served.asked)
      ? served
      : { ...served, asked: { ...asked, ...served.asked } },
  );
}

export function answerQuestion(draft: Draft, key: string, asked: AskedDraft): Draft {
  return changeJob(draft, (served) => ({ ...served, asked: { ...served.asked, [key]: asked } }));
}

/** Keeps what the instrument was when it measured. */
export function carry(draft: Draft, instrument: Schemas["Instrument"]): Draft {
  if (draft.carried?.[instrument.id] === instrument) return draft;
  return { ...draft, carried: { ...draft.carried, [instrument.id]: instrument } };
}

export function setSite(draft: Draft, change: Partial<Pick<ServedDraft, "earthing" | "location">>): Draft {
  return changeJob(draft, (served) => ({ ...served, ...change }));
}

/** Cleanup belongs to the visit, the other two lists to the job in view. */
export function listOf(draft: Draft, list: ChecklistName): ChecklistDraft {
  return list === "cleanup" ? draft.cleanup : inView(draft)[list];
}

export function changeList(draft: Draft, list: ChecklistName, change: (list: ChecklistDraft) => ChecklistDraft): Draft {
  if (list === "cleanup") return { ...draft, cleanup: change(draft.cleanup) };
  return changeJob(draft, (served) => ({ ...served, [list]: change(served[list]) }));
}

export function tick(draft: Draft, list: ChecklistName, ids: readonly string[], at: string | null): Draft {
  return changeList(draft, list, (before) => {
    const ticked = { ...before.ticked };
    for (const id of ids) {
      if (at === null) delete ticked[id];
      else ticked[id] ??= at;
    }
    return { ...before, ticked };
  });
}

export function noteChecklist(draft: Draft, list: ChecklistName, note: string): Draft {
  return changeList(draft, list, (before) => ({ ...before, note }));
}

/** How a line was found or left. */
export function describeLine(
  draft: Draft,
  list: ChecklistName,
  line: { id: string; when: "before" | "after" | "notes" },
  text: string,
): Draft {
  return changeList(draft, list, (before) => ({ ...before, [line.when]: { ...before[line.when], [line.id]: text } }));
}

/** How a maintenance point was found and left, in one move; the point has been seen to. */
export function setOutcome(
  draft: Draft,
  { line, before, after, at }: { line: string; before: string; after: string; at: string },
): Draft {
  return changeList(draft, "maintenance", (list) => ({
    ...list,
    ticked: { ...list.ticked, [line]: list.ticked[line] ?? at },
    before: { ...list.before, [line]: before },
    after: { ...list.after, [line]: after },
  }));
}

export function changeWork(draft: Draft, change: Partial<WorkDraft>): Draft {
  return changeJob(draft, (served) => ({ ...served, work: { ...served.work, ...change } }));
}

/** A reason belongs to one result: another result asks for its own reason. */
export function chooseResult(draft: Draft, result: WorkResult): Draft {
  if (inView(draft).work.result === result) return draft;
  return changeWork(draft, { result, reason: "", reasonText: "" });
}

export function changeAppliance(draft: Draft, change: Partial<ApplianceDraft>): Draft {
  return changeJob(draft, (served) => ({ ...served, appliance: { ...served.appliance, ...change } }));
}
