/** One other appliance: its checks, and for every finding its urgency and the customer's decision. */
import { useApp } from "../../../app/context";
import { categoryOf, checksOf } from "../../../domain/applicable";
import type { Decision, FindingDraft, OtherDraft, Schemas } from "../../../domain/draft";
import { changeOther, setFinding } from "../../../domain/draft";
import { checkRing, undecided, unranked } from "../../../domain/other_checks";
import { ActionBar, Button, Icon, SectionHead } from "../../../ui";
import { useDraft, useVisit } from "../context";
import { Choices, goToField, TextField } from "../fields";
import { LevelBadge } from "../level_badge";
import { NextStep } from "../next_step";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";
import { isScrap, Life } from "./others_screen";

export function OtherScreen({ id }: { id: string }) {
  const visit = useVisit();
  const ways = useWays();
  const { t, both } = useTexts();
  const other = useDraft((draft) => draft.others.find((one) => one.id === id));
  if (!other) return null;
  const category = categoryOf(visit.catalog, other.category);
  const checks = checksOf(visit.catalog, other.category);
  const ring = checkRing(other, visit.catalog);
  const name = category ? both(category.text) : other.category;
  const change = (part: Partial<OtherDraft>) =>
    visit.change((draft) => changeOther(draft, id, (one) => ({ ...one, ...part })));
  const asked = other.state === "open" || other.state === "checked";
  return (
    <Section
      title={[name, other.room].filter(Boolean).join(" · ")}
      back={() => ways.go("D")}
      bar={<Bar other={other} ring={ring} checks={checks} />}
    >
      <section class="card card--pad">
        <p class="strong">
          {[[other.brand, other.model].filter(Boolean).join(" ") || name, other.serial && `SN ${other.serial}`]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <Life other={other} />
        <TextField
          id="bought"
          type="date"
          label={t("plate.purchasedOn")}
          value={other.purchasedOn ?? ""}
          most={10}
          onText={(text) => change({ purchasedOn: text || null })}
        />
      </section>
      <div class="card mt-3">
        <Choices
          name={`state-${id}`}
          legend={t("others.may_check")}
          value={other.state === "open" ? "" : other.state}
          options={(["checked", "not_checked", "declined"] as const).map((value) => ({
            value,
            text: t(`others.state.${value}`),
          }))}
          onChoose={(state) => change({ state })}
        />
      </div>
      {asked ? (
        <>
          <SectionHead title={t("others.checks")} count={`${ring.done}/${ring.total}`} />
          <div class="card">
            {checks.map((check) => (
              <Check key={check.id} check={check} other={other} />
            ))}
          </div>
        </>
      ) : null}
    </Section>
  );
}

function Check({ check, other }: { check: Schemas["Check"]; other: OtherDraft }) {
  const visit = useVisit();
  const { newId } = useApp();
  const { both } = useTexts();
  const finding = other.findings[check.id];
  const set = (part: Partial<FindingDraft> & Pick<FindingDraft, "level">) =>
    visit.change((draft) =>
      setFinding(draft, other.id, check.id, {
        id: newId(),
        text: "",
        urgency: null,
        decision: null,
        ...finding,
        ...part,
      }),
    );
  const open = finding && (finding.level === "advise" || finding.level === "fail");
  return (
    <div class={open ? "check check--open" : "check"}>
      <Choices
        name={`${other.id}-${check.id}`}
        legend={both(check.text)}
        value={finding?.level ?? ""}
        two
        options={check.results.map((result) => ({
          value: result.level as FindingDraft["level"],
          text: both(result.text),
          ...(result.level === "fail" ? { tone: "fail" as const } : {}),
        }))}
        onChoose={(level) => set({ level })}
      />
      {open ? <Finding other={other} check={check} finding={finding} set={set} /> : null}
    </div>
  );
}

interface FindingProps {
  other: OtherDraft;
  check: Schemas["Check"];
  finding: FindingDraft;
  set: (part: Partial<FindingDraft> & Pick<FindingDraft, "level">) => void;
}

function Finding({ other, check, finding, set }: FindingProps) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const scrap = isScrap(other, visit);
  const decisions: Decision[] = scrap ? ["book", "declined"] : ["fix_now", "book", "declined"];
  return (
    <div class="finding__form">
      <LevelBadge level={finding.level === "fail" ? "fail" : "advise"} />
      <TextField
        id={`text-${check.id}`}
        label={t("finding.text")}
        value={finding.text}
        most={200}
        onText={(text) => set({ level: finding.level, text })}
      />
      <Choices
        name={`urgency-${other.id}-${check.id}`}
        legend={t("finding.urgency")}
        value={finding.urgency ?? ""}
        two
        options={visit.catalog.urgencies.map((urgency) => ({
          value: urgency.id,
          text: `${urgency.id} · ${both(urgency.text)}`,
        }))}
        onChoose={(urgency) => set({ level: finding.level, urgency })}
      />
      <Choices
        name={`decision-${other.id}-${check.id}`}
        legend={t("finding.decision")}
        aside={t("finding.let_choose")}
        value={finding.decision ?? ""}
        options={decisions.map((value) => ({ value, text: t(`decision.${value}`) }))}
        onChoose={(decision) => set({ level: finding.level, decision })}
      >
        {scrap ? <p class="note mt-2">{t("finding.scrap")}</p> : null}
        {finding.decision === "book" ? <p class="note mt-2">{t("finding.booked")}</p> : null}
      </Choices>
    </div>
  );
}

/** The next thing: a decision that is missing, a check that is open, or back to the list. */
function Bar({
  other,
  ring,
  checks,
}: {
  other: OtherDraft;
  ring: { done: number; total: number };
  checks: readonly Schemas["Check"][];
}) {
  const ways = useWays();
  const { t, both } = useTexts();
  const [missing] = undecided(other);
  const [rank] = unranked(other);
  const open = other.state === "checked" ? checks.find((check) => !other.findings[check.id]) : undefined;
  const lacking = rank ?? missing;
  if (lacking) {
    const check = checks.find((one) => one.id === lacking);
    const field = rank ? "urgency" : "decision";
    return (
      <ActionBar label={t("next.label")} why={<span>{t(rank ? "finding.rank" : "finding.missing")}</span>}>
        <Button kind="missing" onClick={() => goToField(`${field}-${other.id}-${lacking}`)}>
          {t("finding.go", { name: check ? both(check.text) : lacking })}
          <Icon name="down" size="s" />
        </Button>
      </ActionBar>
    );
  }
  return (
    <ActionBar label={t("next.label")} why={<span>{t("count.checks", { done: ring.done, total: ring.total })}</span>}>
      {open ? (
        <>
          <Button kind="side" onClick={() => ways.go("D")}>
            {t("others.back")}
          </Button>
          <Button onClick={() => goToField(`${other.id}-${open.id}`)}>{t("others.next_check")}</Button>
        </>
      ) : other.state === "open" ? (
        <Button onClick={() => ways.go("D")}>{t("others.back")}</Button>
      ) : (
        <Onward from={other} />
      )}
    </ActionBar>
  );
}

/** This one is seen to: the next that is open, without the list in between; else back to the visit. */
function Onward({ from }: { from: OtherDraft }) {
  const visit = useVisit();
  const ways = useWays();
  const { t, both } = useTexts();
  const next = useDraft((draft) => draft.others.find((one) => one.id !== from.id && one.state === "open"));
  if (!next) return <NextStep />;
  const category = categoryOf(visit.catalog, next.category);
  return (
    <Button onClick={() => ways.go("D", next.id)}>
      {t("others.check_next", { name: category ? both(category.text) : next.category })}
      <Icon name="next" size="s" />
    </Button>
  );
}
