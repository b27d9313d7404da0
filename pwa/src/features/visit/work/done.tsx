/** What was done: phrases of this fault, its parts and this kind of job; typing is for the rest. */
import type { Bilingual, Schemas } from "../../../domain/draft";
import { changeWork } from "../../../domain/draft";
import { likelyParts } from "../../../domain/faults";
import { jobInView, useJob, useVisit } from "../context";
import { useTexts } from "../texts";
import { WorkText } from "./diagnosis";
import { useFault } from "./fault_search";
import { Phrases } from "./phrases";

const ROUTINE: Readonly<Record<Schemas["PulledJob"]["type"], readonly Bilingual[]>> = {
  repair: [
    { zh: "清洁并重新插紧接插件", en: "Cleaned and reseated the connectors" },
    { zh: "调整复位", en: "Adjusted and reset" },
    { zh: "试机正常", en: "Test run: works" },
  ],
  installation: [
    { zh: "就位调平并固定", en: "Placed, levelled and fixed" },
    { zh: "接好电源与管路", en: "Connected power and pipes" },
    { zh: "检漏合格", en: "Leak test passed" },
    { zh: "试机正常", en: "Test run: works" },
  ],
  maintenance: [
    { zh: "清洗滤网与内部", en: "Cleaned filters and inside" },
    { zh: "紧固与调整", en: "Fastened and adjusted" },
    { zh: "试机正常", en: "Test run: works" },
  ],
  inspection: [
    { zh: "逐项检查", en: "Checked point by point" },
    { zh: "试机正常", en: "Test run: works" },
  ],
};

export function Done() {
  const visit = useVisit();
  const { t } = useTexts();
  const done = useJob((served) => served.work.done);
  const fitted = useJob((served) => served.parts);
  const fault = useFault();
  const parts = fitted.length > 0 ? fitted.map((part) => part.name) : fault ? partNames(visit.catalog, fault) : [];
  const phrases = [...parts.map(replaced), ...ROUTINE[jobInView(visit).type]];
  return (
    <div>
      <WorkText name="done" rows={2} />
      <Phrases
        label={t("work.done_phrases")}
        phrases={phrases}
        text={done}
        onText={(text) => visit.change((draft) => changeWork(draft, { done: text }))}
      />
    </div>
  );
}

function partNames(catalog: Schemas["Catalog"], fault: Schemas["Fault"]): Bilingual[] {
  return likelyParts(catalog, fault).map((price) => price.text);
}

function replaced(part: Bilingual): Bilingual {
  return { zh: `更换${part.zh}`, en: `Replaced: ${part.en}` };
}
