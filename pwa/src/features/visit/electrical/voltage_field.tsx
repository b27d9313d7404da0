/** One of the three voltages: figure, limit, verdict; the verdict follows while the number is typed. */

import { LevelBadge, shapeOf } from "../level_badge";
import { useTexts } from "../texts";
import { FigureInput } from "./figure_input";
import { useReading } from "./use_reading";

interface VoltageFieldProps {
  test: string;
  name: string;
}

export function VoltageField({ test, name }: VoltageFieldProps) {
  const view = useReading(test);
  const { both, t } = useTexts();
  if (!view) return null;
  const { reading, level } = view;
  const shown = reading.notTaken ? "not_tested" : level;
  return (
    <label for={`f-${test}`} class={`reading ${shown ? `reading--${shapeOf(shown)}` : "reading--empty"}`}>
      <span class="reading__name">
        {name} <i>{view.test.unit}</i>
      </span>
      <span class="reading__value">
        <FigureInput test={view.test} most={9} />
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
