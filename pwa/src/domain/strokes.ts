/**
 * A signature as vectors: points in the pad's own unit, so that turning the phone cannot bend or lose it.
 *
 * The unit is a tenth of a CSS pixel of the pad as it was when the first stroke began; later sizes of the
 * pad on the screen map into it. A point is `[x, y, t, p]`: t in ms since the first point, p pressure 0-1000.
 */
export type Point = [x: number, y: number, t: number, p: number];
export type Stroke = Point[];

export interface Pad {
  width: number;
  height: number;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** As many as the wire takes (AttestationV1). */
export const MOST_STROKES = 400;
export const MOST_POINTS = 5000;
const CLOSER_ADDS_NOTHING = 8;
const SHORTEST_SIGNATURE = 250;

export function padOf(box: Box): Pad {
  return { width: Math.max(1, Math.round(box.width * 10)), height: Math.max(1, Math.round(box.height * 10)) };
}

/** Where a finger at (x, y) of the page is on the pad, when the pad is shown centred and whole inside `box`. */
export function toPad(pad: Pad, box: Box, at: { x: number; y: number }): { x: number; y: number } {
  const scale = Math.min(box.width / pad.width, box.height / pad.height) || 1;
  const left = box.left + (box.width - pad.width * scale) / 2;
  const top = box.top + (box.height - pad.height * scale) / 2;
  return { x: Math.round((at.x - left) / scale), y: Math.round((at.y - top) / scale) };
}

/** Many screens know no pressure and say 0 for a finger: the middle is then the honest value. */
export function pressureOf(pressure: number): number {
  return pressure > 0 ? Math.min(1000, Math.round(pressure * 1000)) : 500;
}

/** The stroke with the point, or the same stroke when the point is too near the last to be seen. */
export function withPoint(stroke: Stroke, point: Point): Stroke {
  const last = stroke[stroke.length - 1];
  if (stroke.length >= MOST_POINTS) return stroke;
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < CLOSER_ADDS_NOTHING) return stroke;
  return [...stroke, point];
}

export function inkLength(strokes: readonly Stroke[]): number {
  let length = 0;
  for (const stroke of strokes) {
    stroke.forEach((point, index) => {
      const before = stroke[index - 1];
      if (before) length += Math.hypot(point[0] - before[0], point[1] - before[1]);
    });
  }
  return length;
}

/** An empty pad, a dot and a slip of the finger are not a signature; a single drawn line is. */
export function isSignature(strokes: readonly Stroke[]): boolean {
  return inkLength(strokes) >= SHORTEST_SIGNATURE;
}

/** What is on the pad, to be said in plain words. */
export function kindOf(strokes: readonly Stroke[]): "empty" | "dot" | "signature" {
  if (strokes.length === 0) return "empty";
  return isSignature(strokes) ? "signature" : "dot";
}

/** A resting palm touches much more broadly than a fingertip; CSS pixels. */
const PALM = 60;

export function isPalm({
  pointerType,
  width,
  height,
}: Pick<PointerEvent, "pointerType" | "width" | "height">): boolean {
  return pointerType === "touch" && Math.max(width, height) > PALM;
}

/** An SVG path through the middles between points: smooth, and exactly what the points say. */
export function strokePath(stroke: readonly Point[]): string {
  const [first, ...rest] = stroke;
  if (!first) return "";
  if (rest.length === 0) return `M${first[0]} ${first[1]}l1 0`;
  const parts = [`M${first[0]} ${first[1]}`];
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (next) parts.push(`Q${point[0]} ${point[1]} ${(point[0] + next[0]) / 2} ${(point[1] + next[1]) / 2}`);
    else parts.push(`L${point[0]} ${point[1]}`);
  });
  return parts.join("");
}

/** Line width in pad units: a firm finger draws a broader line. */
export function strokeWidth(stroke: readonly Point[]): number {
  const mean = stroke.reduce((sum, point) => sum + point[3], 0) / Math.max(1, stroke.length);
  return Math.round(18 + (mean / 1000) * 24);
}

/** Milliseconds since the first point at which the last one was drawn. */
export function lastTime(strokes: readonly Stroke[]): number {
  return strokes[strokes.length - 1]?.at(-1)?.[2] ?? 0;
}
