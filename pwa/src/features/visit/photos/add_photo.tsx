/** The camera button. The draft is on the disk before the camera opens: a cheap phone may kill the page behind it. */
import { useRef, useState } from "preact/hooks";
import { useApp } from "../../../app/context";
import type { PhotoDraft, PhotoRole } from "../../../domain/draft";
import { Icon } from "../../../ui";
import { useDraft, useVisit } from "../context";
import { useTexts } from "../texts";
import { MOST_PHOTOS, takePhoto } from "./take";

interface AddPhotoProps {
  role: PhotoRole;
  onTaken: (photo: PhotoDraft) => void;
}

export function AddPhoto({ role, onTaken }: AddPhotoProps) {
  const app = useApp();
  const visit = useVisit();
  const { t } = useTexts();
  const camera = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"idle" | "shrinking" | "failed">("idle");
  const full = useDraft((draft) => draft.photos.length >= MOST_PHOTOS);
  const open = async () => {
    await visit.flush();
    camera.current?.click();
  };
  const taken = async (file: File | undefined) => {
    if (!file) return;
    setState("shrinking");
    try {
      const photo = await takePhoto(app, visit, file, role);
      setState("idle");
      onTaken(photo);
    } catch {
      setState("failed");
    }
  };
  if (full) return <p class="note">{t("photos.full", { count: MOST_PHOTOS })}</p>;
  return (
    <>
      <button class="tile tile--add" type="button" onClick={() => void open()} aria-busy={state === "shrinking"}>
        <Icon name="camera" />
        {t(state === "shrinking" ? "photos.shrinking" : "photos.add")}
      </button>
      <input
        ref={camera}
        class="unseen"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-label={t("photos.add")}
        onChange={(event) => {
          void taken(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      {state === "failed" ? (
        <p class="note fail" role="alert">
          {t("photos.failed")}
        </p>
      ) : null}
    </>
  );
}
