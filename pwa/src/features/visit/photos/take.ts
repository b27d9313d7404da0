/** From the camera to the phone's store: shrunk, named by its digest, on the disk before anything refers to it. */
import type { App } from "../../../app/context";
import { sha256Hex } from "../../../domain/canonical";
import type { PhotoDraft, PhotoRole } from "../../../domain/draft";
import { addPhoto } from "../../../domain/draft";
import { nowIso } from "../clock";
import type { Visit } from "../context";
import { shrink } from "./shrink";

/** As many as a report takes (content_v2.py). */
export const MOST_PHOTOS = 60;

/** @throws Error when the picture cannot be read or the phone's storage is full; the draft is then unchanged. */
export async function takePhoto(app: App, visit: Visit, picture: Blob, role: PhotoRole): Promise<PhotoDraft> {
  const encoded = await shrink(picture);
  const bytes = new Uint8Array(encoded.bytes);
  const sha256 = await sha256Hex(bytes);
  const takenAt = nowIso();
  await app.store.photos.put(
    { sha256, userId: visit.me.id, mime: "image/jpeg", size: bytes.length, createdAt: takenAt },
    bytes,
  );
  const photo: PhotoDraft = {
    sha256,
    size: bytes.length,
    mediaType: "image/jpeg",
    width: encoded.width,
    height: encoded.height,
    role,
    caption: "",
    takenAt,
    of: "",
  };
  visit.change((draft) => addPhoto(draft, photo));
  await visit.flush();
  return photo;
}
