/** How far: steps, rings, bars. */
import type { ComponentChildren } from "preact";
import { Shape, type VerdictLevel } from "./icon";

export function Stepper({ steps, current }: { steps: readonly string[]; current: number }) {
  return (
    <ol class="stepper">
      {steps.map((step, index) => (
        <li key={step} class={index < current ? "was" : ""} aria-current={index === current ? "step" : undefined}>
          {step}
        </li>
      ))}
    </ol>
  );
}

const RADIUS = 18;
const ROUND = 2 * Math.PI * RADIUS;

/** `share` 0-1; when `done` the letter keeps its place and gains a shape. */
export function Ring({
  share,
  done = null,
  children,
}: {
  share: number;
  done?: VerdictLevel | null;
  children: ComponentChildren;
}) {
  return (
    <span class={done ? "ring ring--done" : "ring"} aria-hidden="true">
      {!done && (
        <svg viewBox="0 0 42 42" aria-hidden="true">
          <circle class="groove" cx="21" cy="21" r={RADIUS} />
          {share > 0 && (
            <circle class="run" cx="21" cy="21" r={RADIUS} stroke-dasharray={`${share * ROUND} ${ROUND}`} />
          )}
        </svg>
      )}
      {children}
      {done && <Shape level={done} />}
    </span>
  );
}

/** `share` 0-1. Decoration beside words. */
export function MeterBar({ share }: { share: number }) {
  return (
    <span class="meterbar" aria-hidden="true">
      <i ref={(bar) => bar?.style.setProperty("--at", `${Math.min(1, Math.max(0, share)) * 100}%`)} />
    </span>
  );
}
