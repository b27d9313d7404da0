/** The frame of a visit's screen: title, when it was last saved, network, and the bottom bar. */
import type { ComponentChildren } from "preact";
import { NetChip } from "../../app/net";
import { Saved, TopBar } from "../../ui";
import { useVisit } from "./context";
import { LostPhoto } from "./photos/lost_photo";
import { useWays } from "./places";
import { useTexts } from "./texts";

interface SectionProps {
  title: ComponentChildren;
  bar: ComponentChildren;
  /** by default to the visit's overview */
  back?: () => void;
  end?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

export function Section({ title, bar, back, end, class: look, children }: SectionProps) {
  const ways = useWays();
  const { t } = useTexts();
  return (
    <>
      <TopBar
        title={title}
        sub={<SavedAt />}
        back={{ label: t("back"), go: back ?? ways.back }}
        end={end ?? <NetChip />}
      />
      <main class={look}>
        <LostPhoto />
        {children}
      </main>
      {bar}
    </>
  );
}

/** Says "saved" only what IndexedDB has committed; a full disk is said in words, in place of the time. */
export function SavedAt() {
  const { saved } = useVisit();
  const { t, format } = useTexts();
  const state = saved.value;
  if (state.kind === "failed") {
    return (
      <p class="saved saved--failed" role="alert">
        {t("saved.failed")}
      </p>
    );
  }
  if (state.kind === "typing") return <p class="saved">{t("saved.soon")}</p>;
  return <Saved>{state.at ? t("saved.at", { time: format.timeWithSeconds(state.at) }) : t("saved.nothing")}</Saved>;
}
