/** One test of the visit: its reading, its verdict, and what the technician may do with it. */
import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { dayIn } from "../../../domain/age";
import { zone } from "../../../domain/content";
import { isExpired } from "../../../domain/content_safety";
import type { Draft, Schemas } from "../../../domain/draft";
import { readingOf, skipReading, takeReading } from "../../../domain/draft";
import type { ReadingView } from "../../../domain/safety_view";
import { nowIso } from "../clock";
import type { Visit } from "../context";
import { useVisit } from "../context";
import { cleanNumber, nextOnEnter } from "./typing";

/** The view of one test; the same object as long as nothing a person would see has changed. */
export function useReading(test: string): ReadingView | undefined {
  const { safety } = useVisit();
  const last = useRef<ReadingView | undefined>(undefined);
  return useComputed(() => {
    const next = safety.value.readings.find((view) => view.test.id === test);
    if (!last.current || !next || !looksAlike(last.current, next)) last.current = next;
    return last.current;
  }).value;
}

function looksAlike(before: ReadingView, after: ReadingView): boolean {
  return (
    before.reading === after.reading &&
    before.level === after.level &&
    before.limit === after.limit &&
    before.limitText.zh === after.limitText.zh &&
    before.why.zh === after.why.zh
  );
}

export function enter(visit: Visit, test: Schemas["Test"], value: string): void {
  visit.change(entered(visit, test, value));
}

function entered(visit: Visit, test: Schemas["Test"], value: string) {
  return (draft: Draft): Draft => {
    const instrument = readingOf(draft, test.id).instrument || usualInstrument(visit, test)?.id || "";
    return takeReading(draft, test.id, { value, at: nowIso(), instrument });
  };
}

/** Handlers of a figure's field: each digit is kept at once and judged when the typing pauses or the field is left. */
export function typing(visit: Visit, test: Schemas["Test"]) {
  return {
    onInput: (event: { currentTarget: HTMLInputElement }) =>
      visit.type(entered(visit, test, cleanNumber(event.currentTarget))),
    onBlur: visit.settle,
    onKeyDown: nextOnEnter,
  };
}

export function skip(visit: Visit, tests: readonly string[], reason: string): void {
  visit.change((draft) => tests.reduce((changed, test) => skipReading(changed, test, reason), draft));
}

/** The technician's instruments that can measure this. */
export function instrumentsFor(me: Schemas["Me"], kind: string): Schemas["Instrument"][] {
  return me.instruments.filter((instrument) => instrument.kind === kind);
}

/** A valid one of the right kind first; an expired one rather than none, and then it is said. */
function usualInstrument(visit: Visit, test: Schemas["Test"]): Schemas["Instrument"] | undefined {
  const fitting = instrumentsFor(visit.me, test.instrument);
  return fitting.find((instrument) => !isExpired(instrument, today(visit))) ?? fitting[0];
}

export function today(visit: Visit): string {
  return dayIn(zone(visit.me), nowIso());
}
