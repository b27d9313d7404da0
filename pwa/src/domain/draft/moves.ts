/**
 * The pure moves that change a draft.
 *
 * They return a new draft and share what they did not touch: a screen that shows one field can tell
 * by identity that it need not draw again.
 */
import type {
  AnswerDraft,
  ApplianceDraft,
  ChargeDraft,
  ChecklistName,
  Draft,
  FindingDraft,
  OtherDraft,
  PhotoDraft,
  ReadingDraft,
  Service,
  WorkDraft,
  WorkResult,
} from "./shape";

/** Two jobs of one household may be served on one visit; the one the draft began with stays first. */
export function serveJob(draft: Draft, jobId: string, served: boolean): Draft {
  if (jobId === draft.jobIds[0] || draft.jobIds.includes(jobId) === served) return draft;
  const jobIds = served ? [...draft.jobIds, jobId] : draft.jobIds.filter((id) => id !== jobId);
  return { ...draft, jobIds };
}

const EMPTY_READING: ReadingDraft = { value: "", notTaken: "", instrument: "", method: "typed", at: null };

export function readingOf(draft: Draft, test: string): ReadingDraft {
  return draft.readings[test] ?? EMPTY_READING;
}

/** A value typed or chosen. Typing again after "not taken" means it was taken after all. */
export function takeReading(
  draft: Draft,
  test: string,
  taken: Partial<ReadingDraft> & { value: string; at: string },
): Draft {
  const before = readingOf(draft, test);
  const reading = { ...before, ...taken, notTaken: "", at: taken.value === "" ? null : taken.at };
  return { ...draft, readings: { ...draft.readings, [test]: reading } };
}

/** The typed value is kept aside: taking back "not taken" brings it back. */
export function skipReading(draft: Draft, test: string, reason: string): Draft {
  return { ...draft, readings: { ...draft.readings, [test]: { ...readingOf(draft, test), notTaken: reason } } };
}

export function withInstrument(draft: Draft, tests: readonly string[], instrument: string): Draft {
  const changed = Object.fromEntries(tests.map((test) => [test, { ...readingOf(draft, test), instrument }]));
  return { ...draft, readings: { ...draft.readings, ...changed } };
}

export function tick(draft: Draft, list: ChecklistName, ids: readonly string[], done: boolean): Draft {
  const ticked = { ...draft[list].ticked };
  for (const id of ids) {
    if (done) ticked[id] = true;
    else delete ticked[id];
  }
  return { ...draft, [list]: { ...draft[list], ticked } };
}

export function noteChecklist(draft: Draft, list: ChecklistName, note: string): Draft {
  return { ...draft, [list]: { ...draft[list], note } };
}

export function changeWork(draft: Draft, change: Partial<WorkDraft>): Draft {
  return { ...draft, work: { ...draft.work, ...change } };
}

/** A reason belongs to one result: another result asks for its own reason. */
export function chooseResult(draft: Draft, result: WorkResult): Draft {
  if (draft.work.result === result) return draft;
  return changeWork(draft, { result, reason: "", reasonText: "" });
}

export function changeAppliance(draft: Draft, change: Partial<ApplianceDraft>): Draft {
  return { ...draft, appliance: { ...draft.appliance, ...change } };
}

/** Any change of the charges needs the customer's agreement anew. */
export function setCharges(draft: Draft, charges: ChargeDraft[]): Draft {
  return { ...draft, charges, agreedAt: null };
}

export function changeOther(draft: Draft, id: string, change: (other: OtherDraft) => OtherDraft): Draft {
  return { ...draft, others: draft.others.map((other) => (other.id === id ? change(other) : other)) };
}

/** A check's result; the first one makes the appliance a checked one. */
export function setFinding(draft: Draft, otherId: string, check: string, finding: FindingDraft): Draft {
  return changeOther(draft, otherId, (other) => ({
    ...other,
    state: "checked",
    findings: { ...other.findings, [check]: finding },
  }));
}

export function changePhoto(draft: Draft, sha256: string, change: Partial<PhotoDraft>): Draft {
  return { ...draft, photos: draft.photos.map((photo) => (photo.sha256 === sha256 ? { ...photo, ...change } : photo)) };
}

/** The same picture twice is one picture. */
export function addPhoto(draft: Draft, photo: PhotoDraft): Draft {
  if (draft.photos.some((other) => other.sha256 === photo.sha256)) return draft;
  return { ...draft, photos: [...draft.photos, photo] };
}

export function removePhoto(draft: Draft, sha256: string): Draft {
  return { ...draft, photos: draft.photos.filter((photo) => photo.sha256 !== sha256) };
}

export function answerService(draft: Draft, service: Service, answer: AnswerDraft): Draft {
  return { ...draft, answers: { ...draft.answers, [service]: answer } };
}

/** Going back to edit after the freeze: the frozen content and what was signed under it are given up. */
export function thaw(draft: Draft): Draft {
  return { ...draft, frozen: null, signatures: {}, pad: null, finishedAt: null };
}
