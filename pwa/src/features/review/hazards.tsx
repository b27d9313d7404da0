/** Dangers come first: what it is, what must be done by when, what was done now and decided. Signed apart later. */
import type { Schemas } from "../../domain/draft";
import { Banner, SectionHead } from "../../ui";
import type { Texts } from "../visit/texts";

export function Hazards({ content, words }: { content: Schemas["ContentV2"]; words: Texts }) {
  const { t, format } = words;
  if (content.hazards.length === 0) return null;
  return (
    <>
      <SectionHead title={t("review.hazards")} />
      {content.hazards.map((hazard) => (
        <Banner key={hazard.id} level="refuse" title={hazard.hazard}>
          <p class="note">{[hazard.appliance_text, hazard.reading_text].filter(Boolean).join(" · ")}</p>
          <p>{hazard.consequence}</p>
          <p>
            <b>{hazard.remedy}</b>{" "}
            {hazard.deadline ? t("review.by", { day: format.date(`${hazard.deadline}T04:00:00Z`) }) : ""}
          </p>
          <p class="small">
            {[t(`measure.${hazard.measure}`), hazard.measure_text].filter(Boolean).join(" · ")}
            {hazard.decision ? ` → ${t(`decision.${hazard.decision}`)}` : ""}
          </p>
        </Banner>
      ))}
    </>
  );
}
