/** What happened and what to do, when the browser has cleared this phone's data; stays until somebody has read it. */
import { Banner, Button } from "../ui";
import { acknowledge, cookieMark } from "./canary";
import { useApp, useSpeech } from "./context";
import { say } from "./messages";

export function EvictedNews() {
  const { model, store, clock } = useApp();
  const { t } = useSpeech();
  if (!model.evicted.value) return null;
  const understood = async () => {
    await acknowledge(store, cookieMark(document), new Date(clock()).toISOString());
    model.evicted.value = false;
  };
  return (
    <div class="evicted" role="alert">
      <Banner level="advise" title={t(say.evicted)}>
        <p>{t(say.evictedWhat)}</p>
        <p class="mt-1">{t(say.evictedDo)}</p>
        <div class="mt-2">
          <Button kind="side" low onClick={() => void understood()}>
            {t(say.understood)}
          </Button>
        </div>
      </Banner>
    </div>
  );
}
