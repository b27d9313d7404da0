/** What a photo must be before it may leave the phone: small enough, re-encoded, named by its digest. */
import type { PhotoDraft } from "./draft";

export const LONGEST_SIDE = 1600;
export const JPEG_QUALITY = 0.82;
/** As many as a report takes (content_v2.py). */
export const MOST_PHOTOS = 60;
/** Bytes of a photo of 1600 px with much detail: what the room on the phone is counted in. */
export const TYPICAL_PHOTO = 450_000;
/** Below room for one whole report the technician is told before taking the next photo. */
const ENOUGH_ROOM = MOST_PHOTOS * TYPICAL_PHOTO;

/** The size to draw at: the longer side at most `longest`, never enlarged, at least one pixel. */
export function fitWithin(
  width: number,
  height: number,
  longest: number = LONGEST_SIDE,
): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** How many more photos fit; null while there is room enough, or when the browser does not say (`free` in bytes). */
export function shortOfRoom(free: number | null): number | null {
  return free === null || free >= ENOUGH_ROOM ? null : Math.floor(free / TYPICAL_PHOTO);
}

/** Why a picture did not become a photo of the report. Each has its own words, because each asks for something else. */
export type PhotoFault = "heic" | "unreadable" | "unreachable" | "full" | "too_many";

/** What became of the pictures that were chosen together. */
export interface PhotoOutcome {
  added: number;
  /** already in this report: recognised by their bytes */
  twice: number;
  faults: Partial<Record<PhotoFault, number>>;
}

export const NO_OUTCOME: PhotoOutcome = { added: 0, twice: 0, faults: {} };

export function withFault(outcome: PhotoOutcome, fault: PhotoFault, count: number = 1): PhotoOutcome {
  return { ...outcome, faults: { ...outcome.faults, [fault]: (outcome.faults[fault] ?? 0) + count } };
}

/** One attempt at one test of one job. */
export interface Taken {
  job: string;
  test: string;
  attempt: number;
}

/** What a photo of an instrument's display is `of` (PhotoV2). */
export function displayName({ job, test, attempt }: Taken): string {
  return `reading:${job}:${test}:${attempt}`;
}

/** The photo of the display; of several the last. */
export function displayOf<Photo extends Pick<PhotoDraft, "of">>(
  photos: readonly Photo[],
  taken: Taken,
): Photo | undefined {
  return photos.findLast((photo) => photo.of === displayName(taken));
}

/** The test whose display a photo shows, or "". */
export function testShown(of: string): string {
  const [kind, , test = ""] = of.split(":");
  return kind === "reading" ? test : "";
}
