/** The checks of another appliance of the home: what is still to be said about one that counts as checked. */
import { checksOf } from "./applicable";
import type { FindingDraft, OtherDraft, Schemas } from "./draft";

/** Checks of a checked appliance that nobody answered; one that could not be done is answered with "does not apply". */
export function unanswered(other: OtherDraft, catalog: Schemas["Catalog"]): string[] {
  if (other.state !== "checked") return [];
  return checksOf(catalog, other.category).flatMap(({ id }) => (other.findings[id] ? [] : [id]));
}

function isBad({ level }: FindingDraft): boolean {
  return level === "advise" || level === "fail";
}

/** Findings that need the customer's decision and have none. */
export function undecided(other: OtherDraft): string[] {
  if (other.state !== "checked") return [];
  return Object.entries(other.findings)
    .filter(([, finding]) => isBad(finding) && !finding.decision)
    .map(([check]) => check);
}

/** Findings without an urgency: how bad it is, the customer must be told, of an advice as of a failure. */
export function unranked(other: OtherDraft): string[] {
  if (other.state !== "checked") return [];
  return Object.entries(other.findings)
    .filter(([, finding]) => isBad(finding) && !finding.urgency)
    .map(([check]) => check);
}

/** Checks of one appliance: how many, how many have a result, and how many were found sound. */
export function checkRing(
  other: OtherDraft,
  catalog: Schemas["Catalog"],
): { done: number; total: number; sound: number } {
  const checks = checksOf(catalog, other.category);
  const found = checks.flatMap((check) => other.findings[check.id] ?? []);
  return {
    done: found.length,
    total: checks.length,
    sound: found.filter((finding) => finding.level === "ok").length,
  };
}
