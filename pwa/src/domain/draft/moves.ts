/**
 * The pure moves on the visit as a whole; those on one of its jobs stand in job_moves.ts.
 *
 * They return a new draft and share what they did not touch: a screen that shows one field can tell
 * by identity that it need not draw again.
 */
import type {
  AnswerDraft,
  Draft,
  FindingDraft,
  HazardDraft,
  HelperDraft,
  OtherDraft,
  PhotoDraft,
  Service,
} from "./shape";

export function setHelpers(draft: Draft, helpers: HelperDraft[]): Draft {
  return { ...draft, helpers };
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

export function putHazard(draft: Draft, hazard: HazardDraft): Draft {
  const known = draft.hazards.some((one) => one.id === hazard.id);
  const hazards = known
    ? draft.hazards.map((one) => (one.id === hazard.id ? hazard : one))
    : [...draft.hazards, hazard];
  return { ...draft, hazards };
}

export function removeHazard(draft: Draft, id: string): Draft {
  return { ...draft, hazards: draft.hazards.filter((hazard) => hazard.id !== id) };
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
  return { ...draft, frozen: null, signatures: {}, pad: null, excuse: null, finishedAt: null };
}
