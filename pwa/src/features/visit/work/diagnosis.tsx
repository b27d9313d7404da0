/** What was reported, what it is, and why: most of it tapped. */
import { changeWork } from "../../../domain/draft";
import { causesOf } from "../../../domain/faults";
import { jobInView, useJob, useVisit } from "../context";
import { TextField } from "../fields";
import { useTexts } from "../texts";
import { FaultSearch, useFault } from "./fault_search";
import { Phrases } from "./phrases";

/** A code is looked up where something is broken. */
const LOOKED_UP: readonly string[] = ["repair", "inspection"];

export function Diagnosis() {
  const visit = useVisit();
  const type = jobInView(visit).type;
  return (
    <div class="stack">
      <WorkText name="reported" rows={2} />
      {LOOKED_UP.includes(type) ? <FaultSearch /> : null}
      <Found />
      <Cause />
    </div>
  );
}

function Found() {
  const visit = useVisit();
  const { t } = useTexts();
  const fault = useFault();
  const found = useJob((served) => served.work.found);
  return (
    <div>
      <WorkText name="found" rows={1} />
      <Phrases
        label={t("work.found_phrases")}
        phrases={fault ? [fault.text] : []}
        text={found}
        onText={(text) => visit.change((draft) => changeWork(draft, { found: text }))}
      />
    </div>
  );
}

function Cause() {
  const visit = useVisit();
  const { t } = useTexts();
  const fault = useFault();
  const cause = useJob((served) => served.work.cause);
  const change = (text: string) => visit.change((draft) => changeWork(draft, { cause: text }));
  return (
    <div>
      <WorkText name="cause" rows={1} />
      <Phrases label={t("work.cause_phrases")} phrases={fault ? causesOf(fault) : []} text={cause} onText={change} />
    </div>
  );
}

type Name = "reported" | "found" | "cause" | "done";

export function WorkText({ name, rows }: { name: Name; rows: number }) {
  const visit = useVisit();
  const { t } = useTexts();
  const value = useJob((served) => served.work[name]);
  return (
    <TextField
      id={name}
      label={t(`work.${name}`)}
      value={value}
      most={2000}
      rows={rows}
      onText={(text) => visit.change((draft) => changeWork(draft, { [name]: text }))}
    />
  );
}
