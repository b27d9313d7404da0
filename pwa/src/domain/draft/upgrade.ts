/**
 * A draft that an older app began, in today's shape: an update in the middle of a visit loses nothing.
 *
 * Version 1 had one appliance, test and work text for all jobs of a visit.
 */
import { emptyChecklist } from "./begin";
import type { ChecklistDraft, Draft, ServedDraft } from "./shape";
import { DRAFT_VERSION } from "./shape";

type Old = Record<string, unknown>;

/** `newId` names what had no name of its own. */
export function upgradeDraft(kept: unknown, newId: () => string): Draft {
  const draft = kept as Old & Draft;
  return (draft.v as number) === DRAFT_VERSION ? draft : fromV1(draft, newId);
}

function fromV1(old: Old, newId: () => string): Draft {
  const { jobIds, appliance, readings, earthing, location, work, guidance, maintenance, ...kept } = old as Old & {
    jobIds: string[];
    readings: Record<string, Old>;
  };
  const [first = "", ...rest] = jobIds;
  const one: ServedDraft = {
    jobId: first,
    appliance: { installedOn: "", ...(appliance as Old) } as ServedDraft["appliance"],
    earthing: earthing as ServedDraft["earthing"],
    location: location as ServedDraft["location"],
    circumstances: {},
    readings: Object.fromEntries(
      Object.entries(readings).map(([test, reading]) => [test, [reading]]),
    ) as unknown as ServedDraft["readings"],
    asked: {},
    work: { symptom: "", firstTime: null, overReason: "", endedAt: null, ...(work as Old) } as ServedDraft["work"],
    guidance: listFromV1(guidance as Old, String(old["arrivedAt"])),
    maintenance: listFromV1(maintenance as Old, String(old["arrivedAt"])),
    parts: [],
  };
  const frozen = old["frozen"] as Old | null;
  return {
    ...(kept as unknown as Draft),
    v: DRAFT_VERSION,
    served: [one, ...rest.map((jobId) => ({ ...one, jobId }))],
    inView: first,
    helpers: [],
    hazards: [],
    cleanup: listFromV1(old["cleanup"] as Old, String(old["arrivedAt"])),
    charges: (old["charges"] as Old[]).map((line) => ({ jobId: null, ...line })) as unknown as Draft["charges"],
    others: (old["others"] as Old[]).map((other) => otherFromV1(other, newId)),
    photos: (old["photos"] as Old[]).map((photo) => ({ of: "", ...photo })) as unknown as Draft["photos"],
    frozen: frozen && ({ v: 1, customerKey: null, ...frozen } as unknown as Draft["frozen"]),
  };
}

/** When a line was ticked was not kept: the arrival is the one instant that is surely not too late. */
function listFromV1(old: Old, arrivedAt: string): ChecklistDraft {
  const ticked = Object.fromEntries(Object.keys(old["ticked"] as Old).map((id) => [id, arrivedAt]));
  return { ...emptyChecklist(), notes: old["notes"] as Record<string, string>, note: String(old["note"]), ticked };
}

function otherFromV1(old: Old, newId: () => string): Draft["others"][number] {
  const findings = Object.entries(old["findings"] as Record<string, Old>);
  return {
    brand: "",
    serial: "",
    identified: old["applianceId"] === null ? "typed" : "known",
    ...old,
    findings: Object.fromEntries(findings.map(([check, finding]) => [check, { id: newId(), ...finding }])),
  } as unknown as Draft["others"][number];
}
