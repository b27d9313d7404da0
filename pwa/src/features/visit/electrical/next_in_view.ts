/**
 * After a choice by finger the next open test comes into view, so that it is answered without a tap on the way. Only the page
 * moves: the focus stays where it is, and for who chooses with keys nothing moves (WCAG 3.2.2). A bad answer stays in view with
 * what to do about it.
 */
import type { Schemas } from "../../../domain/draft";
import type { SafetyView } from "../../../domain/safety_view";
import { openReadings } from "../../../domain/safety_view";

/** Id of the test to show, or null: the answer needs a look, or nothing of this part is open. */
export function nextToShow(safety: SafetyView, answered: Schemas["Test"]): string | null {
  const view = safety.readings.find((reading) => reading.test.id === answered.id);
  if (view?.level !== "pass") return null;
  return openReadings(safety, answered.phase)[0]?.test.id ?? null;
}

export function isByFinger(chosen: HTMLElement): boolean {
  return !chosen.matches(":focus-visible");
}

export function bringIntoView(test: string): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.getElementById(`f-${test}`)?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}
