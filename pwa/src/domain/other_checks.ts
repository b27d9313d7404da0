/** The checks of another appliance of the home: what is still to be said about one that counts as checked. */
import { checksOf } from "./applicable";
import type { OtherDraft, Schemas } from "./draft";

/** Checks of a checked appliance that nobody answered; one that could not be done is answered with "does not apply". */
export function unanswered(other: OtherDraft, catalog: Schemas["Catalog"]): string[] {
  if (other.state !== "checked") return [];
  return checksOf(catalog, other.category).flatMap(({ id }) => (other.findings[id] ? [] : [id]));
}

/** Findings that need the customer's decision and have none. */
export function undecided(other: OtherDraft): string[] {
  if (other.state !== "checked") return [];
  return Object.entries(other.findings)
    .filter(([, finding]) => (finding.level === "advise" || finding.level === "fail") && !finding.decision)
    .map(([check]) => check);
}

/** Failures without an urgency: how bad it is, the customer must be told. */
export function unranked(other: OtherDraft): string[] {
  if (other.state !== "checked") return [];
  return Object.entries(other.findings)
    .filter(([, finding]) => finding.level === "fail" && !finding.urgency)
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
