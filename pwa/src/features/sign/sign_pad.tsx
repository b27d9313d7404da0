/**
 * A pad that takes a signature as vectors.
 *
 * Points go straight into the running stroke's path, without drawing the screen again: a cheap phone then
 * keeps up with a quick hand. A stroke is handed over when the finger lifts, and is saved at once.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Box, Pad, Stroke } from "../../domain/strokes";
import { padOf, pressureOf, strokePath, strokeWidth, toPad, withPoint } from "../../domain/strokes";

interface SignPadProps {
  /** the pad's own size once something is drawn; null while it is empty */
  pad: Pad | null;
  strokes: readonly Stroke[];
  label: string;
  hint: string;
  name: string;
  onStroke: (stroke: Stroke, pad: Pad) => void;
}

export function SignPad({ pad, strokes, label, hint, name, onStroke }: SignPadProps) {
  const frame = useRef<HTMLDivElement>(null);
  const ink = useRef<SVGPathElement>(null);
  const running = useRef<{ pointer: number; stroke: Stroke; pad: Pad; box: Box } | null>(null);
  const began = useRef<number | null>(null);
  const size = usePadSize(frame, pad);

  const point = (event: PointerEvent, at: { pad: Pad; box: Box }): Stroke[number] => {
    const { x, y } = toPad(at.pad, at.box, { x: event.clientX, y: event.clientY });
    began.current ??= event.timeStamp - lastTime(strokes);
    return [x, y, Math.max(0, Math.round(event.timeStamp - began.current)), pressureOf(event.pressure)];
  };

  const begin = (event: PointerEvent) => {
    if (running.current || !frame.current || (event.pointerType === "mouse" && event.button !== 0)) return;
    event.preventDefault();
    if (strokes.length === 0) began.current = null;
    frame.current.setPointerCapture(event.pointerId);
    const box = frame.current.getBoundingClientRect();
    const at = { pad: pad ?? padOf(box), box };
    running.current = { pointer: event.pointerId, stroke: [point(event, at)], ...at };
    show();
  };

  const move = (event: PointerEvent) => {
    const now = running.current;
    if (!now || now.pointer !== event.pointerId) return;
    const seen = event.getCoalescedEvents?.() ?? [];
    for (const one of seen.length ? seen : [event]) now.stroke = withPoint(now.stroke, point(one, now));
    show();
  };

  const end = (event: PointerEvent) => {
    const now = running.current;
    if (!now || now.pointer !== event.pointerId) return;
    running.current = null;
    ink.current?.setAttribute("d", "");
    onStroke(now.stroke, now.pad);
  };

  const show = () => {
    const stroke = running.current?.stroke ?? [];
    ink.current?.setAttribute("d", strokePath(stroke));
    ink.current?.setAttribute("stroke-width", String(strokeWidth(stroke)));
  };

  return (
    <div
      class="pad"
      ref={frame}
      role="img"
      aria-label={label}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <svg viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
        <path class="pad__line" d={`M200 ${size.height - 600}H${size.width - 200}`} />
        <text class="pad__hint" x="200" y={size.height - 400}>
          {hint}
        </text>
        <text class="pad__hint pad__hint--end" x={size.width - 200} y={size.height - 400}>
          {name}
        </text>
        {strokes.map((stroke, index) => (
          <path key={index} class="pad__ink" d={strokePath(stroke)} stroke-width={strokeWidth(stroke)} />
        ))}
        <path class="pad__ink" ref={ink} />
      </svg>
    </div>
  );
}

function lastTime(strokes: readonly Stroke[]): number {
  return strokes[strokes.length - 1]?.at(-1)?.[2] ?? 0;
}

/** An empty pad follows the screen; one with strokes keeps the size it was drawn at. */
function usePadSize(frame: { current: HTMLDivElement | null }, pad: Pad | null): Pad {
  const [size, setSize] = useState<Pad>({ width: 3280, height: 3300 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setSize(padOf(element.getBoundingClientRect())));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return pad ?? size;
}
