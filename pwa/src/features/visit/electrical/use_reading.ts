/** One test of the visit: its reading, its verdict, and what the technician may do with it. */
import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { dayIn } from "../../../domain/age";
import type { Standing } from "../../../domain/asked";
import { zone } from "../../../domain/content";
import { isExpired } from "../../../domain/content_safety";
import type { AskedDraft, Draft, Schemas } from "../../../domain/draft";
import { carry, noteQuestions, readingOf, skipReading, takeReading, withInstrument } from "../../../domain/draft";
import type { Instrument } from "../../../domain/instruments";
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
    before.why.zh === after.why.zh &&
    before.earlier.length === after.earlier.length
  );
}

type Method = "typed" | "adapter";

export function enter(visit: Visit, test: Schemas["Test"], value: string, method: Method = "typed"): void {
  visit.change(entered(visit, test, { value, method }));
}

function entered(visit: Visit, test: Schemas["Test"], figure: { value: string; method: Method }) {
  return (draft: Draft): Draft => {
    const named = readingOf(draft, test.id).instrument;
    const usual = named || test.instrument === "sight" ? undefined : usualInstrument(visit, test);
    const taken = { ...figure, at: nowIso(), instrument: named || usual?.id || "" };
    return takeReading(usual ? carry(draft, usual) : draft, test.id, taken);
  };
}

/** Handlers of a figure's field: a digit is kept at once, judged when the typing pauses, asked about when the field is left. */
export function typing(visit: Visit, test: Schemas["Test"]) {
  return {
    onInput: (event: { currentTarget: HTMLInputElement }) => {
      visit.typing.value = test.id;
      visit.type(entered(visit, test, { value: cleanNumber(event.currentTarget), method: "typed" }));
    },
    onBlur: () => settle(visit),
    onKeyDown: nextOnEnter,
  };
}

/** A figure is complete: what it makes us ask is written down, so that an answer that never comes is seen too. */
export function settle(visit: Visit): void {
  visit.settle();
  visit.typing.value = "";
  const asked = visit.questions.peek();
  if (asked.length === 0) return;
  const at = nowIso();
  visit.change((draft) => noteQuestions(draft, Object.fromEntries(asked.map((one) => [one.key, askedOf(one, at)]))));
}

export function askedOf({ id, field, attempt, text }: Standing, at: string): AskedDraft {
  return { id, test: field, attempt, text, answer: "open", at };
}

export function skip(visit: Visit, tests: readonly string[], reason: string): void {
  visit.change((draft) => tests.reduce((changed, test) => skipReading(changed, test, reason), draft));
}

/** Those of this kind first, for which the register has a kind of its own; a combined tester measures all. */
export function instrumentsFor(
  all: readonly Instrument[],
  kind: string,
): { fitting: Instrument[]; others: Instrument[] } {
  const fits = (instrument: Instrument) => instrument.kind === kind;
  return { fitting: all.filter(fits), others: all.filter((instrument) => !fits(instrument)) };
}

/** The one that measured this kind last; else a valid one of it; an expired one rather than none, and then it is said. */
function usualInstrument(visit: Visit, test: Schemas["Test"]): Instrument | undefined {
  const all = visit.instruments.peek();
  const last = visit.lastUsed.peek()[test.instrument];
  const { fitting } = instrumentsFor(all, test.instrument);
  return (
    all.find((instrument) => instrument.id === last) ??
    fitting.find((instrument) => !isExpired(instrument, today(visit))) ??
    fitting[0]
  );
}

/** For these tests of one kind, and proposed from now on. */
export function chooseInstrument(
  visit: Visit,
  { kind, tests }: { kind: string; tests: readonly string[] },
  instrument: Instrument | undefined,
): void {
  const id = instrument?.id ?? "";
  visit.change((draft) => withInstrument(instrument ? carry(draft, instrument) : draft, tests, id));
  if (instrument) visit.lastUsed.value = { ...visit.lastUsed.peek(), [kind]: id };
}

export function today(visit: Visit): string {
  return dayIn(zone(visit.me), nowIso());
}
