/** `#/review/<key>`: the phone is turned to the customer, who reads, answers, may rate, and goes on to sign. */
import { useComputed } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { ScreenProps } from "../../app/context";
import { useApp } from "../../app/context";
import { zone } from "../../domain/content";
import type { Schemas } from "../../domain/draft";
import { thaw } from "../../domain/draft";
import { freeze } from "../../domain/freeze";
import { feedbackOf, missingAnswers } from "../../domain/review";
import { formatter } from "../../i18n";
import { ActionBar, Banner, Button, Icon, SectionHead } from "../../ui";
import { nowIso } from "../visit/clock";
import { useDraft, useVisit } from "../visit/context";
import { goToField } from "../visit/fields";
import { LanguageSwitch } from "../visit/language_switch";
import { useWays } from "../visit/places";
import { Section } from "../visit/section";
import type { Texts } from "../visit/texts";
import { textsIn } from "../visit/texts";
import { WithVisit } from "../visit/with_visit";
import "../visit/visit.css";
import { Bill } from "./bill";
import { FiveServices } from "./five_services";
import { FullReport } from "./full_report";
import { Hazards } from "./hazards";
import { Parts } from "./parts";
import { Rating } from "./rating";
import { amount, appliancesOf, worstResult } from "./report_words";
import { contentContext, contentOf } from "./use_content";

export default function ReviewScreen({ id }: ScreenProps) {
  return (
    <WithVisit id={id} place="review">
      <Review />
    </WithVisit>
  );
}

function Review() {
  const visit = useVisit();
  const language = useDraft((draft) => draft.language);
  const frozen = useDraft((draft) => draft.frozen !== null);
  useEffect(() => {
    if (!visit.draft.peek().frozen) visit.change((draft) => ({ ...draft, finishedAt: nowIso() }));
  }, [visit]);
  const finishedAt = useDraft((draft) => draft.finishedAt);
  // answers and stars change nothing that is read here: the content is made anew only with the language
  const content = useComputed(() =>
    contentOf(visit, { ...visit.draft.peek(), language, finishedAt, frozen: visit.draft.value.frozen }),
  ).value;
  const words = textsIn(language, formatter(language, zone(visit.me)));
  if (!visit.progress.value.reviewable && !frozen) return <NotYet />;
  const { t } = words;
  return (
    <div lang={language === "zh" ? "zh-CN" : "en"} class="turned">
      <Section
        title={t("review.title")}
        words={words}
        end={frozen ? <span /> : <LanguageSwitch />}
        bar={frozen ? <FrozenBar words={words} /> : <Bar content={content} words={words} />}
      >
        {frozen ? <FrozenNews words={words} /> : null}
        <p class="plain">
          {t(`review.hello.${worstResult(content)}`, {
            name: content.customer.name,
            appliance: appliancesOf(content, language),
          })}
        </p>
        <Hazards content={content} words={words} />
        <WhatWasDone content={content} words={words} />
        <FiveServices content={content} words={words} />
        <Bill content={content} words={words} />
        <FullReport content={content} words={words} />
        {frozen ? null : <Rating words={words} />}
      </Section>
    </div>
  );
}

function WhatWasDone({ content, words }: { content: Schemas["ContentV2"]; words: Texts }) {
  const { t, format } = words;
  const { jobs, visit, technician } = content;
  return (
    <>
      <SectionHead title={t("review.done")} />
      <section class="card card--pad">
        {jobs.map(({ id, work, appliance, parts }) => (
          <div key={id} class="mt-1">
            {jobs.length > 1 ? <h3 class="strong">{appliance.category_text}</h3> : null}
            {work.done ? <p class="prewrap">{work.done}</p> : null}
            {work.result === "done" ? null : (
              <p class="mt-1">
                <b>{t(`result.${work.result}`)}</b> {work.reason_text}
              </p>
            )}
            <Parts parts={parts} words={words} />
          </div>
        ))}
        <p class="note num mt-1">
          {format.time(visit.arrived_at)}–{format.time(visit.finished_at)} ·{" "}
          {t("review.technician", { name: technician.name, number: technician.staff_no })}
        </p>
      </section>
    </>
  );
}

/** What is missing stands on the button and is one tap away; nothing is ever switched off. */
function Bar({ content, words }: { content: Schemas["ContentV2"]; words: Texts }) {
  const visit = useVisit();
  const ways = useWays();
  const { t } = words;
  const draft = visit.draft.value;
  const missing = missingAnswers(draft);
  const rated = feedbackOf(draft) !== null;
  const [state, setState] = useState<"idle" | "freezing" | "failed">("idle");
  const total = <span class="push num strong">{amount(content, content.charges.total)}</span>;
  if (missing[0]) {
    return (
      <ActionBar
        label={t("next.label")}
        why={
          <>
            <span>{t("review.missing", { count: missing.length, list: missing.join(", ") })}</span>
            {total}
          </>
        }
      >
        <Button kind="missing" onClick={() => goToField(`service-${missing[0]}`)}>
          {t("review.go", { service: missing[0] })}
          <Icon name="down" size="s" />
        </Button>
      </ActionBar>
    );
  }
  const sign = async () => {
    if (state === "freezing") return;
    setState("freezing");
    try {
      await visit.flush();
      visit.settle();
      const frozen = await freeze(visit.draft.value, contentContext(visit), (bytes) =>
        crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
      );
      const rating = rated ? frozen.rating : { scores: {}, comment: "", skipped: true };
      visit.change(() => ({ ...frozen, rating }));
      await visit.flush();
      ways.go("sign");
    } catch {
      setState("failed");
    }
  };
  return (
    <ActionBar
      label={t("next.label")}
      why={
        <>
          <span role="status">{t(state === "failed" ? "review.failed" : "review.all_answered")}</span>
          {total}
        </>
      }
    >
      {rated ? null : (
        <Button kind="side" onClick={() => document.getElementById("rating")?.scrollIntoView()}>
          {t("rating.rate")}
        </Button>
      )}
      <Button onClick={() => void sign()}>
        {t(rated ? "review.sign" : "review.sign_unrated")}
        <Icon name="pen" size="s" />
      </Button>
    </ActionBar>
  );
}

function FrozenNews({ words }: { words: Texts }) {
  const digest = useDraft((draft) => draft.frozen?.digest ?? "");
  return (
    <Banner level="news" title={words.t("frozen.title")}>
      <p>{words.t("frozen.why", { digest: digest.slice(0, 12) })}</p>
    </Banner>
  );
}

function FrozenBar({ words }: { words: Texts }) {
  const visit = useVisit();
  const ways = useWays();
  return (
    <ActionBar label={words.t("next.label")}>
      <Button kind="side" onClick={() => visit.change(thaw)}>
        {words.t("frozen.discard")}
      </Button>
      <Button onClick={() => ways.go("sign")}>
        {words.t("frozen.sign")}
        <Icon name="pen" size="s" />
      </Button>
    </ActionBar>
  );
}

function NotYet() {
  const { router } = useApp();
  const visit = useVisit();
  const ways = useWays();
  const words = textsIn(useApp().model.language.value, useApp().model.format.value);
  const { t } = words;
  const count = visit.progress.value.gaps.filter((gap) => gap.hard).length;
  return (
    <Section
      title={t("visit.review")}
      back={() => router.replace("visit", visit.draft.peek().key, "overview")}
      bar={
        <ActionBar label={t("next.label")}>
          <Button onClick={ways.back}>{t("back_to_visit")}</Button>
        </ActionBar>
      }
    >
      <p>{t("visit.review_missing", { count })}</p>
    </Section>
  );
}
