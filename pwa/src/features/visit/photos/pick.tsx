/**
 * One way to pictures: the camera or the gallery. The draft is on the disk before either opens, with a note of what is
 * on its way: a cheap phone may kill the page behind the camera.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PhotoDraft } from "../../../domain/draft";
import { useVisit } from "../context";
import type { PhotoWish } from "./intake";

interface PickProps {
  wish: PhotoWish;
  class: string;
  /** the name that a screen reader says, where the text on the button is shorter */
  name?: string | undefined;
  /** what is new in the draft, and how many were chosen: some may have been refused */
  onTaken?: ((photos: readonly PhotoDraft[], chosen: number) => void) | undefined;
  children: ComponentChildren;
}

export function Pick({ wish, class: look, name, onTaken, children }: PickProps) {
  const visit = useVisit();
  const input = useRef<HTMLInputElement>(null);
  useCancel(input, visit.intake.nothingChosen);
  const open = async () => {
    await visit.intake.expect(wish);
    input.current?.click();
  };
  const chosen = async (files: readonly File[]) => {
    const photos = await visit.intake.take(files, wish);
    onTaken?.(photos, files.length);
  };
  const camera = wish.from === "camera";
  return (
    <>
      <button class={look} type="button" aria-label={name} onClick={() => void open()}>
        {children}
      </button>
      <input
        ref={input}
        class="unseen"
        type="file"
        accept="image/*"
        capture={camera ? "environment" : undefined}
        multiple={!camera && !wish.retakes}
        tabIndex={-1}
        aria-hidden="true"
        data-from={wish.from}
        onChange={(event) => {
          void chosen([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

/** `cancel` has no property that Preact could set. */
function useCancel(input: { current: HTMLInputElement | null }, cancelled: () => void): void {
  useEffect(() => {
    const element = input.current;
    element?.addEventListener("cancel", cancelled);
    return () => element?.removeEventListener("cancel", cancelled);
  }, [input, cancelled]);
}
