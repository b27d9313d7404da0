/** The whole safety test for the customer: every attempt with its verdict in words, what was asked, the instruments. */
import type { Schemas } from "../../domain/draft";
import { LevelMark } from "../visit/level_badge";
import { PhotoThumb } from "../visit/photos/photo_thumb";
import type { Texts } from "../visit/texts";

type Content = Schemas["ContentV2"];
type Job = Content["jobs"][number];
type Reading = Job["safety"]["readings"][number];

interface SafetyReportProps {
  job: Job;
  photos: Content["photos"];
  words: Texts;
}

export function SafetyReport({ job, photos, words }: SafetyReportProps) {
  const { t } = words;
  return (
    <>
      <ul class="card rows mt-3" aria-label={t("review.readings")}>
        {job.safety.readings.map((reading) => (
          <ReadingRow
            key={`${reading.test}-${reading.attempt}`}
            reading={reading}
            again={job.safety.readings.some((one) => one.test === reading.test && one.attempt > reading.attempt)}
            photo={photos.find((one) => one.sha256 === reading.photo)}
            words={words}
          />
        ))}
      </ul>
      <Asked asked={job.safety.asked} words={words} />
      <Instruments tools={job.safety.instruments} words={words} />
    </>
  );
}

interface RowProps {
  reading: Reading;
  /** a later attempt counts */
  again: boolean;
  photo: Content["photos"][number] | undefined;
  words: Texts;
}

function ReadingRow({ reading, again, photo, words: { t } }: RowProps) {
  const { title, attempt, taken, verdict } = reading;
  const name = attempt > 1 ? t("review.retest_n", { name: title, n: attempt }) : title;
  return (
    <li class="row row--s">
      <span class="row__text">
        <b>{again ? t("review.before", { name }) : name}</b>
        <span>
          {taken
            ? [reading.value_text, reading.limit_text].filter(Boolean).join(" · ")
            : [t("test.not_taken_word"), reading.not_taken_reason].filter(Boolean).join(" · ")}
        </span>
        {taken ? <Sentences reading={reading} /> : null}
        {verdict.next && taken ? (
          <span class="small">
            <b>{t("said.next")}</b> {verdict.next}
          </span>
        ) : null}
        <span class="note">{[reading.standard, reading.clause].filter(Boolean).join(" ")}</span>
      </span>
      {photo ? <PhotoThumb sha256={photo.sha256} name={t("display.open", { name: title })} /> : null}
      <LevelMark level={verdict.level} text={t(`level.${verdict.level}`)} />
    </li>
  );
}

/** Why, and the sentence for the customer, which often begins with it. */
function Sentences({ reading: { verdict } }: { reading: Reading }) {
  const { why, plain } = verdict;
  const said = plain.startsWith(why) ? [plain] : [why, plain];
  return said.filter(Boolean).map((sentence) => (
    <span key={sentence} class="small">
      {sentence}
    </span>
  ));
}

function Asked({ asked, words: { t } }: { asked: Job["safety"]["asked"]; words: Texts }) {
  if (asked.length === 0) return null;
  return (
    <section class="card card--pad mt-3" aria-label={t("review.asked")}>
      <h3 class="strong">{t("review.asked")}</h3>
      <ul>
        {asked.map((question, index) => (
          <li key={index} class="small">
            {question.text} <b>{t(`review.asked.${question.answer}`)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Instruments({ tools, words: { t } }: { tools: Job["safety"]["instruments"]; words: Texts }) {
  if (tools.length === 0) return null;
  return (
    <section class="card card--pad mt-3" aria-label={t("review.instruments")}>
      <h3 class="strong">{t("review.instruments")}</h3>
      <ul>
        {tools.map((tool) => (
          <li key={tool.id} class="small">
            {[tool.name, tool.serial].filter(Boolean).join(" · ")}{" "}
            {tool.expired ? (
              <LevelMark level="advise" text={t("review.expired_on", { day: tool.due ?? "" })} />
            ) : tool.due ? (
              <span class="quiet">{t("instrument.due", { day: tool.due })}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
