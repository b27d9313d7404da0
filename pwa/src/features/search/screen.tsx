/** Finding a job by whatever one remembers of it. */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type ScreenProps, useApp, useSpeech } from "../../app/context";
import { say as app } from "../../app/messages";
import { NetChip } from "../../app/net";
import { Tabs } from "../../app/tabs";
import { messages } from "../../i18n";
import { JobList } from "../../jobs/row";
import { search, searchIndex } from "../../jobs/search";
import { Icon, TopBar } from "../../ui";

const say = messages({
  label: { zh: "姓名、电话尾号、地址、工单号、家电", en: "Name, phone, address, job number, appliance" },
  hint: { zh: "本机有 {n} 张工单，没网也能查。", en: "{n} {n:job/jobs} on this phone; works offline." },
  found: { zh: "找到 {n} 张", en: "{n} found" },
  results: { zh: "查找结果", en: "Results" },
  none: {
    zh: "本机没有。试试姓名的两个字，或电话末四位。",
    en: "Not on this phone. Try part of the name, or the last four digits.",
  },
});

/** More than anybody reads; a narrower word is faster than scrolling. */
const MOST = 60;

export default function Search(_props: ScreenProps) {
  const { model } = useApp();
  const { t } = useSpeech();
  const query = useSignal("");
  const input = useRef<HTMLInputElement>(null);
  const index = useComputed(() => searchIndex(model.jobs.value, model.catalog.value));
  const found = useComputed(() => search(index.value, query.value, model.now.value)).value;
  useEffect(() => input.current?.focus(), []);
  const said =
    query.value.trim() === "" ? t(say.hint, { n: model.jobs.value.length }) : t(say.found, { n: found.length });
  return (
    <>
      <TopBar title={t(app.search)} end={<NetChip />} />
      <main class="flush">
        <label class="field">
          <span>{t(say.label)}</span>
          <span class="field__box field__box--search">
            <Icon name="search" size="s" />
            <input
              ref={input}
              type="search"
              autoComplete="off"
              value={query.value}
              onInput={(event) => {
                query.value = event.currentTarget.value;
              }}
            />
          </span>
        </label>
        <p class="note mt-2" role="status">
          {query.value.trim() !== "" && found.length === 0 ? t(say.none) : said}
        </p>
        {found.length > 0 && (
          <div class="mt-3">
            <h2 class="unseen">{t(say.results)}</h2>
            <JobList rows={found.slice(0, MOST)} />
          </div>
        )}
      </main>
      <Tabs current="search" />
    </>
  );
}
