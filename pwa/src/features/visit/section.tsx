/** The frame of a visit's screen: title, when it was last saved, network, and the bottom bar. */
import type { ComponentChildren } from "preact";
import { NetChip } from "../../app/net";
import { Saved, TopBar } from "../../ui";
import { useVisit } from "./context";
import { LostPhoto } from "./photos/lost_photo";
import { useWays } from "./places";
import type { Texts } from "./texts";
import { useTexts } from "./texts";

interface SectionProps {
  title: ComponentChildren;
  bar: ComponentChildren;
  /** by default to the visit's overview */
  back?: () => void;
  /** by default the network and the queue */
  end?: ComponentChildren | undefined;
  class?: string;
  /** of a screen that is turned to the customer: theirs; else the app's */
  words?: Texts | undefined;
  children: ComponentChildren;
}

export function Section({ title, bar, back, end, class: look, words, children }: SectionProps) {
  const ways = useWays();
  const own = useTexts();
  const { t } = words ?? own;
  return (
    <>
      <TopBar
        title={title}
        sub={<SavedAt words={words ?? own} />}
        back={{ label: t("back"), go: back ?? ways.back }}
        end={end ?? <NetChip />}
      />
      <main class={look}>
        {words ? null : <LostPhoto />}
        {children}
      </main>
      {bar}
    </>
  );
}

/** Says "saved" only what IndexedDB has committed; a full disk is said in words, in place of the time. */
function SavedAt({ words }: { words: Texts }) {
  const { saved } = useVisit();
  const { t, format } = words;
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
