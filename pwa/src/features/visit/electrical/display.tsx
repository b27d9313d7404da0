/** The instrument's display, photographed and bound to its reading: taken in the row, shown in the row. */
import { displayName, displayOf } from "../../../domain/photos";
import type { ReadingView } from "../../../domain/safety_view";
import { isTaken } from "../../../domain/safety_view";
import { Icon } from "../../../ui";
import { useDraft, useJob } from "../context";
import { PhotoThumb } from "../photos/photo_thumb";
import { Pick } from "../photos/pick";
import { useWays } from "../places";
import { useTexts } from "../texts";

/** `name`: where several readings stand together. */
export function Display({ view, name = "" }: { view: ReadingView; name?: string }) {
  const ways = useWays();
  const { t, both } = useTexts();
  const job = useJob((served) => served.jobId);
  const taken = { job, test: view.test.id, attempt: view.earlier.length + 1 };
  const photo = displayOf(
    useDraft((draft) => draft.photos),
    taken,
  );
  if (view.test.input === "choice" || !isTaken(view)) return null;
  const title = both(view.test.title);
  if (photo) {
    return (
      <PhotoThumb
        sha256={photo.sha256}
        name={t("display.open", { name: title })}
        onOpen={() => ways.go("photos", photo.sha256)}
      />
    );
  }
  const wish = { from: "camera", role: "meter", caption: both(view.test.short), of: displayName(taken) } as const;
  return (
    <Pick class="link" wish={wish} name={t("display.take", { name: title })}>
      <Icon name="camera" size="s" />
      {name}
    </Pick>
  );
}
