/** `hazard/<id>`: what the customer must be told about a danger, what was done now, and what they decide. */
import type { Danger } from "../../../domain/hazards";
import { lacksOf } from "../../../domain/hazards";
import { ActionBar, Banner, Button, Icon, Shape } from "../../../ui";
import { useDraft } from "../context";
import { goToField, useArrival } from "../fields";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";
import { Actions } from "./actions";
import { useDangers } from "./use_dangers";
import { Wording } from "./wording";

export function HazardScreen({ id }: { id: string }) {
  const dangers = useDangers();
  const shown = dangers.find(({ hazard }) => hazard.id === id) ?? (dangers.length === 1 ? dangers[0] : undefined);
  if (shown) return <OneDanger key={shown.hazard.id} danger={shown} all={dangers} />;
  return <Dangers dangers={dangers} />;
}

function Dangers({ dangers }: { dangers: readonly Danger[] }) {
  const ways = useWays();
  const { t, both } = useTexts();
  const language = useDraft((draft) => draft.language);
  return (
    <Section
      title={t("section.hazard")}
      bar={
        <ActionBar label={t("next.label")}>
          <Button onClick={ways.back}>{t("back_to_visit")}</Button>
        </ActionBar>
      }
    >
      {dangers.length === 0 ? <p>{t("hazard.none")}</p> : <p class="small quiet">{t("hazard.why")}</p>}
      <ul class="card rows mt-3" aria-label={t("hazard.list")}>
        {dangers.map((danger) => {
          const [lack] = lacksOf(danger, language);
          return (
            <li key={danger.hazard.id}>
              <button class="row" type="button" onClick={() => ways.go("hazard", danger.hazard.id)}>
                <Shape level="refuse" size="m" />
                <span class="row__text">
                  <b>{both(danger.hazard.hazard)}</b>
                  <span>{both(danger.hazard.appliance)}</span>
                  <span>{lack ? t("hazard.still", { lack: t(`hazard.lacks.${lack}`) }) : t("hazard.complete")}</span>
                </span>
                <Icon name="next" size="s" />
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Where each lack is filled in. */
const FIELD = {
  remove: "measure",
  words: "hazard-hazard",
  deadline: "deadline",
  measure: "measure",
  retest: "retest",
  how: "measure-text",
  decision: "decision",
} as const;

function OneDanger({ danger, all }: { danger: Danger; all: readonly Danger[] }) {
  const ways = useWays();
  const { t, both } = useTexts();
  const language = useDraft((draft) => draft.language);
  const [lack] = lacksOf(danger, language);
  const next = all.find((other) => other !== danger && lacksOf(other, language).length > 0);
  const { hazard } = danger;
  useArrival(lack ? FIELD[lack] : "");
  return (
    <Section
      title={t("section.hazard")}
      back={() => (all.length > 1 ? ways.go("hazard") : ways.back())}
      bar={
        <ActionBar
          label={t("next.label")}
          why={lack ? <span role="status">{t("hazard.still", { lack: t(`hazard.lacks.${lack}`) })}</span> : undefined}
        >
          {lack ? (
            <Button kind="side" onClick={ways.back}>
              {t("back_to_visit")}
            </Button>
          ) : null}
          {lack ? (
            <Button onClick={() => goToField(FIELD[lack])}>
              {t(`hazard.lacks.${lack}`)}
              <Icon name="down" size="s" />
            </Button>
          ) : next ? (
            <Button onClick={() => ways.go("hazard", next.hazard.id)}>
              {t("hazard.next")}
              <Icon name="next" size="s" />
            </Button>
          ) : (
            <Button onClick={ways.back}>{t("back_to_visit")}</Button>
          )}
        </ActionBar>
      }
    >
      <Banner level="refuse" title={both(hazard.hazard)}>
        <p>{both(hazard.consequence)}</p>
      </Banner>
      <p class="small quiet mt-2">{t("hazard.why")}</p>
      <Found danger={danger} />
      <Actions danger={danger} />
      <Wording danger={danger} />
    </Section>
  );
}

/** What was measured or seen: it follows the readings and is not typed. */
function Found({ danger: { hazard } }: { danger: Danger }) {
  const { t, both } = useTexts();
  const facts: [string, string][] = [
    [t("hazard.appliance"), both(hazard.appliance)],
    [t("hazard.reading"), both(hazard.reading)],
    [t("hazard.limit"), both(hazard.limit)],
    [t("hazard.standard"), hazard.standard],
  ];
  return (
    <dl class="facts card card--pad mt-3">
      {facts
        .filter(([, value]) => value)
        .flatMap(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-`}>{value}</dd>])}
    </dl>
  );
}
