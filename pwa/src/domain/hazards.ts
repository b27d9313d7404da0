/**
 * The dangers of a visit: what rules and findings say, merged with what the technician entered. Pure.
 *
 * The draft keeps an entry only once it was touched. Its words are then the technician's and are never lost; what
 * was measured follows the readings. An entry that nobody touched goes when its cause goes.
 */
import type { Decision, Draft, HazardDraft, Schemas } from "./draft";
import { putHazard, setFinding } from "./draft";
import type { Cause } from "./hazard_causes";
import { causesOf } from "./hazard_causes";
import type { Safeties } from "./progress";

export interface Danger {
  hazard: HazardDraft;
  /** its cause is still there */
  stands: boolean;
  /** from a finding: where it is; null when a test found it */
  finding: Cause["finding"];
  /** the tests to take again once it was put right; none when a finding is the cause, or the cause has gone */
  tests: Cause["tests"];
}

/** `today`: the local date on which the deadlines begin. */
export function dangersOf(draft: Draft, catalog: Schemas["Catalog"], safeties: Safeties, today: string): Danger[] {
  const causes = causesOf(draft, catalog, safeties).map((cause) => ({ cause, id: nameOf(cause, draft) }));
  const standing = new Set(causes.map(({ id }) => id));
  const gone = draft.hazards.filter(({ id }) => !standing.has(id));
  return [
    ...causes.map(({ cause, id }) => ({
      hazard: merged(
        id,
        cause,
        draft.hazards.find((kept) => kept.id === id),
        today,
      ),
      stands: true,
      finding: cause.finding,
      tests: cause.tests,
    })),
    ...gone.map((hazard) => ({ hazard, stands: false, finding: null, tests: [] })),
  ];
}

/** As the report and the notice say them. */
export function hazardsOf(draft: Draft, catalog: Schemas["Catalog"], safeties: Safeties, today: string): HazardDraft[] {
  return dangersOf(draft, catalog, safeties, today).map(({ hazard }) => hazard);
}

function merged(id: string, cause: Cause, kept: HazardDraft | undefined, today: string): HazardDraft {
  const { key: _, also: ___, days, finding: __, tests: ____, ...found } = cause;
  const own = kept ?? {
    hazard: found.hazard,
    consequence: found.consequence,
    remedy: found.remedy,
    deadline: daysAfter(today, days),
    measure: "" as const,
    measureText: "",
    decision: null,
    at: found.at,
  };
  const { hazard, consequence, remedy, deadline, measure, measureText, at } = own;
  const decision = found.decision ?? own.decision;
  return { ...found, id, hazard, consequence, remedy, deadline, measure, measureText, decision, at };
}

/** What is still to be said about a danger, in the order of the screen. */
export type HazardLack = "remove" | "words" | "deadline" | "measure" | "retest" | "how" | "decision";

export function lacksOf({ hazard, stands, finding }: Danger, language: "zh" | "en"): HazardLack[] {
  const { measure, measureText, decision } = hazard;
  const words = [hazard.hazard, hazard.consequence, hazard.remedy];
  if (!stands && measure === "") return ["remove"];
  return [
    ...(measure === "" || measure === "none" ? (["measure"] as const) : []),
    ...(measure === "fixed" && stands && !finding ? (["retest"] as const) : []),
    ...(measure === "fixed" && finding && measureText.trim() === "" ? (["how"] as const) : []),
    ...(decision === null ? (["decision"] as const) : []),
    ...(words.some((text) => text[language].trim() === "") ? (["words"] as const) : []),
    ...(hazard.deadline === null && measure !== "fixed" ? (["deadline"] as const) : []),
  ];
}

/** The decision about a finding is one decision, wherever it is made. */
export function decideDanger(draft: Draft, { hazard, finding }: Danger, decision: Decision): Draft {
  const decided = putHazard(draft, { ...hazard, decision });
  const other = finding && draft.others.find(({ id }) => id === finding.other);
  const found = finding && other?.findings[finding.check];
  return finding && found ? setFinding(decided, finding.other, finding.check, { ...found, decision }) : decided;
}

function daysAfter(day: string, days: number): string {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}

/** What was entered for one of the hazards stays with the danger that speaks for it now. */
function nameOf(cause: Cause, draft: Draft): string {
  const ids = [cause.key, ...cause.also].map((key) => idOf(draft.reportId, key));
  return ids.find((id) => draft.hazards.some((kept) => kept.id === id)) ?? ids[0] ?? "";
}

/** The same danger of the same report has the same id, before anything of it is kept. In the shape of a UUIDv8. */
function idOf(reportId: string, key: string): string {
  const hex = [0, 1, 2, 3].map((seed) => fnv1a(`${seed} ${reportId} ${key}`).toString(16).padStart(8, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
