/**
 * Listens for an instrument that types like a keyboard, while the safety test is on the screen.
 *
 * Keys are ordinary keys until Enter: only a number with a unit is an instrument's. Then what the keys did to the
 * field that happened to have the focus is undone, and the value goes where its unit belongs. No driver, every browser.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { inUnit, landing, readSent, type Sent } from "../../../domain/adapter";
import type { ReadingDraft } from "../../../domain/draft";
import { attemptsOf, putBackReading } from "../../../domain/draft";
import { type Both, NOTHING } from "../../../domain/safety_view";
import { useVisit, type Visit } from "../context";
import { goToField } from "../fields";
import { useTexts } from "../texts";
import { enter, settle } from "./use_reading";

/** Instruments type fast; a longer pause begins anew. */
const PAUSE_MS = 1_500;
const MOST_KEYS = 60;
/** Long enough to read where it went; then it no longer covers anything. */
const SHOWN_MS = 5_000;

/** Keys since the last Enter. `before`: what the focused field held when they began. */
interface Line {
  keys: string;
  at: number;
  focus: string;
  before: ReadingDraft | undefined;
}

type Heard = { kind: "landed" | "no_field" | "full"; value: string; name: Both };

export function Adapter() {
  const visit = useVisit();
  const { t, language } = useTexts();
  const [heard, setHeard] = useState<Heard | null>(null);
  const line = useRef<Line>({ keys: "", at: 0, focus: "", before: undefined });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isOtherText(event.target)) return;
      if (event.key === "Enter" || event.key === "Tab") {
        const sent = readSent(line.current.keys);
        const { focus, before } = line.current;
        line.current = { ...line.current, keys: "" };
        if (!sent) return;
        event.preventDefault();
        event.stopPropagation();
        setHeard(land(visit, sent, { focus, before }));
      } else collect(event, line, visit);
    };
    const onWhole = (event: InputEvent) => {
      const sent = readSent(event.data ?? event.dataTransfer?.getData("text") ?? "");
      const focus = focusedTest();
      if (!sent || !focus) return;
      event.preventDefault();
      setHeard(land(visit, sent, { focus, before: attemptsOf(visit.draft.peek(), focus).at(-1) }));
    };
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("beforeinput", onWhole, true); // pasted, or typed in one piece by an input method
    return () => {
      document.removeEventListener("keydown", onKey, true);
      document.removeEventListener("beforeinput", onWhole, true);
    };
  }, [visit]);
  useEffect(() => {
    if (heard?.kind !== "landed") return; // what was not entered stays to be read
    const seen = setTimeout(() => setHeard(null), SHOWN_MS);
    return () => clearTimeout(seen);
  }, [heard]);
  return (
    <p class={heard ? "adapter note" : "unseen"} role="status">
      {heard ? t(`wedge.${heard.kind}`, { value: heard.value, name: heard.name[language] }) : ""}
    </p>
  );
}

function collect(event: KeyboardEvent, line: { current: Line }, visit: Visit): void {
  if (event.key.length !== 1) {
    if (event.key !== "Shift" && event.key !== "AltGraph") line.current = { ...line.current, keys: "" };
    return;
  }
  const now = event.timeStamp;
  const focus = focusedTest();
  const goesOn = line.current.keys !== "" && now - line.current.at < PAUSE_MS && line.current.focus === focus;
  const begun: Line = { keys: "", at: now, focus, before: attemptsOf(visit.draft.peek(), focus).at(-1) };
  const keys = ((goesOn ? line.current.keys : "") + event.key).slice(-MOST_KEYS);
  line.current = { ...(goesOn ? line.current : begun), keys, at: now };
  // on a button a space would press it, on a list a letter would choose
  if (focus === "" && /\d/.test(keys)) event.preventDefault();
}

/** Undoes what the keys did to the focused field, puts the value where it belongs, and goes on to the next empty one. */
function land(visit: Visit, sent: Sent, { focus, before }: Pick<Line, "focus" | "before">): Heard {
  if (focus) visit.change((draft) => putBackReading(draft, focus, before));
  const found = landing(sent, visit.safety.peek(), visit.catalog, focus);
  settle(visit);
  if (found.kind !== "field")
    return { kind: found.kind === "full" ? "full" : "no_field", value: sentWords(sent), name: NOTHING };
  const { test } = found.view;
  enter(visit, test, found.value, "adapter");
  settle(visit);
  const next = nextEmpty(visit, test.id);
  goToField(next || test.id);
  return { kind: "landed", value: `${found.value} ${test.unit}`, name: test.title };
}

function sentWords(sent: Sent): string {
  return `${inUnit(sent, sent.dimension) ?? sent.number} ${sent.dimension}`;
}

/** The next empty figure after `test`, as Enter on a keypad goes. */
function nextEmpty(visit: Visit, test: string): string {
  const figures = visit.safety.peek().readings.filter((view) => view.test.input !== "choice");
  const at = figures.findIndex((view) => view.test.id === test);
  const shown = figures.slice(at + 1).filter((view) => document.getElementById(`f-${view.test.id}`));
  return shown.find(({ reading }) => reading.value === "" && reading.notTaken === "")?.test.id ?? "";
}

/** The test whose figure has the focus, or "". */
function focusedTest(): string {
  const here = document.activeElement;
  return here instanceof HTMLInputElement && isFigure(here) ? here.id.slice(2) : "";
}

function isFigure(field: HTMLInputElement): boolean {
  return field.inputMode === "decimal" && field.id.startsWith("f-");
}

/** Words that a person writes elsewhere on the screen are no reading. */
function isOtherText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  return !["radio", "checkbox", "file", "button"].includes(target.type) && !isFigure(target);
}
