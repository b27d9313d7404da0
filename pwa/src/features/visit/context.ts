/** What every screen of a visit works with: the draft, what follows from it, and the one way to change it. */
import type { ReadonlySignal } from "@preact/signals";
import { useComputed } from "@preact/signals";
import { createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { Draft, Schemas, ServedDraft } from "../../domain/draft";
import { inView, jobIdsOf } from "../../domain/draft";
import type { Progress, Safeties } from "../../domain/progress";
import type { SafetyView } from "../../domain/safety_view";
import type { Intake } from "./photos/intake";
import type { SaveState } from "./session";

export interface Visit {
  draft: ReadonlySignal<Draft>;
  /** the draft as it is judged: behind it only while a figure is typed */
  settled: ReadonlySignal<Draft>;
  /** the test of the job in view */
  safety: ReadonlySignal<SafetyView>;
  /** the tests of all jobs, by job */
  safeties: ReadonlySignal<Safeties>;
  progress: ReadonlySignal<Progress>;
  catalog: Schemas["Catalog"];
  /** every pulled job of this household's visit; the draft says which of them it serves */
  jobs: readonly Schemas["PulledJob"][];
  me: Schemas["Me"];
  saved: ReadonlySignal<SaveState>;
  change: (move: (draft: Draft) => Draft) => void;
  /** by a keystroke: what follows from the draft is known when the typing pauses */
  type: (move: (draft: Draft) => Draft) => void;
  /** what follows from the draft is wanted now */
  settle: () => void;
  /** resolves when IndexedDB has committed everything that was typed */
  flush: () => Promise<void>;
  /** the way of its photos onto the disk and into the draft */
  intake: Intake;
  /** after finalising: the draft is gone and must not come back */
  end: () => void;
}

export const VisitContext = createContext<Visit | null>(null);

export function useVisit(): Visit {
  const visit = useContext(VisitContext);
  if (!visit) throw new Error("a screen of the visit stands outside of a visit");
  return visit;
}

/** One part of the draft: the component draws again only when that part changed. */
export function useDraft<Part>(pick: (draft: Draft) => Part): Part {
  const { draft } = useVisit();
  return useComputed(() => pick(draft.value)).value;
}

/** The same for what may wait until a figure is typed to its end. */
export function useSettled<Part>(pick: (draft: Draft) => Part): Part {
  const { settled } = useVisit();
  return useComputed(() => pick(settled.value)).value;
}

/** One part of the job in view. */
export function useJob<Part>(pick: (served: ServedDraft) => Part): Part {
  return useDraft((draft) => pick(inView(draft)));
}

/** Ids of the jobs served; the same array while none is added or dropped. */
export function useServedIds(): readonly string[] {
  const ids = useDraft((draft) => jobIdsOf(draft).join(" "));
  return useMemo(() => ids.split(" "), [ids]);
}

/** The pulled jobs that the draft serves, its first one first. */
export function servedJobs(visit: Visit): Schemas["PulledJob"][] {
  return jobIdsOf(visit.draft.value).flatMap((id) => visit.jobs.find((job) => job.id === id) ?? []);
}

/** The pulled job whose sections are on the screen. */
export function jobInView(visit: Visit): Schemas["PulledJob"] {
  const id = inView(visit.draft.value).jobId;
  const job = visit.jobs.find((one) => one.id === id);
  if (!job) throw new Error("the job of this visit is not on this phone");
  return job;
}
