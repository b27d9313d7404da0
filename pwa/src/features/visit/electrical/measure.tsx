/** One test as a wide row: a figure to type or one of a few words to choose. */

import type { ReadingView } from "../../../domain/safety_view";
import { isTaken } from "../../../domain/safety_view";
import { useVisit } from "../context";
import { Choices } from "../fields";
import { LevelBadge, shapeOf } from "../level_badge";
import { useTexts } from "../texts";
import { FigureInput } from "./figure_input";
import { bringIntoView, isByFinger, nextToShow } from "./next_in_view";
import { NotTaken } from "./not_taken";
import { nextBound } from "./typing";
import { enter, useReading } from "./use_reading";

export function Measure({ test }: { test: string }) {
  const view = useReading(test);
  if (!view) return null;
  return view.test.input === "choice" ? <Ask view={view} /> : <Figure view={view} />;
}

function Figure({ view }: { view: ReadingView }) {
  const visit = useVisit();
  const { both, t } = useTexts();
  const { test, reading, level } = view;
  const look = reading.notTaken ? "untested" : level ? shapeOf(level) : "empty";
  return (
    <div class="measure">
      <label class="measure__name" for={`f-${test.id}`}>
        <b>{both(test.title)}</b>
        <span id={`l-${test.id}`}>{[both(view.limitText), both(test.hint)].filter(Boolean).join(" · ")}</span>
      </label>
      <span class={`box box--${look}`}>
        <button
          class="beyond"
          type="button"
          aria-label={t("test.beyond", { title: both(test.title) })}
          aria-controls={`f-${test.id}`}
          onClick={() => enter(visit, test, nextBound(reading.value))}
        >
          {"< >"}
        </button>
        <FigureInput test={test} most={12} />
        <span class="reading__unit">{test.unit}</span>
      </span>
      <Foot view={view} />
    </div>
  );
}

function Ask({ view }: { view: ReadingView }) {
  const visit = useVisit();
  const { both } = useTexts();
  const { test, reading } = view;
  const choose = (value: string) => {
    enter(visit, test, value);
    const next = nextToShow(visit.safety.value, test);
    const chosen = document.activeElement;
    if (next && chosen instanceof HTMLElement && isByFinger(chosen)) bringIntoView(next);
  };
  return (
    <Choices
      name={test.id}
      legend={both(test.title)}
      aside={both(view.limitText)}
      value={reading.notTaken ? "" : reading.value}
      two={test.choices.length > 3}
      options={test.choices.map((choice) => ({ value: choice.id, text: both(choice.text) }))}
      onChoose={choose}
    >
      <Foot view={view} />
    </Choices>
  );
}

function Foot({ view }: { view: ReadingView }) {
  const { both } = useTexts();
  const bad = view.level === "advise" || view.level === "fail" || view.level === "refuse";
  return (
    <div class="measure__foot">
      <span role="status">{view.level && isTaken(view) ? <LevelBadge level={view.level} /> : null}</span>
      <NotTaken tests={[view.test.id]} title={both(view.test.title)} />
      {bad ? (
        <p class="measure__why small">
          {both(view.why)} {both(view.action)}
        </p>
      ) : null}
    </div>
  );
}
