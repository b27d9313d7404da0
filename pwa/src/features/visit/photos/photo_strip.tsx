/** Photos as tiles, and the ways to camera and gallery: all of the visit's, or those of one role. */
import { useApp } from "../../../app/context";
import type { PhotoDraft, PhotoRole } from "../../../domain/draft";
import { SectionHead } from "../../../ui";
import { useDraft } from "../context";
import { useWays } from "../places";
import { useTexts } from "../texts";
import { AddPhoto } from "./add_photo";
import { PhotoNews } from "./photo_news";
import { usePhotoAddress } from "./use_photo";

export function PhotoStrip() {
  const { t, format } = useTexts();
  const photos = useDraft((draft) => draft.photos);
  const bytes = photos.reduce((sum, photo) => sum + photo.size, 0);
  return (
    <>
      <SectionHead
        title={t("photos.title")}
        count={photos.length ? `${photos.length} · ${format.bytes(bytes)}` : t("photos.none")}
      />
      <Tiles role={suggestRole(photos)} photos={photos} />
      <PhotoNews />
    </>
  );
}

/** For a section that wants photos of one kind: the after-photo of the cleanup, the display of an instrument. */
export function PhotosOfRole({ role, caption = "" }: { role: PhotoRole; caption?: string }) {
  const all = useDraft((draft) => draft.photos);
  return (
    <>
      <Tiles role={role} caption={caption} photos={all.filter((photo) => photo.role === role)} />
      <PhotoNews />
    </>
  );
}

/** A single new photo opens, to say what it shows; several stay here. */
function Tiles({ role, caption = "", photos }: { role: PhotoRole; caption?: string; photos: readonly PhotoDraft[] }) {
  const ways = useWays();
  return (
    <div class="tiles">
      <AddPhoto
        role={role}
        caption={caption}
        onTaken={([photo], chosen) => {
          if (photo && chosen === 1) ways.go("photos", photo.sha256);
        }}
      />
      {photos.map((photo) => (
        <PhotoTile key={photo.sha256} photo={photo} onOpen={() => ways.go("photos", photo.sha256)} />
      ))}
    </div>
  );
}

/** The first photo shows how it was; what later ones show, the technician says. */
function suggestRole(photos: readonly PhotoDraft[]): PhotoRole {
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
