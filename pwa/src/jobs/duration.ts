/** "8 分钟", "1 h 20 min", "2 days": as short as a glance allows. */
import type { Text, Values } from "../i18n";
import { say } from "./messages";

type Translate = (text: Text, values?: Values) => string;

export function duration(minutes: number, t: Translate): string {
  if (minutes < 60) return t(say.minutes, { n: minutes });
  if (minutes < 24 * 60) return t(say.hours, { h: Math.floor(minutes / 60), m: minutes % 60 });
  return t(say.days, { n: Math.floor(minutes / (24 * 60)) });
}
