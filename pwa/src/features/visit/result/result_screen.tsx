/** How the visit ended: done, a second visit and why, or refused and why. */
import { changeWork, chooseResult } from "../../../domain/draft";
import { ActionBar, Banner, Button } from "../../../ui";
import { jobInView, useJob, useVisit } from "../context";
import { Choices, TextField, useArrival } from "../fields";
import { useWays } from "../places";
import { Section } from "../section";
import { useTexts } from "../texts";

export function ResultScreen({ field }: { field: string }) {
  const visit = useVisit();
  const ways = useWays();
  const { t } = useTexts();
  const result = useJob((served) => served.work.result);
  const unsafe = visit.safety.value.level === "refuse";
  const missing = visit.progress.value.gaps.find((gap) => gap.section === "result" && gap.job === jobInView(visit).id);
  useArrival(field);
  return (
    <Section
      title={t("section.result")}
      bar={
        <ActionBar
          label={t("next.label")}
          why={missing ? <span>{t(missing.name as "result.choose")}</span> : undefined}
        >
          <Button onClick={ways.back}>{t("back_to_visit")}</Button>
        </ActionBar>
      }
    >
      {unsafe && result === "done" ? (
        <Banner level="refuse" title={t("result.unsafe")} role="alert">
          <p>{t("result.unsafe_why")}</p>
        </Banner>
      ) : null}
      <div class="card">
        <Choices
          name="result"
          legend={t("result.choose")}
          value={result}
          options={(["done", "second_visit", "refused"] as const).map((value) => ({
            value,
            text: t(`result.${value}`),
          }))}
          onChoose={(value) => visit.change((draft) => chooseResult(draft, value))}
        />
        {result === "second_visit" || result === "refused" ? <Reason result={result} /> : null}
      </div>
    </Section>
  );
}

function Reason({ result }: { result: "second_visit" | "refused" }) {
  const visit = useVisit();
  const { t, both } = useTexts();
  const reason = useJob((served) => served.work.reason);
  const text = useJob((served) => served.work.reasonText);
  const reasons = result === "refused" ? visit.catalog.refusal_reasons : visit.catalog.second_visit_reasons;
  return (
    <>
      <Choices
        name="reason"
        legend={t("result.reason")}
        value={reason}
        two
        options={reasons.map((choice) => ({ value: choice.id, text: both(choice.text) }))}
        onChoose={(value) => visit.change((draft) => changeWork(draft, { reason: value }))}
      />
      <div class="card--pad">
        <TextField
          id="reason_text"
          label={t("result.reason_text")}
          value={text}
          most={1500}
          rows={3}
          onText={(value) => visit.change((draft) => changeWork(draft, { reasonText: value }))}
        />
      </div>
    </>
  );
}
