/** A section is complete: the button leads on to what is still open, without the overview in between. */
import { showJob } from "../../domain/draft";
import { Button, Icon } from "../../ui";
import { useVisit } from "./context";
import { placeOf, useWays } from "./places";
import { useTexts } from "./texts";

export function NextStep() {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const { next } = visit.progress.value;
  if (!next) return <Button onClick={ways.back}>{t("back_to_visit")}</Button>;
  const go = () => {
    const { job } = next;
    if (job) visit.change((draft) => showJob(draft, job));
    ways.go(...placeOf(next));
  };
  return (
    <Button onClick={go}>
      {t("next.on", { section: t(`section.short.${next.section}`) })}
      <Icon name="next" size="s" />
    </Button>
  );
}
