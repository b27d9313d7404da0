/** What a photo must be before it may leave the phone: small enough, re-encoded, named by its digest. */

export const LONGEST_SIDE = 1600;
export const JPEG_QUALITY = 0.82;
/** The size to draw at: the longer side at most `longest`, never enlarged, at least one pixel. */
export function fitWithin(
  width: number,
  height: number,
  longest: number = LONGEST_SIDE,
): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
