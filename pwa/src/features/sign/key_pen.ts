/** Strokes from the keyboard: arrow keys move a pen, the space bar puts it down and lifts it. */
import { useRef, useState } from "preact/hooks";
import type { Pad, Stroke } from "../../domain/strokes";
import { lastTime, withPoint } from "../../domain/strokes";
import type { SignPadProps } from "./sign_pad";

interface Pen {
  x: number;
  y: number;
  down: boolean;
}

interface KeyPen extends Pick<SignPadProps, "strokes" | "onStroke"> {
  size: Pad;
  show: (stroke: Stroke) => void;
}

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pad units: 8 CSS pixels, and 2 with shift. */
const STEP = 80;
const FINE_STEP = 20;
/** A key knows no pressure: the middle is the honest value. */
const PRESSURE = 500;

export function useKeyPen({ size, strokes, show, onStroke }: KeyPen) {
  const [pen, setPen] = useState<Pen | null>(null);
  const stroke = useRef<Stroke>([]);
  const began = useRef(0);
  const held = useRef(new Set<string>());

  const at = (event: KeyboardEvent, { x, y }: Pen): Stroke[number] => [
    Math.round(x),
    Math.round(y),
    Math.max(0, Math.round(event.timeStamp - began.current)),
    PRESSURE,
  ];
  const lift = () => {
    if (stroke.current.length > 0) onStroke(stroke.current, size, false);
    stroke.current = [];
    show([]);
  };
  const toggle = (event: KeyboardEvent, now: Pen) => {
    if (now.down) lift();
    else {
      began.current = event.timeStamp - lastTime(strokes);
      stroke.current = [at(event, now)];
      show(stroke.current);
    }
    setPen({ ...now, down: !now.down });
  };
  const travel = (event: KeyboardEvent, now: Pen) => {
    held.current.add(event.key);
    const step = event.shiftKey ? FINE_STEP : STEP;
    let { x, y } = now;
    for (const key of held.current) {
      const [right, down] = DIRECTIONS[key] ?? [0, 0];
      x = Math.min(size.width, Math.max(0, x + right * step));
      y = Math.min(size.height, Math.max(0, y + down * step));
    }
    const next = { ...now, x, y };
    if (now.down) {
      stroke.current = withPoint(stroke.current, at(event, next));
      show(stroke.current);
    }
    setPen(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const now = pen ?? { x: size.width / 6, y: size.height / 2, down: false };
    if (event.key in DIRECTIONS) travel(event, now);
    else if (event.key === " " && !event.repeat) toggle(event, now);
    else if (event.key !== " ") return;
    event.preventDefault(); // neither scrolls the page
  };
  const onBlur = () => {
    lift();
    held.current.clear();
    setPen(null);
  };
  const onKeyUp = (event: KeyboardEvent) => {
    held.current.delete(event.key);
  };
  return { pen, on: { onKeyDown, onKeyUp, onBlur } };
}
