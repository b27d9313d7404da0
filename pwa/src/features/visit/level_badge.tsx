/** A verdict in the app's words; the five shapes come with it. */
import type { Level } from "../../domain/safety_view";
import type { VerdictLevel } from "../../ui";
import { Verdict } from "../../ui";
import { useTexts } from "./texts";

export function shapeOf(level: Level): VerdictLevel {
  return level === "not_tested" ? "untested" : level;
}

export function LevelBadge({ level, box, text }: { level: Level; box?: boolean; text?: string | undefined }) {
  const { t } = useTexts();
  return (
    <Verdict level={shapeOf(level)} box={box ?? false}>
      {text ?? t(`level.${level}`)}
    </Verdict>
  );
}

/** The same with words that are given: on screens in the customer's language. */
export function LevelMark({ level, text }: { level: Level; text: string }) {
  return <Verdict level={shapeOf(level)}>{text}</Verdict>;
}
