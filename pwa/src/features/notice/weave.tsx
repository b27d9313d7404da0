/** The fine lines in the poster's head, as on banknotes: drawn by a rule, so that they weigh nothing. */

const LINES = 7;
const STEP = 8;
const WIDTH = 336;

export function Weave() {
  return (
    <svg class="weave" viewBox="0 0 336 104" preserveAspectRatio="none" aria-hidden="true">
      <path d={Array.from({ length: LINES }, (_, line) => wave(line)).join("")} />
    </svg>
  );
}

function wave(line: number): string {
  const points: string[] = [];
  for (let x = 0; x <= WIDTH; x += STEP) {
    const y = 46 + line * 3 + 14 * Math.sin(x / 38 + line * 0.35) + 6 * Math.sin(x / 17 - line * 0.5);
    points.push(`${x} ${y.toFixed(1)}`);
  }
  return `M${points.join("L")}`;
}
