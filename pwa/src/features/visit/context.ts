/** What every screen of a visit works with: the draft, what follows from it, and the one way to change it. */
import type { ReadonlySignal } from "@preact/signals";
import { useComputed } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Draft, Schemas } from "../../domain/draft";
import type { Progress } from "../../domain/progress";
import type { SafetyView } from "../../domain/safety_view";
import type { Intake } from "./photos/intake";
import type { SaveState } from "./session";

export interface Visit {
  draft: ReadonlySignal<Draft>;
  safety: ReadonlySignal<SafetyView>;
  progress: ReadonlySignal<Progress>;
  catalog: Schemas["Catalog"];
  /** every pulled job of this household's visit; the draft says which of them it serves */
  jobs: readonly Schemas["PulledJob"][];
  me: Schemas["Me"];
  saved: ReadonlySignal<SaveState>;
  change: (move: (draft: Draft) => Draft) => void;
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

/** The pulled jobs that the draft serves, its first one first. */
export function servedJobs(visit: Visit): Schemas["PulledJob"][] {
  const ids = visit.draft.value.jobIds;
  return ids.flatMap((id) => visit.jobs.find((job) => job.id === id) ?? []);
}

export function mainJob(visit: Visit): Schemas["PulledJob"] {
  const [job] = servedJobs(visit);
  if (!job) throw new Error("the job of this visit is not on this phone");
  return job;
}
