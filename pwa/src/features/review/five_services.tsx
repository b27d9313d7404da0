/** The five confirmations: each with its evidence and three equal answers. The one thing that cannot be skimmed past. */
import type { Answer, Schemas, Service } from "../../domain/draft";
import { answerService, SERVICES } from "../../domain/draft";
import { SectionHead } from "../../ui";
import { nowIso } from "../visit/clock";
import { useDraft, useVisit } from "../visit/context";
import { Choices, TextField } from "../visit/fields";
import type { Texts } from "../visit/texts";
import { evidence } from "./report_words";

const ANSWERS: readonly Answer[] = ["done", "not_done", "declined"];

export function FiveServices({ content, words }: { content: Schemas["ContentV2"]; words: Texts }) {
  const answered = useDraft((draft) => SERVICES.filter((service) => draft.answers[service]).length);
  return (
    <>
      <SectionHead title={words.t("review.services")} count={`${answered}/5`} />
      {SERVICES.map((service) => (
        <OneService key={service} service={service} content={content} words={words} />
      ))}
      <p class="note mt-2">{words.t("review.not_done_note")}</p>
    </>
  );
}

function OneService({ service, content, words }: { service: Service; content: Schemas["ContentV2"]; words: Texts }) {
  const visit = useVisit();
  const given = useDraft((draft) => draft.answers[service]);
  const frozen = useDraft((draft) => draft.frozen !== null);
  const title = visit.catalog.services.find((one) => one.id === service)?.title[words.language] ?? service;
  const answer = (value: Answer) =>
    visit.change((draft) => answerService(draft, service, { answer: value, at: nowIso(), note: given?.note ?? "" }));
  return (
    <section class="card service" aria-label={`${service} ${title}`}>
      <div class="service__head">
        <span class="letter">{service}</span>
        <div>
          <h3>{title}</h3>
          <p>{evidence(content, service, words)}</p>
        </div>
      </div>
      {frozen && given ? (
        <p class="strong">{words.t(`answer.${given.answer}`)}</p>
      ) : (
        <Choices
          name={`service-${service}`}
          legend={`${service} ${title}`}
          hideLegend
          value={given?.answer ?? ""}
          options={ANSWERS.map((value) => ({
            value,
            text: words.t(`answer.${value}`),
            ...(value === "not_done" ? { tone: "fail" as const } : {}),
          }))}
          onChoose={answer}
        />
      )}
      {!frozen && given?.answer === "not_done" ? (
        <div class="mt-3">
          <TextField
            id={`missing-${service}`}
            label={words.t("review.what_missing")}
            value={given.note}
            most={240}
            rows={2}
            onText={(note) => visit.change((draft) => answerService(draft, service, { ...given, note }))}
          />
        </div>
      ) : null}
    </section>
  );
}
