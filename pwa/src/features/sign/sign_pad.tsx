/**
 * A pad that takes a signature as vectors: by finger, pen, mouse, or the keyboard.
 *
 * Points go straight into the running stroke's path, without drawing the screen again: a cheap phone then
 * keeps up with a quick hand. A running stroke is handed over again and again, so that neither a call nor a
 * killed app takes more than its last moment.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Pad, Stroke } from "../../domain/strokes";
import { padOf, strokePath, strokeWidth } from "../../domain/strokes";
import { useKeyPen } from "./key_pen";
import { useDrawing } from "./use_drawing";

export interface SignPadProps {
  /** the pad's own size once something is drawn; null while it is empty */
  pad: Pad | null;
  strokes: readonly Stroke[];
  label: string;
  /** id of the words that say how to draw with keys */
  help: string;
  hint: string;
  name: string;
  /** `again`: the stroke was handed over before, shorter; it takes that one's place */
  onStroke: (stroke: Stroke, pad: Pad, again: boolean) => void;
}

export function SignPad({ pad, strokes, label, help, hint, name, onStroke }: SignPadProps) {
  const frame = useRef<HTMLDivElement>(null);
  const ink = useRef<SVGPathElement>(null);
  const shown = useShownSize(frame);
  // an empty pad follows the screen; one with strokes keeps the size it was drawn at
  const size = pad ?? shown;
  const show = (stroke: Stroke) => {
    ink.current?.setAttribute("d", strokePath(stroke));
    ink.current?.setAttribute("stroke-width", String(strokeWidth(stroke)));
  };
  const pointer = useDrawing({ frame, pad, strokes, show, onStroke });
  const keys = useKeyPen({ size, strokes, show, onStroke });
  return (
    <div
      class="pad"
      ref={frame}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys draw here, for hands that cannot use a pointer
      tabIndex={0}
      aria-label={label}
      aria-describedby={help}
      {...pointer}
      {...keys.on}
    >
      <Guide size={shown} hint={hint} name={name} />
      <svg viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
        {strokes.map((stroke, index) => (
          <path key={index} class="pad__ink" d={strokePath(stroke)} stroke-width={strokeWidth(stroke)} />
        ))}
        <path class="pad__ink" ref={ink} />
        {keys.pen ? (
          <path
            class={keys.pen.down ? "pad__pen pad__pen--down" : "pad__pen"}
            d={`M${keys.pen.x - 120} ${keys.pen.y}h240M${keys.pen.x} ${keys.pen.y - 120}v240`}
          />
        ) : null}
      </svg>
    </div>
  );
}

/** Where to sign: on the screen as it is held now, whatever the strokes were drawn on. */
function Guide({ size, hint, name }: { size: Pad; hint: string; name: string }) {
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      <path class="pad__line" d={`M200 ${size.height - 500}H${size.width - 200}`} />
      <text class="pad__hint" x="200" y={size.height - 300}>
        {hint}
      </text>
      <text class="pad__hint pad__hint--end" x={size.width - 200} y={size.height - 300}>
        {name}
      </text>
    </svg>
  );
}

function useShownSize(frame: { current: HTMLDivElement | null }): Pad {
  const [size, setSize] = useState<Pad>({ width: 3280, height: 3300 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setSize(padOf(element.getBoundingClientRect())));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return size;
}
