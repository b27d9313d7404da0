/** Section A before the work: the three voltages with the drawing they give, then earth, protection, socket, cable. */
import { useComputed } from "@preact/signals";
import { useState } from "preact/hooks";
import type { Schemas } from "../../../domain/draft";
import { readingOf, setSite } from "../../../domain/draft";
import { isAnswered } from "../../../domain/safety_view";
import { useJob, useSettled, useVisit } from "../context";
import { Choices } from "../fields";
import { useTexts } from "../texts";
import { Instruments } from "./instruments";
import { Measure } from "./measure";
import { NotTaken } from "./not_taken";
import { VoltageField } from "./voltage_field";
import { VOLTAGE_IDS, VOLTAGES } from "./voltages";
import { Wiring } from "./wiring";

/** `tests`: those of one phase, in the catalog's order. */
export function Tests({ tests, phase }: { tests: readonly Schemas["Test"][]; phase: "supply" | "appliance" }) {
  const { t } = useTexts();
  const hasVoltages = tests.some((test) => VOLTAGE_IDS.includes(test.id));
  const rest = tests.filter((test) => !VOLTAGE_IDS.includes(test.id));
  const needed = rest.filter((test) => test.required);
  const more = rest.filter((test) => !test.required);
  return (
    <>
      {hasVoltages ? <Voltages /> : null}
      {groupsOf(needed).map(([group, members]) => (
        <Group key={group} group={group} tests={members} />
      ))}
      <NotTaken tests={needed.map((test) => test.id)} title={t("test.all_open")} label={t("test.rest_not_taken")} />
      {more.length ? <MoreTests tests={more} /> : null}
      <Instruments tests={tests} />
      {phase === "supply" ? <Circumstances /> : null}
      <p class="note mt-3">{t("test.limits_note")}</p>
    </>
  );
}

function Voltages() {
  const { t } = useTexts();
  const done = useSettled((draft) => VOLTAGE_IDS.filter((test) => readingOf(draft, test).value !== "").length);
  return (
    <>
      <div class="section">
        <h2>{t("group.wiring_voltage")}</h2>
        <p>{t("test.unplug", { done })}</p>
      </div>
      <div class="trio">
        {VOLTAGES.map(({ test, name }) => (
          <VoltageField key={test} test={test} name={name} />
        ))}
      </div>
      <NotTaken tests={VOLTAGE_IDS} title={t("group.wiring_voltage")} />
      <Wiring />
    </>
  );
}

function groupsOf(tests: readonly Schemas["Test"][]): [string, Schemas["Test"][]][] {
  const groups = new Map<string, Schemas["Test"][]>();
  for (const test of tests) groups.set(test.group, [...(groups.get(test.group) ?? []), test]);
  return [...groups];
}

function Group({ group, tests }: { group: string; tests: readonly Schemas["Test"][] }) {
  const { safety } = useVisit();
  const { group: groupText } = useTexts();
  const ids = tests.map((test) => test.id);
  const done = useComputed(
    () => safety.value.readings.filter((view) => ids.includes(view.test.id) && isAnswered(view)).length,
  ).value;
  return (
    <>
      <div class="section">
        <h2>{groupText(group)}</h2>
        <p class="num">
          {done}/{tests.length}
        </p>
      </div>
      <div class="card">
        {tests.map((test) => (
          <Measure key={test.id} test={test.id} />
        ))}
      </div>
    </>
  );
}

/** Tests that this visit does not ask for, but an electrician may want; opened when one has a value. */
function MoreTests({ tests }: { tests: readonly Schemas["Test"][] }) {
  const { t } = useTexts();
  const used = useSettled((draft) => tests.some((test) => readingOf(draft, test.id).value !== ""));
  const [open, setOpen] = useState(used);
  return (
    <details class="more" open={open} onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{t("test.more", { count: tests.length })}</summary>
      {open ? groupsOf(tests).map(([group, members]) => <Group key={group} group={group} tests={members} />) : null}
    </details>
  );
}

/** What the limits depend on and no instrument tells. */
function Circumstances() {
  const visit = useVisit();
  const { t } = useTexts();
  const earthing = useJob((served) => served.earthing);
  const location = useJob((served) => served.location);
  return (
    <>
      <div class="section">
        <h2>{t("site.title")}</h2>
      </div>
      <div class="card">
        <Choices
          name="location"
          legend={t("site.location")}
          value={location}
          options={(["dry", "wet"] as const).map((value) => ({ value, text: t(`site.${value}`) }))}
          onChoose={(value) => visit.change((draft) => setSite(draft, { location: value }))}
        />
        <Choices
          name="earthing"
          legend={t("site.earthing")}
          value={earthing}
          options={(["TN", "TT", "unknown"] as const).map((value) => ({
            value,
            text: value === "unknown" ? t("site.unknown") : value,
          }))}
          onChoose={(value) => visit.change((draft) => setSite(draft, { earthing: value }))}
        />
      </div>
    </>
  );
}
