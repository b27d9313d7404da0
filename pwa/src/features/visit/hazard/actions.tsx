/** What the technician did about a danger now, and what the customer decides. */
import type { Decision, HazardMeasure } from "../../../domain/draft";
import { begunRetest, putHazard, removeHazard, retestTogether, showJob } from "../../../domain/draft";
import type { Danger } from "../../../domain/hazards";
import { decideDanger } from "../../../domain/hazards";
import { Banner, Button } from "../../../ui";
import { useVisit } from "../context";
import { Choices, TextField } from "../fields";
import { useWays } from "../places";
import { useTexts } from "../texts";

const MEASURES: readonly Exclude<HazardMeasure, "none">[] = ["advised", "isolated", "fixed"];
const DECISIONS: readonly Decision[] = ["fix_now", "book", "declined"];

export function Actions({ danger }: { danger: Danger }) {
  const visit = useVisit();
  const { t } = useTexts();
  const { hazard, stands, finding } = danger;
  const needsHow = hazard.measure === "fixed" && finding !== null;
  return (
    <>
      {stands ? null : <Gone danger={danger} />}
      <div class="card mt-3">
        <Choices
          name="measure"
          legend={t("hazard.measure")}
          value={hazard.measure}
          options={MEASURES.map((value) => ({ value, text: t(`measure.${value}`) }))}
          onChoose={(measure) => visit.change((draft) => putHazard(draft, { ...hazard, measure }))}
        />
        {hazard.measure === "fixed" && stands && !finding ? <Retest danger={danger} /> : null}
        <div class="card--pad">
          <TextField
            id="measure-text"
            label={t(needsHow ? "hazard.measure_text_needed" : "hazard.measure_text")}
            value={hazard.measureText}
            most={400}
            rows={2}
            onText={(measureText) => visit.change((draft) => putHazard(draft, { ...hazard, measureText }))}
          />
        </div>
        <Choices
          name="decision"
          legend={t("hazard.decision")}
          value={hazard.decision ?? ""}
          options={DECISIONS.map((value) => ({ value, text: t(`decision.${value}`) }))}
          onChoose={(decision) => visit.change((draft) => decideDanger(draft, danger, decision))}
        />
      </div>
    </>
  );
}

function Retest({ danger: { hazard, tests } }: { danger: Danger }) {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const go = () => {
    const { jobId } = hazard;
    if (jobId) visit.change((draft) => retestTogether(showJob(draft, jobId), tests));
    ways.go("A", begunRetest(visit.draft.peek(), tests) ?? tests[0] ?? "");
  };
  return (
    <div id="f-retest">
      <Banner level="fail" title={t("hazard.needs_retest")} role="status">
        <p>{t("hazard.needs_retest_why")}</p>
        <Button kind="side" low onClick={go}>
          {t("hazard.retest")}
        </Button>
      </Banner>
    </div>
  );
}

/** The cause went away: put right, or a wrong reading. What was typed stays until a person says which. */
function Gone({ danger: { hazard } }: { danger: Danger }) {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  if (hazard.measure === "fixed") return null;
  const remove = () => {
    visit.change((draft) => removeHazard(draft, hazard.id));
    ways.back();
  };
  return (
    <Banner level="news" title={t("hazard.gone")} role="status">
      <p>{t("hazard.gone_why")}</p>
      <Button kind="side" low onClick={remove}>
        {t("hazard.remove")}
      </Button>
    </Banner>
  );
}
