/**
 * The work in its order: what it is and what it costs, agreed; then the work itself with its clock.
 * It opens when the supply has been tested.
 */
import { money, totalOf } from "../../../domain/charges";
import { beginWork, endWork } from "../../../domain/draft";
import { workLock } from "../../../domain/safety_view";
import { ActionBar, Banner, Button, Icon } from "../../../ui";
import { nowIso } from "../clock";
import { useDraft, useJob, useVisit } from "../context";
import { goToField, useArrival } from "../fields";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";
import "./work.css";
import { Agreement, Payment } from "./agreement";
import { Charges } from "./charges";
import { Diagnosis } from "./diagnosis";
import { Done } from "./done";
import { Nameplate } from "./nameplate";
import { WarrantyCard } from "./warranty_card";
import { OverReason, WorkClock } from "./work_clock";

export function WorkScreen({ field }: { field: string }) {
  const visit = useVisit();
  const lock = workLock(visit.safety.value);
  const started = useJob((served) => served.work.startedAt !== null);
  useArrival(field);
  if (lock !== "open") return <Locked lock={lock} />;
  return started ? <During /> : <Before />;
}

/** Diagnosis and quote. The work begins with the customer's consent to the price. */
function Before() {
  const { t } = useTexts();
  return (
    <Section title={t("work.before_title")} bar={<BeginBar />}>
      <SupplyCaution />
      <Diagnosis />
      <WarrantyCard />
      <Charges title={t("charges.quote")} />
      <Nameplate />
    </Section>
  );
}

function BeginBar() {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const total = useDraft((draft) => totalOf(draft.charges));
  const agreed = useDraft((draft) => draft.agreedAt !== null);
  const amount = money(total, visit.catalog.currency);
  const words = total === 0 ? t("work.start_free") : agreed ? t("work.start") : t("work.start_agreed", { amount });
  return (
    <ActionBar label={t("next.label")} why={<span>{t(total === 0 ? "work.free_why" : "work.agree_why")}</span>}>
      {total > 0 && !agreed ? (
        <Button kind="side" onClick={() => ways.go("result")}>
          {t("work.not_agreed")}
        </Button>
      ) : (
        <Button kind="side" onClick={ways.back}>
          {t("back_to_visit")}
        </Button>
      )}
      <button
        id="f-start"
        class="btn btn--main"
        type="button"
        onClick={() => visit.change((draft) => beginWork(draft, nowIso()))}
      >
        {words}
      </button>
    </ActionBar>
  );
}

function During() {
  const { t } = useTexts();
  return (
    <Section title={t("section.work")} bar={<DuringBar />}>
      <SupplyCaution />
      <WorkClock />
      <OverReason />
      <div class="mt-3">
        <Done />
      </div>
      <Charges title={t("charges.title")} />
      <Agreement />
      <Payment />
      <details class="more">
        <summary>{t("work.diagnosis")}</summary>
        <Diagnosis />
        <WarrantyCard />
      </details>
      <Nameplate />
    </Section>
  );
}

/** The next thing that is missing, else the end of the work: it stops the clock and leads to the test after it. */
function DuringBar() {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const done = useJob((served) => served.work.done.trim() !== "");
  const ended = useJob((served) => served.work.endedAt !== null);
  const agreed = useDraft((draft) => draft.agreedAt !== null || totalOf(draft.charges) === 0);
  const missing = done ? (agreed ? null : "agreed") : "done";
  const finish = () => {
    visit.change((draft) => (ended ? draft : endWork(draft, nowIso())));
    ways.go("A", "appliance");
  };
  return (
    <ActionBar label={t("next.label")}>
      <Button kind="side" onClick={ways.back}>
        {t("back_to_visit")}
      </Button>
      {missing ? (
        <Button kind="missing" onClick={() => goToField(missing)}>
          {t(missing === "done" ? "work.done_missing" : "work.agreed_missing")}
        </Button>
      ) : (
        <Button onClick={finish}>
          {t(ended ? "work.test_after" : "work.finish")}
          <Icon name="next" size="s" />
        </Button>
      )}
    </ActionBar>
  );
}

function Locked({ lock }: { lock: "untested" | "refused" }) {
  const ways = useWays();
  const { t } = useTexts();
  return (
    <Section
      title={t("section.work")}
      bar={
        <ActionBar label={t("next.label")}>
          <Button onClick={() => ways.go("A")}>
            {t("work.to_test")}
            <Icon name="next" size="s" />
          </Button>
        </ActionBar>
      }
    >
      <Banner level={lock === "refused" ? "refuse" : "untested"} title={t(`lock.${lock}`)}>
        <p>{t(`lock.${lock}.why`)}</p>
      </Banner>
    </Section>
  );
}

/** The test lets the work go on, but not silently: the card will say it too. */
function SupplyCaution() {
  const { safety } = useVisit();
  const { t, both } = useTexts();
  const { level, decisive } = safety.value;
  if (level !== "fail" && level !== "advise") return null;
  return (
    <Banner level={level} title={t(`work.caution.${level}`)}>
      <p>{both(decisive.why)}</p>
    </Banner>
  );
}
