/** The safety part of the signed content: readings with the limit and verdict exactly as they were shown. */
import { dayIn } from "./age";
import { askedContent, standingQuestions } from "./asked";
import { COLON, choiceText, clip } from "./content_words";
import type { Language, PhotoDraft, ReadingDraft, Schemas, ServedDraft } from "./draft";
import { instrumentName, instrumentNamed } from "./instruments";
import { displayOf } from "./photos";
import type { ReadingView, SafetyView } from "./safety_view";
import { isAnswered, isTaken } from "./safety_view";
import { shownAndUnseen } from "./wiring";

export interface SafetyContext {
  catalog: Schemas["Catalog"];
  instruments: readonly Schemas["Instrument"][];
  language: Language;
  timeZone: string;
  /** the instant of the arrival: calibration is judged on that day */
  arrivedAt: string;
  photos: readonly PhotoDraft[];
}

export function safetyContent(own: ServedDraft, safety: SafetyView, context: SafetyContext): Schemas["SafetyV2"] {
  const { catalog, language } = context;
  const readings = safety.readings.filter((view) => isAnswered(view) || view.test.required || view.earlier.length > 0);
  return {
    profile: clip(catalog.profile, 40),
    limits_version: catalog.version,
    earthing: own.earthing,
    location: own.location,
    circumstances: Object.entries(own.circumstances).map(([name, value]) => ({
      name: clip(name, 40),
      value: clip(value, 40),
      text: clip(value, 120),
    })),
    wiring: wiringContent(safety.wiring, language),
    readings: readings.flatMap((view) => attemptsContent(view, own, context)),
    instruments: usedInstruments(own, context),
    asked: askedContent(own, standingQuestions(catalog, own, safety), language),
    verdict: {
      level: safety.level,
      limit: clip(safety.decisive.limit, 60),
      why: clip(safety.decisive.why[language], 400),
      plain: clip(safety.decisive.plain[language], 400),
      next: clip(safety.decisive.action[language], 400),
    },
  };
}

const UNSEEN = { zh: "电压不能排除", en: "voltages cannot exclude" } as const;
const BETWEEN = { zh: "；", en: "; " } as const;

/** Every candidate and how to tell each from the others; one that no voltage shows is not called a finding. */
export function wiringContent(candidates: SafetyView["wiring"], language: Language): Schemas["SafetyV2"]["wiring"] {
  const [shown, unseen] = shownAndUnseen(candidates);
  const titles = (faults: typeof shown) => faults.map(({ title }) => title[language]).join(BETWEEN[language]);
  const beside = unseen.length > 0 ? [UNSEEN[language], titles(unseen)].join(COLON[language]) : "";
  const checks = new Set(candidates.map(({ check }) => check[language]).filter(Boolean));
  return {
    candidates: candidates.map((fault) => fault.id),
    text: clip([titles(shown), beside].filter(Boolean).join(BETWEEN[language]), 400),
    check: clip([...checks].join(language === "zh" ? "" : " "), 600),
  };
}

/** Earlier attempts with the verdict that each would have had, then the one that decides. */
function attemptsContent(view: ReadingView, own: ServedDraft, context: SafetyContext): Schemas["ReadingV2"][] {
  const attempts = own.readings[view.test.id] ?? [view.reading];
  return attempts.flatMap((reading, index) => {
    const last = index === attempts.length - 1;
    // begun again, not needed, and never taken: the attempt before it stands
    if (last && index > 0 && !view.test.required && !isAnswered(view)) return [];
    const shown = last ? view : (view.earlier[index] ?? view);
    const { photos } = context;
    const display = displayOf(photos, { job: own.jobId, test: view.test.id, attempt: index + 1 })?.sha256 ?? null;
    const words = { ended: visitEnded(own, context), display, attempt: index + 1 };
    return [readingContent({ ...shown, reading, earlier: [] }, context, words)];
  });
}

function readingContent(
  view: ReadingView,
  context: SafetyContext,
  { ended, display, attempt }: { ended: string; display: string | null; attempt: number },
): Schemas["ReadingV2"] {
  const { test, reading } = view;
  const { catalog, language } = context;
  const taken = isTaken(view);
  return {
    test: test.id,
    attempt,
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
    photo: taken ? display : null,
    at: taken ? reading.at : null,
    limit_text: clip(view.limitText[language], 120),
    standard: clip(view.standard, 160),
    clause: clip(view.clause, 60),
    verdict: {
      level: view.level ?? "not_tested",
      limit: clip(view.limit, 60),
      why: clip(view.why[language], 400),
      plain: clip(view.plain[language], 400),
      next: clip(view.action[language], 400),
    },
  };
}

/** Why tests that nobody took were not taken: the visit ended before them, for the reason that the technician gave. */
function visitEnded(own: ServedDraft, { catalog, language }: SafetyContext): string {
  const { result, reason } = own.work;
  const reasons = result === "refused" ? catalog.refusal_reasons : catalog.second_visit_reasons;
  return VISIT_ENDED[language] + choiceText(reasons, reason, language);
}

const VISIT_ENDED = { zh: "本次作业未完成：", en: "The work was not completed: " } as const;

/** "221.4 V", or the words of the choice. */
export function valueText(view: Pick<ReadingView, "test" | "reading">, language: Language): string {
  const { test, reading } = view;
  if (test.input === "choice") return clip(choiceText(test.choices, reading.value, language), 60);
  return clip([reading.value, test.unit].filter(Boolean).join(" "), 60);
}

function methodOf(view: ReadingView): "typed" | "sight" | "adapter" {
  return view.test.instrument === "sight" ? "sight" : view.reading.method === "adapter" ? "adapter" : "typed";
}

/** Every instrument that a reading names, as it was on the day of the visit. */
function usedInstruments(own: ServedDraft, context: SafetyContext): Schemas["InstrumentV1"][] {
  const taken = (reading: ReadingDraft) => reading.value !== "" && reading.notTaken === "";
  const used = new Set(
    Object.values(own.readings)
      .flat()
      .filter(taken)
      .map((reading) => reading.instrument),
  );
  const today = dayIn(context.timeZone, context.arrivedAt);
  return [...used].flatMap((id) => {
    const instrument = instrumentNamed(context.instruments, id);
    if (!instrument) return [];
    return [
      {
        id: clip(id, 40),
        name: clip(instrumentName(instrument, context.language), 80),
        serial: clip(instrument.serial, 60),
        due: instrument.due ?? null,
        expired: isExpired(instrument, today),
      },
    ];
  });
}

/** Its calibration ran out before `today` (a local date). Without a due day it never expires. */
export function isExpired(instrument: Pick<Schemas["Instrument"], "due">, today: string): boolean {
  return instrument.due != null && instrument.due < today;
}
