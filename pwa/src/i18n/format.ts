/** Dates, times and sizes, in the center's time zone and the reader's language. Formatters are made when first wanted, and kept: making one is slow. */
import type { Language } from "./text";

export type Format = ReturnType<typeof formatter>;

const LOCALE: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-GB" };

export function formatter(language: Language, timeZone: string) {
  const locale = LOCALE[language];
  const make = (options: Intl.DateTimeFormatOptions, inLocale = locale) =>
    once(() => new Intl.DateTimeFormat(inLocale, { ...options, timeZone }));
  const clock = make({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const clockSeconds = make({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const monthDay = make({ month: language === "zh" ? "long" : "short", day: "numeric" });
  const weekday = make({ weekday: "short" });
  const shortDay = make({ weekday: "short", day: "numeric" });
  const day = make({ year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");
  const number = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
  const at = (instant: Instant) => new Date(instant);
  return {
    language,
    /** 14:00 */
    time: (instant: Instant) => clock().format(at(instant)),
    /** 14:00:05 */
    timeWithSeconds: (instant: Instant) => clockSeconds().format(at(instant)),
    /** 11月24日, 24 Nov */
    date: (instant: Instant) => monthDay().format(at(instant)),
    /** 周二, Tue */
    weekday: (instant: Instant) => weekday().format(at(instant)),
    /** 11月24日 周二, Tue 24: what fits beside a tab's name. */
    shortDay: (instant: Instant) =>
      language === "zh"
        ? `${monthDay().format(at(instant))} ${weekday().format(at(instant))}`
        : shortDay().format(at(instant)),
    /** 2026-11-24 in the center's zone: to compare days, never by UTC. */
    dayKey: (instant: Instant) => day().format(at(instant)),
    bytes: (count: number) => bytes(count, number()),
    number: (value: number) => number().format(value),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

type Instant = string | number;

function bytes(count: number, number: Intl.NumberFormat): string {
  if (count < 1000) return `${count} B`;
  if (count < 1_000_000) return `${number.format(Math.round(count / 1000))} kB`;
  if (count < 1_000_000_000) return `${number.format(count / 1_000_000)} MB`;
  return `${number.format(count / 1_000_000_000)} GB`;
}
