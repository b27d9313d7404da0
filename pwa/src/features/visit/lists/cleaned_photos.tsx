/** The clean place, photographed: the customer sees what was left behind, and so does the center. */
import { SectionHead } from "../../../ui";
import { useDraft } from "../context";
import { AddPhoto } from "../photos/add_photo";
import { PhotoTile } from "../photos/photo_strip";
import { useWays } from "../places";
import { useTexts } from "../texts";

const CLEANED = "cleaned" as const;

export function CleanedPhotos() {
  const ways = useWays();
  const { t } = useTexts();
  const photos = useDraft((draft) => draft.photos);
  const cleaned = photos.filter((photo) => photo.role === CLEANED);
  return (
    <>
      <SectionHead
        title={t("checklist.cleaned")}
        count={cleaned.length ? String(cleaned.length) : t("checklist.cleaned_wanted")}
      />
      <div class="tiles">
        <AddPhoto role={CLEANED} onTaken={() => undefined} />
        {cleaned.map((photo) => (
          <PhotoTile key={photo.sha256} photo={photo} onOpen={() => ways.go("photos", photo.sha256)} />
        ))}
      </div>
    </>
  );
}
