/** Network and queue: the truth, on every screen. Offline is normal, so it is grey. */

import { Icon } from "../ui";
import { useApp, useSpeech } from "./context";
import { say } from "./messages";
import { href } from "./routes";

const WORD = { unknown: say.unknown, online: say.online, offline: say.offline } as const;

export function NetChip() {
  const { model } = useApp();
  const { t } = useSpeech();
  const { reach, busy } = model.sync.value;
  const count = model.unsent.value;
  const word = t(busy && count > 0 && reach === "online" ? say.sending : WORD[reach]);
  return (
    <a class="net" href={href("outbox")} aria-label={t(say.chipLabel, { reach: word, n: count })}>
      <span>
        <Icon name={reach === "online" ? "online" : "offline"} size="s" />
        {count > 0 ? `${word} · ${count}` : word}
      </span>
    </a>
  );
}

/** What the line under Today and Outbox says: two sentences. */
export function useNetWords(): { head: string; note: string } {
  const { model } = useApp();
  const { t, format } = useSpeech();
  const reach = t(WORD[model.sync.value.reach]);
  const count = model.unsent.value;
  const stuck = model.reports.value.filter((row) => row.trouble?.kind === "needs_person").length;
  const last = model.lastPull.value;
  const when = last ? t(say.syncedAt, { time: format.time(last) }) : t(say.neverSynced);
  const head = count > 0 ? t(say.someWait, { reach, n: count }) : t(say.allSent, { reach });
  return {
    head: stuck > 0 ? `${head} · ${t(say.somePerson, { n: stuck })}` : head,
    note: count > 0 ? t(say.keptHere, { when }) : when,
  };
}

export function NetLine({ link }: { link: boolean }) {
  const { model } = useApp();
  const { head, note } = useNetWords();
  const inside = (
    <>
      <Icon name={model.sync.value.reach === "online" ? "online" : "offline"} />
      <span class="netline__text">
        <b>{head}</b>
        <span class="num">{note}</span>
      </span>
      {link && <Icon name="next" size="s" />}
    </>
  );
  return link ? (
    <a class="netline" href={href("outbox")}>
      {inside}
    </a>
  ) : (
    <div class="netline" role="status">
      {inside}
    </div>
  );
}
