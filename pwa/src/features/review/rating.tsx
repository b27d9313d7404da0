/** The customer's rating: five indices, stars with words; skipping is as easy as rating. Not shown to the technician again. */
import { useState } from "preact/hooks";
import type { RatingIndex } from "../../domain/draft";
import { RATING_INDICES } from "../../domain/draft";
import { feedbackOf } from "../../domain/review";
import { Icon, SectionHead } from "../../ui";
import { useDraft, useVisit } from "../visit/context";
import { TextField } from "../visit/fields";
import type { Texts } from "../visit/texts";

const STARS = [1, 2, 3, 4, 5] as const;

export function Rating({ words }: { words: Texts }) {
  const visit = useVisit();
  const { t } = words;
  const given = useDraft((draft) => feedbackOf(draft) !== null);
  // a rating from before stays out of sight: the phone may be in the technician's hand by now
  const [hidden, setHidden] = useState(given);
  const comment = useDraft((draft) => draft.rating.comment);
  const again = () => {
    visit.change((draft) => ({ ...draft, rating: { scores: {}, comment: "", skipped: false } }));
    setHidden(false);
  };
  return (
    <>
      <SectionHead title={t("rating.title")} id="rating" />
      <p class="note">{t("rating.note")}</p>
      <section class="card mt-2">
        {hidden ? (
          <div class="card--pad">
            <p class="small">{t("rating.given")}</p>
            <button class="link" type="button" onClick={again}>
              {t("rating.again")}
            </button>
          </div>
        ) : (
          <>
            {RATING_INDICES.map((index) => (
              <Stars key={index} index={index} words={words} />
            ))}
            <div class="card--pad">
              <TextField
                id="comment"
                label={t("rating.comment")}
                value={comment}
                most={1000}
                rows={2}
                onText={(text) => visit.change((draft) => ({ ...draft, rating: { ...draft.rating, comment: text } }))}
              />
            </div>
          </>
        )}
      </section>
    </>
  );
}

function Stars({ index, words }: { index: RatingIndex; words: Texts }) {
  const visit = useVisit();
  const { t } = words;
  const score = useDraft((draft) => draft.rating.scores[index]);
  const rate = (value: number) =>
    visit.change((draft) => ({
      ...draft,
      rating: { ...draft.rating, skipped: false, scores: { ...draft.rating.scores, [index]: value } },
    }));
  return (
    <fieldset class="rate card--pad">
      <legend>
        {t(`rating.${index}`)} <span class="note">{score ? t(`stars.${score as 1}`) : ""}</span>
      </legend>
      <div class="rate__stars">
        {STARS.map((value) => (
          <label key={value} class="star">
            <input type="radio" name={`rate-${index}`} checked={score === value} onChange={() => rate(value)} />
            <Icon name="star" />
            <span class="unseen">
              {value} · {t(`stars.${value}`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
