/**
 * The way of a visit's photos: from camera or gallery, one at a time, onto the disk, and only then into the draft.
 *
 * Lives as long as the visit is open, so that pictures in work outlast the screen on which they were chosen.
 */
import type { ReadonlySignal } from "@preact/signals";
import { signal } from "@preact/signals";
import { sha256Hex } from "../../../domain/canonical";
import type { AwaitedPhotos, Draft, PhotoDraft, PhotoRole } from "../../../domain/draft";
import {
  addPhoto,
  awaitNoPhotos,
  awaitPhotos,
  photoArrived,
  putBackPhoto,
  removePhoto,
  retakePhoto,
} from "../../../domain/draft";
import type { PhotoFault, PhotoOutcome } from "../../../domain/photos";
import { MOST_PHOTOS, NO_OUTCOME, withFault } from "../../../domain/photos";
import type { Store } from "../../../store";
import { nowIso } from "../clock";
import type { Session } from "../session";
import { type Shrunk, shrink } from "./shrink";

/** `retakes`: the photo that gives way to the new one. */
export interface PhotoWish {
  from: AwaitedPhotos["from"];
  role: PhotoRole;
  caption?: string | undefined;
  /** what it shows, as in PhotoDraft; absent: the visit */
  of?: string | undefined;
  retakes?: string | undefined;
}

export interface Removed {
  photo: PhotoDraft;
  index: number;
  /** it gave way to a new one, which stays when this one is put back */
  retaken: boolean;
}

export interface Intake {
  /** null: nothing in work */
  work: ReadonlySignal<{ done: number; total: number } | null>;
  /** of the last lot; null before the first and once it was read */
  outcome: ReadonlySignal<PhotoOutcome | null>;
  /** can still be taken back */
  removed: ReadonlySignal<Removed | null>;
  /** what an earlier life of this page was waiting for when it was killed */
  lost: ReadonlySignal<AwaitedPhotos | null>;
  /** Resolves when the draft, with the note that a photo is on its way, is on the disk. */
  expect: (wish: PhotoWish) => Promise<void>;
  /** The camera or the gallery was closed without a picture. */
  nothingChosen: () => void;
  /** Resolves to the photos that are new in the draft, when all were tried. Never throws: see `outcome`. */
  take: (files: readonly File[], wish: PhotoWish) => Promise<readonly PhotoDraft[]>;
  remove: (photo: PhotoDraft) => void;
  putBack: () => void;
  /** The technician has read what happened. */
  read: () => void;
  /** Resolves when no picture is in work and what was removed is gone for good. */
  close: () => Promise<void>;
}

export interface IntakeParts {
  store: Store;
  userId: string;
  session: Session;
  /** `performance.timeOrigin`: tells this life of the page from a killed one */
  page: number;
}

export function openIntake({ store, userId, session, page }: IntakeParts): Intake {
  const { draft, change, flush } = session;
  const awaited = draft.peek().awaited ?? null;
  const work = signal<{ done: number; total: number } | null>(null);
  const outcome = signal<PhotoOutcome | null>(null);
  const removed = signal<Removed | null>(null);
  const lost = signal(awaited && awaited.page !== page ? awaited : null);
  let line: Promise<unknown> = Promise.resolve();

  const say = (move: (before: PhotoOutcome) => PhotoOutcome) => {
    outcome.value = move(outcome.peek() ?? NO_OUTCOME);
  };
  const step = async (file: File, wish: PhotoWish): Promise<PhotoDraft | null> => {
    const before = draft.peek().photos;
    const result = await keep(file, wish, { store, userId, session });
    change(photoArrived);
    const index = before.findIndex((photo) => photo.sha256 === wish.retakes);
    const old = before[index];
    if (old && typeof result !== "string") aside({ photo: old, index: index + 1, retaken: true });
    if (typeof result === "string") {
      say((before) => (result === "twice" ? { ...before, twice: before.twice + 1 } : withFault(before, result)));
    } else say((before) => ({ ...before, added: before.added + 1 }));
    await flush();
    const { done, total } = work.peek() ?? { done: 0, total: 1 };
    work.value = done + 1 < total ? { done: done + 1, total } : null;
    return typeof result === "string" ? null : result;
  };
  const settle = async () => {
    const gone = removed.peek();
    removed.value = null;
    if (!gone) return;
    await flush(); // the bytes go when the draft on the disk no longer names them, in that order
    await store.orphans.remove([gone.photo.sha256], ANY_TIME); // now, not in a week: the phone may be full
  };
  /** One removal can be taken back: the one before it becomes final. */
  const aside = (gone: Removed) => {
    void settle();
    removed.value = gone;
  };

  return {
    work,
    outcome,
    removed,
    lost,
    async expect(wish) {
      outcome.value = null;
      change((now) => awaitPhotos(now, { ...wanted(wish), left: 1, page }));
      await flush();
    },
    nothingChosen: () => change(awaitNoPhotos),
    async take(files, wish) {
      if (files.length === 0) return [];
      lost.value = null;
      const { done, total } = work.peek() ?? { done: 0, total: 0 };
      if (total === 0) outcome.value = null;
      work.value = { done, total: total + files.length };
      change((now) => awaitPhotos(now, { ...wanted(wish), left: total - done + files.length, page }));
      const steps = files.map((file) => {
        const one = line.then(() => step(file, wish));
        line = one;
        return one;
      });
      return (await Promise.all(steps)).filter((photo) => photo !== null);
    },
    remove(photo) {
      const index = draft.peek().photos.findIndex((one) => one.sha256 === photo.sha256);
      aside({ photo, index, retaken: false });
      change((now) => removePhoto(now, photo.sha256));
    },
    putBack() {
      const gone = removed.peek();
      removed.value = null;
      if (gone) change((now) => putBackPhoto(now, gone.photo, gone.index));
    },
    read() {
      outcome.value = null;
      if (lost.peek()) change(awaitNoPhotos);
      lost.value = null;
    },
    async close() {
      await line;
      await settle();
    },
  };
}

/** What the draft says of photos on their way: enough to ask for them again. */
function wanted({ from, role, of, caption }: PhotoWish): Pick<AwaitedPhotos, "from" | "role" | "of" | "caption"> {
  return { from, role, ...(of ? { of, caption: caption ?? "" } : {}) };
}

/** After every time stamp: how lately it was taken does not matter. */
const ANY_TIME = "9999";

type Parts = Pick<IntakeParts, "store" | "userId" | "session">;

type Kept = PhotoDraft | PhotoFault | "twice";

/** One picture. What goes wrong is an answer, not an exception: the others of the lot still have their turn. */
async function keep(file: File, wish: PhotoWish, parts: Parts): Promise<Kept> {
  const { draft } = parts.session;
  if (draft.peek().photos.length >= MOST_PHOTOS && !wish.retakes) return "too_many";
  const shrunk = await shrink({ picture: file, known: sources(draft.peek()) });
  if (shrunk.kind === "twice") return "twice";
  if (shrunk.kind === "fault") return shrunk.fault;
  const bytes = new Uint8Array(shrunk.encoded.bytes);
  const photo = await photoOf(bytes, shrunk, wish);
  if (draft.peek().photos.some((one) => one.sha256 === photo.sha256)) return "twice";
  return (await write(photo, bytes, parts)) ? nameInDraft(photo, wish.retakes, parts) : "full";
}

type Drawn = Extract<Shrunk, { kind: "photo" }>;

async function photoOf(bytes: Uint8Array<ArrayBuffer>, drawn: Drawn, wish: PhotoWish): Promise<PhotoDraft> {
  const { width, height } = drawn.encoded;
  const { role, caption = "", of = "" } = wish;
  const [sha256, size, takenAt] = [await sha256Hex(bytes), bytes.length, nowIso()];
  return { sha256, size, mediaType: "image/jpeg", width, height, role, caption, takenAt, of, source: drawn.source };
}

/** False: refused, for the one reason for which a browser does not write what it could write before. */
async function write(photo: PhotoDraft, bytes: Uint8Array, { store, userId }: Parts): Promise<boolean> {
  const { sha256, size, takenAt } = photo;
  try {
    await store.photos.put({ sha256, userId, mime: "image/jpeg", size, createdAt: takenAt }, bytes);
    return true;
  } catch {
    return false;
  }
}

/** When the photo took the last room and the draft does not fit any more, the photo goes: what was typed comes first. */
async function nameInDraft(photo: PhotoDraft, retakes: string | undefined, { store, session }: Parts): Promise<Kept> {
  const { draft, change, flush, saved } = session;
  const { sha256 } = photo;
  const old = draft.peek().photos.find((one) => one.sha256 === retakes);
  change((now) => (retakes ? retakePhoto(now, retakes, photo) : addPhoto(now, photo)));
  await flush();
  if (saved.peek().kind !== "failed") return photo;
  change((now) => (old ? retakePhoto(now, sha256, old) : removePhoto(now, sha256)));
  await store.orphans.remove([sha256], ANY_TIME).catch(() => undefined);
  return "full";
}

function sources(draft: Draft): string[] {
  return draft.photos.flatMap((photo) => photo.source ?? []);
}
