import { Icon } from "../ui";
import { useApp, useSpeech } from "./context";
import { say } from "./messages";

/** Screens where something is being written or signed: no build is switched under them. */
const WRITING = new Set(["visit", "review", "sign", "notice", "new-job"]);

export function UpdateLine() {
  const { updates, router } = useApp();
  const { t } = useSpeech();
  if (!updates.waiting.value || WRITING.has(router.route.value.screen)) return null;
  return (
    <div class="toast updateline" role="status">
      <Icon name="save" size="s" />
      {t(say.updateReady)}
      <button type="button" onClick={() => updates.takeOver()}>
        {t(say.updateNow)}
      </button>
    </div>
  );
}
