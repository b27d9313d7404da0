/** The field of one figure. It alone follows the keystroke; what the figure means is drawn when the typing pauses. */
import type { Schemas } from "../../../domain/draft";
import { readingOf } from "../../../domain/draft";
import { useDraft, useVisit } from "../context";
import { typing } from "./use_reading";

export function FigureInput({ test, most }: { test: Schemas["Test"]; most: number }) {
  const visit = useVisit();
  const reading = useDraft((draft) => readingOf(draft, test.id));
  return (
    <input
      id={`f-${test.id}`}
      inputMode="decimal"
      enterkeyhint="next"
      autocomplete="off"
      maxLength={most}
      value={reading.notTaken ? "" : reading.value}
      placeholder={reading.notTaken ? "—" : ""}
      aria-describedby={`l-${test.id}`}
      {...typing(visit, test)}
    />
  );
}
