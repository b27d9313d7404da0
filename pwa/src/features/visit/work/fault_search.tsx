/** Fault codes and symptoms of the appliance: suggested by the customer's words, found by code or words, offline. */
import { useState } from "preact/hooks";
import { difficultyText, gradeFor, isAbove } from "../../../domain/difficulty";
import type { Draft, Schemas } from "../../../domain/draft";
import { changeWork, inView } from "../../../domain/draft";
import { faultOf, findFaults, isSymptom, needsManual, suggestFaults } from "../../../domain/faults";
import { Banner, Icon } from "../../../ui";
import { useDraft, useJob, useVisit } from "../context";
import { TextField } from "../fields";
import { useTexts } from "../texts";

const SHOWN = 6;
const SUGGESTED = 3;

type Fault = Schemas["Fault"];

/** The fault of the job in view: the code on the display before the symptom. */
export function useFault(): Fault | undefined {
  const { catalog } = useVisit();
  const { category, brand } = useJob((served) => served.appliance);
  const code = useJob((served) => served.work.faultCode || served.work.symptom);
  return faultOf(catalog, { category, brand }, code);
}

/** What was typed stays; an empty text is filled in. */
export function chooseFault(draft: Draft, fault: Fault): Draft {
  const { found } = inView(draft).work;
  return changeWork(draft, {
    ...(isSymptom(fault.code) ? { symptom: fault.code } : { faultCode: fault.code }),
    found: found || fault.text[draft.language],
  });
}

export function FaultSearch() {
  const visit = useVisit();
  const { t } = useTexts();
  const { category, brand } = useJob((served) => served.appliance);
  const reported = useJob((served) => served.work.reported);
  const chosen = useFault();
  const [query, setQuery] = useState("");
  const typed = query.trim();
  const found = typed ? findFaults(visit.catalog, { category, brand, query }).slice(0, SHOWN) : [];
  const likely = typed ? [] : suggestFaults(visit.catalog, { category, brand, query: reported }, SUGGESTED);
  const choose = (fault: Fault) => {
    visit.change((draft) => chooseFault(draft, fault));
    setQuery("");
  };
  const rows = (typed ? found : likely).filter((fault) => fault.id !== chosen?.id);
  return (
    <div>
      <TextField
        id="faultCode"
        label={t("work.fault_search")}
        value={query}
        most={40}
        onText={setQuery}
        {...(chosen ? {} : { hint: t("work.fault_hint") })}
      />
      {rows.length > 0 && (typed || !chosen) ? (
        <FaultList
          brand={brand}
          label={t(typed ? "work.fault_found" : "work.fault_likely")}
          faults={rows}
          onChoose={choose}
        />
      ) : null}
      {typed && found.length === 0 ? <OwnCode code={typed} onTaken={() => setQuery("")} /> : null}
      {chosen ? <Chosen fault={chosen} /> : <TypedCode />}
    </div>
  );
}

interface FaultListProps {
  brand: string;
  label: string;
  faults: readonly Fault[];
  onChoose: (fault: Fault) => void;
}

function FaultList({ brand, label, faults, onChoose }: FaultListProps) {
  const { t, both } = useTexts();
  return (
    <>
      <p class="note mt-2">{label}</p>
      <ul class="card rows mt-1" aria-label={label}>
        {faults.map((fault) => (
          <li key={fault.id}>
            <button class="row" type="button" onClick={() => onChoose(fault)}>
              <span class="row__text">
                <b>{[isSymptom(fault.code) ? "" : fault.code, both(fault.text)].filter(Boolean).join(" · ")}</b>
                <span>{[fault.brand, both(fault.note) || both(fault.causes)].filter(Boolean).join(" · ")}</span>
                {needsManual(fault, brand) ? <span class="chip chip--warn">{t("work.check_manual")}</span> : null}
              </span>
              <Icon name="plus" size="s" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A code that the catalog does not know is a fact all the same. */
function OwnCode({ code, onTaken }: { code: string; onTaken: () => void }) {
  const visit = useVisit();
  const { t } = useTexts();
  const take = () => {
    visit.change((draft) => changeWork(draft, { faultCode: code }));
    onTaken();
  };
  return (
    <button class="link" type="button" onClick={take}>
      <Icon name="plus" size="s" />
      {t("work.fault_own", { code })}
    </button>
  );
}

function TypedCode() {
  const visit = useVisit();
  const { t } = useTexts();
  const code = useJob((served) => served.work.faultCode);
  if (code === "") return null;
  return (
    <p class="small fault__own">
      {t("work.fault_unknown", { code })}
      <button
        class="link"
        type="button"
        onClick={() => visit.change((draft) => changeWork(draft, { faultCode: "", symptom: "" }))}
      >
        {t("work.fault_clear")}
      </button>
    </p>
  );
}

/** What was chosen: how to check it, how hard it is, and whether the technician's grade allows it. */
function Chosen({ fault }: { fault: Fault }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const brand = useJob((served) => served.appliance.brand);
  const clear = () => visit.change((draft) => changeWork(draft, { faultCode: "", symptom: "" }));
  return (
    <section class="card card--pad mt-2 fault" aria-label={t("work.fault_chosen")}>
      <div class="fault__head">
        <b>{[isSymptom(fault.code) ? "" : fault.code, both(fault.text)].filter(Boolean).join(" · ")}</b>
        <button class="iconbtn" type="button" aria-label={t("work.fault_clear")} onClick={clear}>
          <Icon name="clear" />
        </button>
      </div>
      <p class="small">{[fault.brand, both(fault.note)].filter(Boolean).join(" · ")}</p>
      {both(fault.check) ? <p class="small">{t("work.check", { text: both(fault.check) })}</p> : null}
      <p class="small quiet">{t("work.difficulty", { grade: fault.grade, text: both(difficultyText(fault.grade)) })}</p>
      {needsManual(fault, brand) ? <span class="chip chip--warn">{t("work.check_manual")}</span> : null}
      <AboveGrade difficulty={fault.grade} />
    </section>
  );
}

function AboveGrade({ difficulty }: { difficulty: number }) {
  const { me } = useVisit();
  const { t } = useTexts();
  const helped = useDraft((draft) => draft.helpers.length > 0);
  if (!isAbove(difficulty, me.grade)) return null;
  return (
    <div class="mt-2">
      <Banner level="advise" title={t("work.above", { needed: gradeFor(difficulty), own: me.grade ?? "" })}>
        <p>{t(helped ? "work.above_helped" : "work.above_why")}</p>
      </Banner>
    </div>
  );
}
