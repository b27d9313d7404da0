/** In place of the sections while the content is frozen: signing goes on, or the freeze is given up in so many words. */
import { thaw } from "../../domain/draft";
import { ActionBar, Banner, Button } from "../../ui";
import { useVisit } from "./context";
import { useWays } from "./places";
import { Section } from "./section";
import { useTexts } from "./texts";

export function FrozenScreen() {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  return (
    <Section
      title={t("frozen.title")}
      back={ways.leave}
      bar={
        <ActionBar label={t("next.label")}>
          <Button kind="side" onClick={() => visit.change(thaw)}>
            {t("frozen.discard")}
          </Button>
          <Button onClick={() => ways.go("sign")}>{t("frozen.sign")}</Button>
        </ActionBar>
      }
    >
      <Banner level="news" title={t("frozen.title")}>
        <p>{t("frozen.edit")}</p>
      </Banner>
    </Section>
  );
}
