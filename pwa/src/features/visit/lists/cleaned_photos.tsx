/** The clean place, photographed: the customer sees what was left behind, and so does the center. */
import { SectionHead } from "../../../ui";
import { useDraft } from "../context";
import { PhotosOfRole } from "../photos/photo_strip";
import { useTexts } from "../texts";

const CLEANED = "cleaned" as const;

export function CleanedPhotos() {
  const { t } = useTexts();
  const count = useDraft((draft) => draft.photos.filter((photo) => photo.role === CLEANED).length);
  return (
    <>
      <SectionHead title={t("checklist.cleaned")} count={count || t("checklist.cleaned_wanted")} />
      <PhotosOfRole role={CLEANED} />
    </>
  );
}
