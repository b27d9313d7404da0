/** The work itself: what was reported, found, caused, done; the appliance as its nameplate says; parts and charges. */
import type { ApplianceDraft, WorkDraft } from "../../../domain/draft";
import { changeAppliance, changeWork } from "../../../domain/draft";
import { workLock } from "../../../domain/safety_view";
import { ActionBar, Banner, Button, Icon, SectionHead } from "../../../ui";
import { useJob, useVisit } from "../context";
import { Choices, TextField, useArrival } from "../fields";
import { useWays } from "../places";
import { ScanButton } from "../scan/scan_button";
import { Section } from "../section";
import { useTexts } from "../texts";
import { Charges } from "./charges";
import { FaultSearch } from "./fault_search";

export function WorkScreen({ field }: { field: string }) {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const lock = workLock(visit.safety.value);
  useArrival(field);
  if (lock !== "open") return <Locked lock={lock} />;
  return (
    <Section
      title={t("section.work")}
      bar={
        <ActionBar label={t("next.label")}>
          <Button kind="side" onClick={() => ways.go("A", "appliance")}>
            {t("work.test_after")}
          </Button>
          <Button onClick={ways.back}>{t("back_to_visit")}</Button>
        </ActionBar>
      }
    >
      <SupplyCaution />
      <div class="stack">
        <WorkText name="reported" rows={2} />
        <FaultSearch />
        <WorkText name="found" rows={3} />
        <WorkText name="cause" rows={2} />
        <WorkText name="done" rows={3} />
      </div>
      <Charges />
      <Nameplate />
    </Section>
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

type WorkText = "reported" | "found" | "cause" | "done";

function WorkText({ name, rows }: { name: WorkText; rows: number }) {
  const visit = useVisit();
  const { t } = useTexts();
  const value = useJob((served) => served.work[name]);
  const change = (text: string) => visit.change((draft) => changeWork(draft, { [name]: text } as Partial<WorkDraft>));
  return <TextField id={name} label={t(`work.${name}`)} value={value} most={2000} rows={rows} onText={change} />;
}

const PLATE = [
  ["brand", 60],
  ["model", 60],
  ["serial", 120],
  ["room", 40],
  ["ratedPowerW", 6],
] as const;

/** Corrections go into this report; what the office knows of the appliance is left to the office. */
function Nameplate() {
  const visit = useVisit();
  const { t } = useTexts();
  const appliance = useJob((served) => served.appliance);
  const change = (part: Partial<ApplianceDraft>) => visit.change((draft) => changeAppliance(draft, part));
  return (
    <>
      <SectionHead title={t("plate.title")} />
      <div class="card card--pad stack">
        <ScanButton
          title={t("scan.appliance")}
          wanted={["serial", "model"]}
          onScanned={({ serial, model }) => change({ ...(serial && { serial }), ...(model && { model }) })}
        />
        {PLATE.map(([name, most]) => (
          <TextField
            key={name}
            id={name}
            label={t(`plate.${name}`)}
            value={appliance[name]}
            most={most}
            inputMode={name === "ratedPowerW" ? "numeric" : "text"}
            onText={(text) => change({ [name]: name === "ratedPowerW" ? text.replace(/\D/g, "") : text })}
          />
        ))}
        <TextField
          id="purchasedOn"
          type="date"
          label={t("plate.purchasedOn")}
          value={appliance.purchasedOn}
          most={10}
          onText={(text) => change({ purchasedOn: text })}
        />
      </div>
      <div class="card mt-3">
        <Choices
          name="protection-class"
          legend={t("plate.class")}
          value={appliance.protectionClass}
          options={["0", "0I", "I", "II", "III"].map((value) => ({ value, text: value }))}
          onChoose={(value) => change({ protectionClass: value })}
        />
      </div>
    </>
  );
}
