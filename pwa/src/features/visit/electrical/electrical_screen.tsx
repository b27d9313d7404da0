/** Section A: supply test before the work, appliance test after it, one verdict over both. */
import { useComputed } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { begunRetest, chooseResult, inView, retestTogether } from "../../../domain/draft";
import { refusingTests } from "../../../domain/hazard_causes";
import type { SafetyView } from "../../../domain/safety_view";
import { isAnswered, isTaken, openReadings, workLock } from "../../../domain/safety_view";
import { ActionBar, Banner, Icon } from "../../../ui";
import { useJob, useVisit } from "../context";
import { goToField, useArrival } from "../fields";
import { LevelBadge } from "../level_badge";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";
import { Adapter } from "./adapter";
import "./electrical.css";
import { Tests } from "./tests";
import { Together } from "./verdict_words";

export function ElectricalScreen({ field }: { field: string }) {
  const { safety, settle } = useVisit();
  const { t } = useTexts();
  // a keystroke judges everything anew; the screen as a whole is drawn again only when other tests are asked
  const asked = useComputed(() => safety.value.readings.map((view) => view.test.id).join(" ")).value;
  const [supply, appliance] = useMemo(() => {
    const tests = safety.peek().readings.map((view) => view.test);
    return (["supply", "appliance"] as const).map((phase) => tests.filter((test) => test.phase === phase));
  }, [asked, safety]);
  useArrival(field);
  useEffect(() => settle, [settle]); // whoever comes next wants the verdict
  return (
    <Section title={t("section.A.title")} bar={<Bar />}>
      <RefuseBanner />
      <AllTogether />
      <Adapter />
      <h2 class="part">{t("test.supply")}</h2>
      <Tests tests={supply ?? []} phase="supply" />
      <h2 class="part" id="appliance-test">
        {t("test.appliance")}
      </h2>
      <p class="small quiet">{t("test.appliance_when")}</p>
      <Tests tests={appliance ?? []} phase="appliance" />
    </Section>
  );
}

/** Announced when it appears; nothing of it is repeated for every digit. */
function RefuseBanner() {
  const { safety } = useVisit();
  const { t, both } = useTexts();
  const refusal = useComputed(() => (safety.value.level === "refuse" ? safety.value.decisive : null)).value;
  if (!refusal) return null;
  return (
    <Banner level="refuse" role="alert" title={t("refuse.title")}>
      <p>{both(refusal.why)}</p>
      {both(refusal.action) ? (
        <p class="mt-2">
          <b>{t("refuse.now")}</b> {both(refusal.action)}
        </p>
      ) : null}
    </Banner>
  );
}

/** Drawn again when another rule holds, not for every digit. */
function AllTogether() {
  const { safety } = useVisit();
  const sources = useComputed(() => safety.value.reasons.map(({ level, text }) => level + text.zh).join("|")).value;
  return useMemo(() => <Together safety={safety.peek()} />, [sources, safety]);
}

function Bar() {
  const visit = useVisit();
  const { t, both } = useTexts();
  const begun = useJob((served) => served.work.startedAt !== null);
  const safety = visit.safety.value;
  const counted = safety.readings.filter((view) => view.test.required || isTaken(view));
  const open = [
    ...openReadings(safety, "supply"),
    ...(begun && workLock(safety) === "open" ? openReadings(safety, "appliance") : []),
  ];
  if (safety.level === "refuse") return <RefuseBar safety={safety} />;
  const why = t("test.answered", { done: counted.filter(isAnswered).length, total: counted.length });
  const [next] = open;
  return (
    <ActionBar
      label={t("next.label")}
      why={
        <>
          {next ? null : <LevelBadge level={safety.level} box />}
          <span>{why}</span>
        </>
      }
    >
      {next ? (
        <button class="btn btn--main" type="button" onClick={() => goToField(next.test.id)}>
          {t("test.next", { name: both(next.test.short) })}
          <Icon name="next" size="s" />
        </button>
      ) : (
        <AfterTest />
      )}
    </ActionBar>
  );
}

/** The supply is tested: the work can begin, with its price. After the appliance test: back to the visit. */
function AfterTest() {
  const ways = useWays();
  const { t } = useTexts();
  const started = useJob((served) => served.work.startedAt !== null);
  return (
    <button class="btn btn--main" type="button" onClick={() => ways.go(started ? "overview" : "work")}>
      {started ? t("test.back_to_visit") : t("test.start_work")}
      <Icon name="next" size="s" />
    </button>
  );
}

/** "Fix and re-test" begins another attempt at what refuses: the refusing result stays in the report. */
function RefuseBar({ safety }: { safety: SafetyView }) {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const draft = visit.settled.value;
  const refusing = refusingTests(inView(draft), safety, draft, visit.catalog);
  const again = () => {
    visit.change((before) => retestTogether(before, refusing));
    goToField(begunRetest(visit.draft.peek(), refusing) ?? "");
  };
  const stop = () => {
    visit.change((draft) => chooseResult(draft, "refused"));
    ways.go("result");
  };
  return (
    <ActionBar
      label={t("next.label")}
      why={
        <>
          <LevelBadge level="refuse" box />
          <span>{t("refuse.choice")}</span>
        </>
      }
    >
      {refusing.length > 0 ? (
        <button class="btn btn--side" type="button" onClick={again}>
          {t("refuse.again")}
        </button>
      ) : null}
      <button class="btn btn--main" type="button" onClick={stop}>
        {t("refuse.stop")}
        <Icon name="next" size="s" />
      </button>
    </ActionBar>
  );
}
