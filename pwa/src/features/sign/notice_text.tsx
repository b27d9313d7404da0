/** The hazard notice in full, in plain words, as it is printed: what is signed is what stands above the pad. */
import type { Content } from "../../domain/content";
import { Shape } from "../../ui";
import type { Texts } from "../visit/texts";

export function NoticeText({ content, words: { t, format } }: { content: Content; words: Texts }) {
  return (
    <>
      {content.hazards.map((hazard) => {
        const facts: [string, string][] = [
          [t("hazard.reading"), hazard.reading_text],
          [t("hazard.limit"), hazard.limit_text],
          [t("hazard.standard"), hazard.standard],
          [t("hazard.remedy"), hazard.remedy],
          [t("hazard.deadline"), hazard.deadline ? format.date(`${hazard.deadline}T04:00:00Z`) : ""],
          [t("told.measure"), [t(`measure.${hazard.measure}`), hazard.measure_text].filter(Boolean).join(" · ")],
          [t("told.decision"), hazard.decision ? t(`decision.${hazard.decision}`) : ""],
        ];
        return (
          <section key={hazard.id} class="card card--pad danger mt-2" aria-label={hazard.hazard}>
            <h2 class="danger__head">
              <Shape level="refuse" size="m" />
              <span>
                {hazard.hazard}
                <small>{hazard.appliance_text}</small>
              </span>
            </h2>
            <p class="mt-1">{hazard.consequence}</p>
            <dl class="facts mt-2">
              {facts
                .filter(([, value]) => value)
                .flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-`}>{value}</dd>])}
            </dl>
          </section>
        );
      })}
    </>
  );
}
