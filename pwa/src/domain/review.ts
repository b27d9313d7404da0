/** The customer's part: the five answers, and what keeps the report from being frozen. */
import type { Draft, RatingIndex, Service } from "./draft";
import { RATING_INDICES, SERVICES } from "./draft";

/** Services the customer has not yet answered, in their order. */
export function missingAnswers(draft: Draft): Service[] {
  return SERVICES.filter((service) => !draft.answers[service]);
}

/** Feedback as the wire takes it, or null while the customer has neither rated nor skipped. */
export function feedbackOf(
  draft: Draft,
): { scores: Partial<Record<RatingIndex, number>>; comment: string; skipped: boolean } | null {
  const { scores, comment, skipped } = draft.rating;
  const rated = RATING_INDICES.some((index) => scores[index]);
  if (!rated && comment.trim() === "") return skipped ? { scores: {}, comment: "", skipped: true } : null;
  return { scores, comment: comment.trim(), skipped: false };
}
