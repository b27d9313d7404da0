/** How old an appliance is, against its expected life. Days are local dates, `YYYY-MM-DD`. */

export interface Age {
  years: number;
  months: number;
}

/** Whole months from `since` to `today`; null when unknown or in the future. */
export function ageOn(today: string, since: string | null | undefined): Age | null {
  if (!since) return null;
  const [year, month, day] = since.split("-").map(Number);
  const [nowYear, nowMonth, nowDay] = today.split("-").map(Number);
  if (!year || !month || !nowYear || !nowMonth) return null;
  const months = (nowYear - year) * 12 + (nowMonth - month) - ((nowDay ?? 1) < (day ?? 1) ? 1 : 0);
  return months < 0 ? null : { years: Math.floor(months / 12), months: months % 12 };
}

/** "8 年 8 个月 / 8 年", "8 y 8 mo / 8 y"; empty when the age is unknown and there is no life to compare. */
export function ageText(age: Age | null, life: number | null | undefined, language: "zh" | "en"): string {
  const year = language === "zh" ? "年" : "y";
  const month = language === "zh" ? "个月" : "mo";
  const unknown = language === "zh" ? "年龄不详" : "age unknown";
  const parts = age
    ? [age.years ? `${age.years} ${year}` : "", age.months || !age.years ? `${age.months} ${month}` : ""]
    : [unknown];
  const own = parts.filter(Boolean).join(" ");
  return life ? `${own} / ${life} ${year}` : own;
}

/** Share of the expected life that is over, 0-1 and more; null when either is unknown. */
export function lifeUsed(age: Age | null, life: number | null | undefined): number | null {
  return age && life ? (age.years * 12 + age.months) / (life * 12) : null;
}

/** The local date of an instant in a time zone. */
export function dayIn(timeZone: string, instant: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return parts.format(new Date(instant));
}
