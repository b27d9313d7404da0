/** The safety part of the signed content: readings with the limit and verdict exactly as they were shown. */
import { dayIn } from "./age";
import { choiceText, clip } from "./content_words";
import type { Draft, Language, Schemas } from "./draft";
import type { ReadingView, SafetyView } from "./safety_view";
import { isAnswered, isTaken } from "./safety_view";

export interface SafetyContext {
  catalog: Schemas["Catalog"];
  instruments: readonly Schemas["Instrument"][];
  language: Language;
  timeZone: string;
}

export function safetyContent(draft: Draft, safety: SafetyView, context: SafetyContext): Schemas["SafetyV1"] {
  const { catalog, language } = context;
  const readings = safety.readings.filter((view) => isAnswered(view) || view.test.required);
  return {
    profile: clip(catalog.profile, 40),
    limits_version: catalog.version,
    earthing: draft.earthing,
    location: draft.location,
    wiring: {
      candidates: safety.wiring.map((fault) => fault.id),
      text: clip(safety.wiring.map((fault) => fault.title[language]).join(language === "zh" ? "；" : "; "), 400),
    },
    readings: readings.map((view) => readingContent(view, context, visitEnded(draft, context))),
    instruments: usedInstruments(readings, draft, context),
    verdict: {
      level: safety.level,
      limit: clip(safety.decisive.limit, 60),
      why: clip(safety.decisive.why[language], 400),
    },
  };
}

function readingContent(view: ReadingView, context: SafetyContext, ended: string): Schemas["ReadingV1"] {
  const { test, reading } = view;
  const { catalog, language } = context;
  const taken = isTaken(view);
  return {
    test: test.id,
    phase: test.phase as "supply" | "appliance",
    title: clip(test.title[language], 120),
    taken,
    value: taken ? reading.value : null,
    value_text: taken ? valueText(view, language) : "",
    unit: clip(test.unit, 12),
    not_taken_reason: taken
      ? ""
      : clip(reading.notTaken ? choiceText(catalog.not_taken_reasons, reading.notTaken, language) : ended, 200),
    method: taken ? methodOf(view) : "none",
    instrument: taken && reading.instrument !== "" ? reading.instrument : null,
    at: taken ? reading.at : null,
    limit_text: clip(view.limitText[language], 120),
    standard: clip(view.standard, 160),
    clause: clip(view.clause, 60),
    verdict: { level: view.level ?? "not_tested", limit: clip(view.limit, 60), why: clip(view.why[language], 400) },
  };
}

/** Why tests that nobody took were not taken: the visit ended before them, for the reason that the technician gave. */
function visitEnded(draft: Draft, { catalog, language }: SafetyContext): string {
  const { result, reason } = draft.work;
  const reasons = result === "refused" ? catalog.refusal_reasons : catalog.second_visit_reasons;
  return VISIT_ENDED[language] + choiceText(reasons, reason, language);
}

const VISIT_ENDED = { zh: "本次作业未完成：", en: "The work was not completed: " } as const;

/** "221.4 V", or the words of the choice. */
export function valueText(view: ReadingView, language: Language): string {
  const { test, reading } = view;
  if (test.input === "choice") return clip(choiceText(test.choices, reading.value, language), 60);
  return clip([reading.value, test.unit].filter(Boolean).join(" "), 60);
}

function methodOf(view: ReadingView): "typed" | "sight" | "adapter" {
  return view.test.instrument === "sight" ? "sight" : view.reading.method === "adapter" ? "adapter" : "typed";
}

/** Every instrument that a reading names, as it was on the day of the visit. */
function usedInstruments(
  views: readonly ReadingView[],
  draft: Draft,
  context: SafetyContext,
): Schemas["InstrumentV1"][] {
  const used = new Set(views.filter(isTaken).map((view) => view.reading.instrument));
  const today = dayIn(context.timeZone, draft.arrivedAt);
  return context.instruments
    .filter((instrument) => used.has(instrument.id))
    .map((instrument) => ({
      id: clip(instrument.id, 40),
      name: clip(instrument.name[context.language] ?? instrument.name["zh"] ?? instrument.kind, 80),
      serial: clip(instrument.serial, 60),
      due: instrument.due ?? null,
      expired: isExpired(instrument, today),
    }));
}

/** Its calibration ran out before `today` (a local date). Without a due day it never expires. */
export function isExpired(instrument: Pick<Schemas["Instrument"], "due">, today: string): boolean {
  return instrument.due != null && instrument.due < today;
}
