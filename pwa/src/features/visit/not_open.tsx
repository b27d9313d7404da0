/** What stands where a visit cannot be shown: why, and where to go. */
import { useApp } from "../../app/context";
import { href } from "../../app/routes";
import { Button, TopBar } from "../../ui";
import type { TextKey } from "./texts";
import { useTexts } from "./texts";

function Nothing({ title, why, children }: { title: TextKey; why: TextKey; children?: preact.ComponentChildren }) {
  const { router } = useApp();
  const { t } = useTexts();
  return (
    <>
      <TopBar title={t(title)} back={{ label: t("back"), go: () => router.replace("today") }} />
      <main class="nothing">
        <p>{t(why)}</p>
        {children}
      </main>
    </>
  );
}

export function NotHere() {
  return <Nothing title="nothere.title" why="nothere.why" />;
}

export function OpenElsewhere() {
  const { t } = useTexts();
  return (
    <Nothing title="elsewhere.title" why="elsewhere.why">
      <Button onClick={() => window.location.reload()}>{t("elsewhere.again")}</Button>
    </Nothing>
  );
}

export function Finished() {
  const { t } = useTexts();
  return (
    <Nothing title="finished.title" why="finished.why">
      <a class="btn btn--main" href={href("outbox")}>
        {t("finished.outbox")}
      </a>
    </Nothing>
  );
}
