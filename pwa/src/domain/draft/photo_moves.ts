/** Moves of a visit's photos: waiting for the camera, order, retaking, taking back a removal. */
import { addPhoto } from "./moves";
import type { AwaitedPhotos, Draft, PhotoDraft } from "./shape";

/** Written before the camera opens: if the page is killed behind it, the draft knows what did not arrive. */
export function awaitPhotos(draft: Draft, awaited: AwaitedPhotos): Draft {
  return { ...draft, awaited };
}

/** Nothing is on its way any more: all arrived, the camera was closed, or the technician has read that one is lost. */
export function awaitNoPhotos(draft: Draft): Draft {
  return draft.awaited ? { ...draft, awaited: null } : draft;
}

/** One of those on their way is in, or will not come. The marker goes with the last one. */
export function photoArrived(draft: Draft): Draft {
  if (!draft.awaited) return draft;
  const left = draft.awaited.left - 1;
  return left > 0 ? { ...draft, awaited: { ...draft.awaited, left } } : awaitNoPhotos(draft);
}

/** By the file it was made from: the same file chosen again, before it costs any work. */
export function hasSource(draft: Draft, source: string): boolean {
  return draft.photos.some((photo) => photo.source === source);
}

/** `step` -1 is earlier, 1 later; at an end it stays where it is. */
export function movePhoto(draft: Draft, sha256: string, step: -1 | 1): Draft {
  const from = draft.photos.findIndex((photo) => photo.sha256 === sha256);
  const to = from + step;
  const [photo, other] = [draft.photos[from], draft.photos[to]];
  if (!photo || !other) return draft;
  const photos = [...draft.photos];
  photos[from] = other;
  photos[to] = photo;
  return { ...draft, photos };
}

/** Taken again: the new picture takes place, role, caption and meaning of the old one. */
export function retakePhoto(draft: Draft, sha256: string, again: PhotoDraft): Draft {
  const old = draft.photos.find((photo) => photo.sha256 === sha256);
  if (!old) return addPhoto(draft, again);
  const rest = draft.photos.filter((photo) => photo.sha256 !== again.sha256 || photo === old);
  const { role, caption, of } = old;
  return { ...draft, photos: rest.map((photo) => (photo === old ? { ...again, role, caption, of } : photo)) };
}

/** A removal taken back: where it was, or at the end when the list has become shorter. */
export function putBackPhoto(draft: Draft, photo: PhotoDraft, index: number): Draft {
  if (draft.photos.some((other) => other.sha256 === photo.sha256)) return draft;
  return { ...draft, photos: [...draft.photos.slice(0, index), photo, ...draft.photos.slice(index)] };
}
