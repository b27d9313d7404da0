/** Fault codes of the appliance's category, found by code, brand or words in either language. */
import { useState } from "preact/hooks";
import { searchFaults } from "../../../domain/applicable";
import type { Schemas } from "../../../domain/draft";
import { changeWork, inView } from "../../../domain/draft";
import { useJob, useVisit } from "../context";
import { TextField } from "../fields";
import { useTexts } from "../texts";

const SHOWN = 6;

export function FaultSearch() {
  const visit = useVisit();
  const { t, both } = useTexts();
  const code = useJob((served) => served.work.faultCode);
  const category = useJob((served) => served.appliance.category);
  const [open, setOpen] = useState(false);
  const found = open ? searchFaults(visit.catalog, category, code).slice(0, SHOWN) : [];
  const choose = (fault: Schemas["Fault"]) => {
    visit.change((draft) =>
      changeWork(draft, { faultCode: fault.code, cause: inView(draft).work.cause || both(fault.causes) }),
    );
    setOpen(false);
  };
  return (
    <div>
      <TextField
        id="faultCode"
        label={t("work.fault_code")}
        value={code}
        most={40}
        onText={(text) => {
          visit.change((draft) => changeWork(draft, { faultCode: text }));
          setOpen(text.trim() !== "");
        }}
      />
      {found.length > 0 ? (
        <ul class="card rows mt-2" aria-label={t("work.fault_found")}>
          {found.map((fault) => (
            <li key={fault.id}>
              <button class="row" type="button" onClick={() => choose(fault)}>
                <span class="row__text">
                  <b>
                    {fault.code} · {both(fault.text)}
                  </b>
                  <span>{[fault.brand, both(fault.check)].filter(Boolean).join(" · ")}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
