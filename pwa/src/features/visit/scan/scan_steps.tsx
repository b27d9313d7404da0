/** After a code was read: which of several, and whether it is right. */
import { useState } from "preact/hooks";
import type { Nameplate, ReadCode } from "../../../domain/nameplate";
import { Button, Icon } from "../../../ui";
import { TextField } from "../fields";
import { useTexts } from "../texts";
import type { NameplateField, Scanned } from "./scan_sheet";

interface ChooseStepProps {
  codes: readonly ReadCode[];
  onChoose: (code: ReadCode) => void;
  onAgain: () => void;
}

/** Nameplates carry several codes; which one is the serial number stands beside it in print, not in the code. */
export function ChooseStep({ codes, onChoose, onAgain }: ChooseStepProps) {
  const { t } = useTexts();
  return (
    <div class="scan__body scan__body--form">
      <p role="status">{t("scan.several", { count: codes.length })}</p>
      <ul class="card rows">
        {codes.map((code) => (
          <li key={code.format + code.text}>
            <button class="row row--s" type="button" onClick={() => onChoose(code)}>
              <span class="row__text">
                <b class="scan__raw">{code.text}</b>
                <span class="note">{code.format}</span>
              </span>
              <Icon name="next" size="s" />
            </button>
          </li>
        ))}
      </ul>
      <div class="scan__do">
        <Button kind="side" onClick={onAgain}>
          {t("scan.again")}
        </Button>
      </div>
    </div>
  );
}

interface ConfirmStepProps {
  plate: Nameplate;
  wanted: readonly NameplateField[];
  onUse: (scanned: Scanned) => void;
  onAgain: () => void;
}

const MOST: Readonly<Record<NameplateField, number>> = { serial: 120, model: 60 };

export function ConfirmStep({ plate, wanted, onUse, onAgain }: ConfirmStepProps) {
  const { t } = useTexts();
  const [values, setValues] = useState({ serial: plate.serial, model: plate.model });
  const empty = wanted.every((field) => values[field].trim() === "");
  const use = () => {
    const [serial, model] = [values.serial.trim(), values.model.trim()];
    onUse({ serial, model, product: plate.product, raw: plate.raw });
  };
  return (
    <form
      class="scan__body scan__body--form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty) use();
      }}
    >
      {plate.raw ? (
        <section class="card card--pad" role="status">
          <p class="note">{t("scan.raw")}</p>
          <p class="scan__raw">{plate.raw}</p>
          <p class="small">{t(`scan.kind_${plate.kind}`)}</p>
        </section>
      ) : null}
      {wanted.map((field) => (
        <TextField
          key={field}
          id={`scan-${field}`}
          label={t(`plate.${field}`)}
          value={values[field]}
          most={MOST[field]}
          onText={(text) => setValues((before) => ({ ...before, [field]: text }))}
        />
      ))}
      <div class="scan__do">
        <Button kind="side" onClick={onAgain}>
          {t("scan.again")}
        </Button>
        <Button kind={empty ? "missing" : "main"} type="submit">
          {t(empty ? "scan.nothing_yet" : "scan.use")}
        </Button>
      </div>
    </form>
  );
}
