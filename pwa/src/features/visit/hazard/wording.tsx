/** The notice's words, prefilled by the catalog, in the customer's language; and the deadline. */
import type { Bilingual } from "../../../domain/draft";
import { putHazard } from "../../../domain/draft";
import type { Danger } from "../../../domain/hazards";
import { SectionHead } from "../../../ui";
import { useDraft, useVisit } from "../context";
import { TextField } from "../fields";
import { useTexts } from "../texts";

const WORDS = ["hazard", "consequence", "remedy"] as const;

export function Wording({ danger: { hazard } }: { danger: Danger }) {
  const visit = useVisit();
  const { t } = useTexts();
  const language = useDraft((draft) => draft.language);
  const say = (name: (typeof WORDS)[number], text: string) => {
    const words: Bilingual = { ...hazard[name], [language]: text };
    visit.change((draft) => putHazard(draft, { ...hazard, [name]: words }));
  };
  return (
    <>
      <SectionHead title={t("hazard.words")} />
      <section class="card card--pad" lang={language === "zh" ? "zh-CN" : "en"}>
        <TextField
          id="deadline"
          type="date"
          label={t("hazard.deadline")}
          value={hazard.deadline ?? ""}
          most={10}
          onText={(text) => visit.change((draft) => putHazard(draft, { ...hazard, deadline: text || null }))}
        />
        {WORDS.map((name) => (
          <div key={name} class="mt-3">
            <TextField
              id={`hazard-${name}`}
              label={t(`hazard.${name}`)}
              value={hazard[name][language]}
              most={400}
              rows={3}
              onText={(text) => say(name, text)}
            />
          </div>
        ))}
      </section>
    </>
  );
}
