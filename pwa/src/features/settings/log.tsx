import { useState } from "preact/hooks";
import { useApp, useSpeech } from "../../app/context";
import type { LogRow } from "../../store";
import { say } from "./messages";

/** For a call with support: what happened, without names or readings. */
export function LogList() {
  const { store } = useApp();
  const { t, format } = useSpeech();
  const [rows, setRows] = useState<readonly LogRow[] | null>(null);
  const toggle = async (event: Event) => {
    const open = (event.currentTarget as HTMLDetailsElement).open;
    setRows(open ? await store.log.latest(100) : null);
  };
  return (
    <details class="card card--pad mt-4 log" onToggle={toggle}>
      <summary>{t(say.log)}</summary>
      {rows?.length === 0 && <p class="note">{t(say.logEmpty)}</p>}
      <ul class="note num">
        {rows?.map((row) => (
          <li key={row.id}>
            {format.date(row.at)} {format.timeWithSeconds(row.at)} · {row.what}
          </li>
        ))}
      </ul>
    </details>
  );
}
