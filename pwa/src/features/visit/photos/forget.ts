/** Frees a photo's bytes on this phone, unless another visit or a report that waits still names them. */
import type { Draft } from "../../../domain/draft";
import type { Store } from "../../../store";

/** Call when no draft on the disk should name it any more. */
export async function forgetPhoto(store: Store, userId: string, sha256: string): Promise<void> {
  const [drafts, reports] = await Promise.all([store.drafts.list(userId), store.outbox.list()]);
  const inDraft = drafts.some((row) => (row.data as Draft).photos.some((photo) => photo.sha256 === sha256));
  const inReport = reports.some((row) => row.blobs.some((blob) => blob.sha256 === sha256));
  if (!inDraft && !inReport) await store.photos.remove(sha256);
}
