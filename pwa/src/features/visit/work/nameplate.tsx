/** The appliance as its nameplate says. Corrections go into this report; what the office knows is left to the office. */
import type { ApplianceDraft } from "../../../domain/draft";
import { changeAppliance } from "../../../domain/draft";
import { useJob, useVisit } from "../context";
import { Choices, TextField } from "../fields";
import { ScanButton } from "../scan/scan_button";
import { useTexts } from "../texts";

const PLATE = [
  ["brand", 60],
  ["model", 60],
  ["serial", 120],
  ["room", 40],
  ["ratedPowerW", 6],
] as const;

export function Nameplate() {
  const visit = useVisit();
  const { t } = useTexts();
  const appliance = useJob((served) => served.appliance);
  const change = (part: Partial<ApplianceDraft>) => visit.change((draft) => changeAppliance(draft, part));
  const known = [appliance.brand, appliance.model].filter(Boolean).join(" ");
  return (
    <details class="more">
      <summary>{[t("plate.title"), known].filter(Boolean).join(" · ")}</summary>
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
    </details>
  );
}
