/** Camera and gallery, side by side, as tiles at the head of a strip of photos. */
import type { PhotoDraft, PhotoRole } from "../../../domain/draft";
import { MOST_PHOTOS } from "../../../domain/photos";
import { Icon } from "../../../ui";
import { useDraft } from "../context";
import { useTexts } from "../texts";
import { Pick } from "./pick";

interface AddPhotoProps {
  role: PhotoRole;
  caption?: string;
  onTaken?: (photos: readonly PhotoDraft[], chosen: number) => void;
}

export function AddPhoto({ role, caption = "", onTaken }: AddPhotoProps) {
  const { t } = useTexts();
  const full = useDraft((draft) => draft.photos.length >= MOST_PHOTOS);
  if (full) return <p class="note tiles__full">{t("photos.full", { count: MOST_PHOTOS })}</p>;
  return (
    <>
      <Pick class="tile tile--add" wish={{ from: "camera", role, caption }} onTaken={onTaken}>
        <Icon name="camera" />
        {t("photos.camera")}
      </Pick>
      <Pick class="tile tile--add" wish={{ from: "gallery", role, caption }} onTaken={onTaken}>
        <Icon name="pictures" />
        {t("photos.gallery")}
      </Pick>
    </>
  );
}
