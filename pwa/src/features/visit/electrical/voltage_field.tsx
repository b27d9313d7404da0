/** One of the three voltages: figure, limit, verdict; the verdict follows while the number is typed. */

import { useVisit } from "../context";
import { LevelBadge, shapeOf } from "../level_badge";
import { useTexts } from "../texts";
import { cleanNumber, nextOnEnter } from "./typing";
import { settle, type, useReading } from "./use_reading";

interface VoltageFieldProps {
  test: string;
  name: string;
}

export function VoltageField({ test, name }: VoltageFieldProps) {
  const visit = useVisit();
  const view = useReading(test);
  const { both, t } = useTexts();
  if (!view) return null;
  const { reading, level } = view;
  const shown = reading.notTaken ? "not_tested" : level;
  return (
    <label class={`reading ${shown ? `reading--${shapeOf(shown)}` : "reading--empty"}`}>
      <span class="reading__name">
        {name} <i>{view.test.unit}</i>
      </span>
      <span class="reading__value">
        <input
          id={`f-${test}`}
          inputMode="decimal"
          enterkeyhint="next"
          autocomplete="off"
          maxLength={9}
          value={reading.notTaken ? "" : reading.value}
          placeholder={reading.notTaken ? "—" : ""}
          aria-describedby={`l-${test}`}
          onInput={(event) => type(visit, view.test, cleanNumber(event.currentTarget))}
          onBlur={() => settle(visit)}
          onKeyDown={nextOnEnter}
        />
      </span>
      <span class="reading__limit" id={`l-${test}`}>
        {both(view.limitText) || t("test.no_limit")}
      </span>
      <span role="status">
        <LevelBadge level={shown ?? "not_tested"} text={shown ? undefined : t("test.to_measure")} />
      </span>
    </label>
  );
}
