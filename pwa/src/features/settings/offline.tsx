/** Whether the app opens without a network, in words, and what to do where it does not yet. */
import { useApp, useSpeech } from "../../app/context";
import type { OfflineReady } from "../../app/offline_ready";
import type { Text } from "../../i18n";
import { Icon, Verdict } from "../../ui";
import { say } from "./messages";

const WORDS: Record<OfflineReady["kind"], { title: Text; why?: Text }> = {
  ready: { title: say.offlineReady },
  preparing: { title: say.offlinePreparing, why: say.offlineStayOnline },
  interrupted: { title: say.offlineNotYet, why: say.offlineInterrupted },
  impossible: { title: say.offlineNo, why: say.offlineImpossible },
};

export function Offline() {
  const { updates } = useApp();
  const { t } = useSpeech();
  const { kind } = updates.offline.ready.value;
  const { title, why } = WORDS[kind];
  return (
    <li class="row row--s">
      <Icon name={kind === "ready" ? "save" : "offline"} />
      <span class="row__text" role="status">
        <span>{t(title)}</span>
        {why ? <span class="note">{t(why)}</span> : null}
      </span>
      {kind === "ready" ? <Verdict level="pass">{t(say.offlineYes)}</Verdict> : null}
      {kind === "interrupted" ? (
        <button class="link" type="button" onClick={updates.offline.tryNow}>
          {t(say.offlineTry)}
        </button>
      ) : null}
    </li>
  );
}
