/** Strokes from a pointer. One pointer draws at a time: a second finger and a resting palm draw nothing. */
import { useEffect, useRef } from "preact/hooks";
import type { Box, Pad, Stroke } from "../../domain/strokes";
import { isPalm, lastTime, padOf, pressureOf, toPad, withPoint } from "../../domain/strokes";
import type { SignPadProps } from "./sign_pad";

interface Drawing extends Pick<SignPadProps, "pad" | "strokes" | "onStroke"> {
  frame: { current: HTMLDivElement | null };
  show: (stroke: Stroke) => void;
}

interface Running {
  pointer: number;
  kind: string;
  stroke: Stroke;
  pad: Pad;
  box: Box;
  /** when it was last handed over, ms of the events' clock */
  keptAt: number;
  kept: boolean;
}

/** A hand that draws with a pen rests beside it. */
const PEN_RESTS = 1000;
const KEEP_EVERY = 400;

export function useDrawing({ frame, pad, strokes, show, onStroke }: Drawing) {
  const running = useRef<Running | null>(null);
  const began = useRef<number | null>(null);
  const penAt = useRef(Number.NEGATIVE_INFINITY);

  const point = (event: PointerEvent, at: { pad: Pad; box: Box }): Stroke[number] => {
    const { x, y } = toPad(at.pad, at.box, { x: event.clientX, y: event.clientY });
    began.current ??= event.timeStamp - lastTime(strokes);
    return [x, y, Math.max(0, Math.round(event.timeStamp - began.current)), pressureOf(event.pressure)];
  };

  const refused = (event: PointerEvent): boolean => {
    if (event.pointerType === "mouse") return event.button !== 0;
    if (isPalm(event)) return true;
    return event.pointerType === "touch" && event.timeStamp - penAt.current < PEN_RESTS;
  };

  const begin = (event: PointerEvent) => {
    const now = running.current;
    // the touch that a pen interrupts was the hand coming down
    const palmFirst = now?.kind === "touch" && event.pointerType === "pen" && !now.kept;
    if ((now && !palmFirst) || !frame.current || refused(event)) return;
    event.preventDefault();
    frame.current.focus({ preventScroll: true });
    if (strokes.length === 0) began.current = null;
    try {
      frame.current.setPointerCapture(event.pointerId);
    } catch {
      // the finger has gone already: what it drew is a dot
    }
    const box = frame.current.getBoundingClientRect();
    const at = { pad: pad ?? padOf(box), box };
    const { pointerId: pointer, pointerType: kind, timeStamp: keptAt } = event;
    running.current = { pointer, kind, stroke: [point(event, at)], ...at, keptAt, kept: false };
    show(running.current.stroke);
  };

  const move = (event: PointerEvent) => {
    if (event.pointerType === "pen") penAt.current = event.timeStamp;
    const now = running.current;
    if (!now || now.pointer !== event.pointerId || !frame.current) return;
    // asked anew each time: scroll, keyboard and rotation move the pad under the finger before any event tells of it
    const box = frame.current.getBoundingClientRect();
    const resized = box.width !== now.box.width || box.height !== now.box.height;
    now.box = box;
    const seen = event.getCoalescedEvents?.() ?? [];
    for (const one of seen.length ? seen : [event]) now.stroke = withPoint(now.stroke, point(one, now));
    show(now.stroke);
    // a pad of another size shows a stroke rightly once it is handed over with the size it was begun on
    if (!resized && event.timeStamp - now.keptAt < KEEP_EVERY) return;
    onStroke(now.stroke, now.pad, now.kept);
    Object.assign(now, { keptAt: event.timeStamp, kept: true });
  };

  const settle = () => {
    const now = running.current;
    running.current = null;
    if (!now) return;
    show([]);
    onStroke(now.stroke, now.pad, now.kept);
  };

  const end = (event: PointerEvent) => {
    if (running.current?.pointer === event.pointerId) settle();
  };

  useInterruptions(settle);
  return {
    onPointerDown: begin,
    onPointerMove: move,
    onPointerUp: end,
    onPointerCancel: end,
    onLostPointerCapture: end,
  };
}

/** A call, another app, a closed phone end the stroke where it is. */
function useInterruptions(settle: () => void): void {
  const latest = useRef(settle);
  latest.current = settle;
  useEffect(() => {
    const away = () => latest.current();
    // before the visit's own listener, which flushes the draft to the disk
    const early = { capture: true };
    document.addEventListener("visibilitychange", away, early);
    window.addEventListener("pagehide", away, early);
    window.addEventListener("blur", away);
    return () => {
      document.removeEventListener("visibilitychange", away, early);
      window.removeEventListener("pagehide", away, early);
      window.removeEventListener("blur", away);
      away();
    };
  }, []);
}
