/** The visit's photos as tiles, and the way to the camera. */
import { useApp } from "../../../app/context";
import type { PhotoDraft } from "../../../domain/draft";
import { SectionHead } from "../../../ui";
import { useDraft } from "../context";
import { useWays } from "../places";
import { useTexts } from "../texts";
import { AddPhoto } from "./add_photo";
import { usePhotoAddress } from "./use_photo";

export function PhotoStrip() {
  const ways = useWays();
  const { t, format } = useTexts();
  const photos = useDraft((draft) => draft.photos);
  const bytes = photos.reduce((sum, photo) => sum + photo.size, 0);
  return (
    <>
      <SectionHead
        title={t("photos.title")}
        count={photos.length ? `${photos.length} · ${format.bytes(bytes)}` : t("photos.none")}
      />
      <div class="tiles">
        <AddPhoto role={suggestRole(photos)} onTaken={(photo) => ways.go("photos", photo.sha256)} />
        {photos.map((photo) => (
          <PhotoTile key={photo.sha256} photo={photo} onOpen={() => ways.go("photos", photo.sha256)} />
        ))}
      </div>
    </>
  );
}

/** The first photo shows how it was; what later ones show, the technician says. */
function suggestRole(photos: readonly PhotoDraft[]): PhotoDraft["role"] {
  return photos.length === 0 ? "before" : "during";
}

export function PhotoTile({ photo, onOpen }: { photo: PhotoDraft; onOpen: () => void }) {
  const { store } = useApp();
  const { t } = useTexts();
  const address = usePhotoAddress(store, photo.sha256);
  return (
    <button
      class="tile"
      type="button"
      onClick={onOpen}
      aria-label={[t(`role.${photo.role}`), photo.caption].filter(Boolean).join(", ")}
    >
      {address ? <img class="tile__pic" src={address} alt="" width="76" height="76" /> : null}
      <span class="tile__role">{t(`role.${photo.role}`)}</span>
    </button>
  );
}
