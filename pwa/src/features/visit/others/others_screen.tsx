/** Section D: every other appliance of the home, its age against its life, and what the check found. */
import { ageOn, ageText, lifeUsed } from "../../../domain/age";
import { categoryOf } from "../../../domain/applicable";
import type { OtherDraft } from "../../../domain/draft";
import { checkRing, unanswered, undecided, unranked } from "../../../domain/other_checks";
import { ActionBar, Button, Icon, MeterBar, SectionHead } from "../../../ui";
import { useDraft, useVisit } from "../context";
import { today } from "../electrical/use_reading";
import { LevelBadge } from "../level_badge";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";
import { AddingBar, AddOther } from "./add_other";

export function OthersScreen() {
  const { t } = useTexts();
  const others = useDraft((draft) => draft.others);
  const seen = others.filter((other) => other.state !== "open").length;
  const { catalog } = useVisit();
  const next = others.find(
    (other) =>
      other.state === "open" ||
      undecided(other).length + unranked(other).length + unanswered(other, catalog).length > 0,
  );
  const adding = useDraft((draft) => draft.adding);
  return (
    <Section title={t("section.D.title")} bar={adding ? <AddingBar adding={adding} /> : <Bar next={next} />}>
      <SectionHead title={t("others.seen", { done: seen, total: others.length })} count={t("others.note")} />
      {others.length > 0 ? (
        <ul class="card rows">
          {others.map((other) => (
            <OtherRow key={other.id} other={other} here={other === next} />
          ))}
        </ul>
      ) : (
        <p class="small quiet">{t("others.none")}</p>
      )}
      <AddOther />
    </Section>
  );
}

function Bar({ next }: { next: OtherDraft | undefined }) {
  const visit = useVisit();
  const ways = useWays();
  const { t, both } = useTexts();
  const category = next && categoryOf(visit.catalog, next.category);
  if (!next) {
    return (
      <ActionBar label={t("next.label")}>
        <Button onClick={ways.back}>{t("back_to_visit")}</Button>
      </ActionBar>
    );
  }
  return (
    <ActionBar label={t("next.label")}>
      <Button kind="side" onClick={ways.back}>
        {t("back_to_visit")}
      </Button>
      <Button onClick={() => ways.go("D", next.id)}>
        {t("others.check_next", { name: category ? both(category.text) : next.category })}
        <Icon name="next" size="s" />
      </Button>
    </ActionBar>
  );
}

function OtherRow({ other, here }: { other: OtherDraft; here: boolean }) {
  const visit = useVisit();
  const ways = useWays();
  const { t, both } = useTexts();
  const category = categoryOf(visit.catalog, other.category);
  return (
    <li>
      <button class={here ? "row row--now" : "row"} type="button" onClick={() => ways.go("D", other.id)}>
        <span class="row__text">
          <b>
            {category ? both(category.text) : other.category} <span class="quiet">{other.room}</span>
          </b>
          <Life other={other} />
          <span class="job__flag">
            {other.state === "checked" ? (
              <Outcome other={other} />
            ) : (
              <span class="chip chip--open">{t(`others.${other.state}`)}</span>
            )}
          </span>
        </span>
        <Icon name="next" size="s" />
      </button>
    </li>
  );
}

function Outcome({ other }: { other: OtherDraft }) {
  const visit = useVisit();
  const { t } = useTexts();
  const found = Object.values(other.findings);
  const fails = found.filter((finding) => finding.level === "fail").length;
  const advice = found.filter((finding) => finding.level === "advise").length;
  const ring = checkRing(other, visit.catalog);
  const open = undecided(other).length;
  const unsaid = ring.total - ring.done;
  return (
    <>
      {fails > 0 ? <LevelBadge level="fail" text={t("others.fails", { count: fails })} /> : null}
      {advice > 0 ? <LevelBadge level="advise" text={t("others.advice", { count: advice })} /> : null}
      {fails + advice + unsaid === 0 ? <AllSaid ring={ring} /> : null}
      {unsaid > 0 ? <span class="chip chip--open">{t("others.unsaid", { count: unsaid })}</span> : null}
      {open > 0 ? <span class="chip chip--open">{t("others.undecided", { count: open })}</span> : null}
    </>
  );
}

/** Every check has a result and none is bad: sound is only what was found sound. */
function AllSaid({ ring: { sound, total } }: { ring: { sound: number; total: number } }) {
  const { t } = useTexts();
  return sound > 0 ? (
    <LevelBadge level="pass" text={t("others.fine", { done: sound, total })} />
  ) : (
    <LevelBadge level="not_tested" text={t("others.none_applied")} />
  );
}

/** Age against expected life, as a bar and in words; past its scrap age it is said in colour too. */
export function Life({ other }: { other: OtherDraft }) {
  const visit = useVisit();
  const { t, language } = useTexts();
  const category = categoryOf(visit.catalog, other.category);
  const age = ageOn(today(visit), other.purchasedOn);
  const used = lifeUsed(age, category?.life_years);
  return (
    <span class={isScrap(other, visit) ? "life life--over small" : "life small"}>
      {used === null ? null : <MeterBar share={used} />}
      <span>
        {t("others.age", { age: ageText(age, category?.life_years, language) })}
        {category?.scrap_years ? ` · ${t("others.scrap", { years: category.scrap_years })}` : ""}
      </span>
    </span>
  );
}

/** Past the age at which the standard says to scrap it: repairing it is not offered any more. */
export function isScrap(other: OtherDraft, visit: ReturnType<typeof useVisit>): boolean {
  const scrap = categoryOf(visit.catalog, other.category)?.scrap_years;
  const age = ageOn(today(visit), other.purchasedOn);
  return scrap != null && age !== null && age.years >= scrap;
}
