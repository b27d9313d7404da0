/** How far a visit is, and what to fill in next. */
import { checklistLines, checksOf } from "./applicable";
import { totalOf } from "./charges";
import type { ChecklistName, Draft, OtherDraft, Schemas } from "./draft";
import type { Both, SafetyView } from "./safety_view";
import { isAnswered, openReadings, workLock } from "./safety_view";

export type Section = "A" | "work" | "B" | "C" | "D" | "E" | "result";

/** Fields that the screens name, not the catalog. */
export type FieldName =
  | "work.done"
  | "charges.agreed"
  | "charges.payment"
  | "others.decision"
  | "others.next"
  | "result.choose"
  | "result.unsafe"
  | "result.reason";

/**
 * Something still empty. `hard`: the report cannot be reviewed without it. `name` is the field in the catalog's
 * words, or the key of a screen's text.
 */
export interface Gap {
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

const LISTS: [Section, ChecklistName][] = [
  ["B", "guidance"],
  ["C", "maintenance"],
  ["E", "cleanup"],
];

export function progressOf(draft: Draft, catalog: Schemas["Catalog"], safety: SafetyView): Progress {
  const gaps = gapsOf(draft, catalog, safety);
  return {
    rings: ringsOf(draft, catalog, safety, gaps),
    gaps,
    next: gaps.find((gap) => gap.hard && gap.section !== "result") ?? gaps.find((gap) => !gap.hard) ?? gaps[0] ?? null,
    reviewable: gaps.every((gap) => !gap.hard),
  };
}

function gapsOf(draft: Draft, catalog: Schemas["Catalog"], safety: SafetyView): Gap[] {
  if (workLock(safety) === "refused") return [...openTests(safety, "supply", "soft"), ...resultGaps(draft, safety)];
  if (draft.work.result === "refused") return resultGaps(draft, safety);
  const afterWork = draft.work.result === "second_visit" ? "soft" : "hard";
  return [
    ...openTests(safety, "supply", "hard"),
    ...workGaps(draft),
    ...openTests(safety, "appliance", afterWork),
    ...checklistGaps(draft, catalog),
    ...otherGaps(draft),
    ...resultGaps(draft, safety),
  ];
}

function openTests(safety: SafetyView, phase: "supply" | "appliance", weight: "hard" | "soft"): Gap[] {
  return openReadings(safety, phase).map(({ test }) => ({
    section: "A",
    field: test.id,
    hard: weight === "hard",
    name: test.title,
  }));
}

function workGaps(draft: Draft): Gap[] {
  const gaps: Gap[] = [];
  const gap = (field: string, name: FieldName) => gaps.push({ section: "work", field, hard: true, name });
  if (draft.work.done.trim() === "") gap("done", "work.done");
  if (totalOf(draft.charges) > 0 && !draft.agreedAt) gap("agreed", "charges.agreed");
  if (totalOf(draft.charges) > 0 && !draft.payment) gap("payment", "charges.payment");
  return gaps;
}

/** Lines that were not done may stay open: the customer is asked about each service anyway. */
function checklistGaps(draft: Draft, catalog: Schemas["Catalog"]): Gap[] {
  return LISTS.flatMap(([section, list]) => {
    const open = checklistLines(catalog, draft.appliance.category, list).find((line) => !draft[list].ticked[line.id]);
    return open ? [{ section, field: open.id, hard: false, name: open.text }] : [];
  });
}

function otherGaps(draft: Draft): Gap[] {
  return draft.others.flatMap((other): Gap[] => {
    if (undecided(other).length > 0) return [{ section: "D", field: other.id, hard: true, name: "others.decision" }];
    return other.state === "open" ? [{ section: "D", field: other.id, hard: false, name: "others.next" }] : [];
  });
}

/** Findings that need the customer's decision and have none. */
export function undecided(other: OtherDraft): string[] {
  if (other.state !== "checked") return [];
  return Object.entries(other.findings)
    .filter(([, finding]) => (finding.level === "advise" || finding.level === "fail") && !finding.decision)
    .map(([check]) => check);
}

function resultGaps(draft: Draft, safety: SafetyView): Gap[] {
  const { result, reason } = draft.work;
  const gap = (field: string, name: FieldName): Gap => ({ section: "result", field, hard: true, name });
  if (result === "") return [gap("result", "result.choose")];
  if (result === "done" && safety.level === "refuse") return [gap("result", "result.unsafe")];
  return result !== "done" && reason === "" ? [gap("reason", "result.reason")] : [];
}

function ringsOf(draft: Draft, catalog: Schemas["Catalog"], safety: SafetyView, gaps: Gap[]): Record<Section, Ring> {
  const list = (name: ChecklistName): Ring => {
    const lines = checklistLines(catalog, draft.appliance.category, name);
    return { done: lines.filter((line) => draft[name].ticked[line.id]).length, total: lines.length };
  };
  const result = gaps.some((gap) => gap.section === "result");
  return {
    A: testRing(safety),
    work: workRing(draft),
    B: list("guidance"),
    C: list("maintenance"),
    D: { done: draft.others.filter((other) => other.state !== "open").length, total: draft.others.length },
    E: list("cleanup"),
    result: { done: result ? 0 : 1, total: 1 },
  };
}

/** Tests that may be left out count only once they are taken. */
function testRing(safety: SafetyView): Ring {
  const counted = safety.readings.filter((view) => view.test.required || isAnswered(view));
  return { done: counted.filter(isAnswered).length, total: counted.length };
}

function workRing(draft: Draft): Ring {
  const paying = totalOf(draft.charges) > 0;
  const parts = [draft.work.found.trim() !== "", draft.work.done.trim() !== ""];
  if (paying) parts.push(Boolean(draft.agreedAt), Boolean(draft.payment));
  return { done: parts.filter(Boolean).length, total: parts.length };
}

/** Checks of one appliance that have a result, of how many. */
export function checkRing(other: OtherDraft, catalog: Schemas["Catalog"]): Ring {
  const checks = checksOf(catalog, other.category);
  return { done: checks.filter((check) => other.findings[check.id]).length, total: checks.length };
}
