/**
 * The office's warranty decision in plain words: why, and what the customer pays.
 *
 * Periods are the catalog's (seed/warranty.yaml, or the operator's own); a maker's card may promise more and then
 * decides, so that every sentence with a date says "usually". The time runs from the day of the invoice.
 */
import type { Bilingual, Schemas } from "./draft";
import { sameBrand } from "./faults";

type Period = Schemas["WarrantyPeriod"];

export interface WarrantyFacts {
  state: Schemas["PulledJob"]["warranty"];
  /** the office's own words, in whatever language they were typed */
  reason: string;
  /** local date or "" when unknown */
  purchasedOn: string;
  category: string;
  brand: string;
  /** local date */
  today: string;
  /** of the catalog; empty in one that was published before it had any */
  periods: readonly Period[];
}

/** The maker's own promise before the usual one; of several, the one for the latest sale. */
function periodOf({ periods, category, brand, purchasedOn }: WarrantyFacts): Period | undefined {
  const fits = (period: Period) =>
    period.category === category &&
    (period.brand === "" || sameBrand(period.brand, brand)) &&
    (period.sold_from ?? "") <= purchasedOn;
  const rank = (period: Period) => `${period.brand === "" ? 0 : 1} ${period.sold_from ?? ""}`;
  return periods.filter(fits).sort((one, other) => (rank(one) < rank(other) ? 1 : -1))[0];
}

export type WarrantyDates =
  | { kind: "unknown" }
  | { kind: "whole" | "main" | "over"; wholeUntil: string; mainUntil: string; mainParts: Bilingual };

/** Where the purchase date stands against the usual periods. */
export function warrantyDates(facts: WarrantyFacts): WarrantyDates {
  const { purchasedOn, today } = facts;
  const period = periodOf(facts);
  if (!period || !/^\d{4}-\d{2}-\d{2}$/.test(purchasedOn) || purchasedOn > today) return { kind: "unknown" };
  const wholeUntil = addYears(purchasedOn, period.whole_years);
  const mainUntil = addYears(purchasedOn, period.main_years);
  const kind = today <= wholeUntil ? "whole" : today <= mainUntil ? "main" : "over";
  return { kind, wholeUntil, mainUntil, mainParts: period.main_parts };
}

/** 29 February counts until 28 February where the year has none. */
function addYears(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year + count, month, 0)).getUTCDate();
  return `${year + count}-${String(month).padStart(2, "0")}-${String(Math.min(date, last)).padStart(2, "0")}`;
}

/** The dates say otherwise than the office: somebody should look at the invoice before the customer pays. */
export function isDoubtful(facts: WarrantyFacts): boolean {
  const { kind } = warrantyDates(facts);
  return (facts.state === "out" && kind === "whole") || (facts.state === "in" && kind === "over");
}

/** Two to four sentences for the customer; at most 600 characters in either language. */
export function explainWarranty(facts: WarrantyFacts): Bilingual {
  const dates = warrantyDates(facts);
  const said = facts.reason.trim();
  const parts: Bilingual[] = [
    DECIDED[facts.state],
    ...(said ? [{ zh: `网点说明：${ended(said, "。")}`, en: `The center says: ${ended(said, ".")}` }] : []),
    ...datesWords(facts, dates),
    PAYS[facts.state],
  ];
  return {
    zh: parts
      .map((part) => part.zh)
      .join("")
      .slice(0, 600),
    en: parts
      .map((part) => part.en)
      .join(" ")
      .slice(0, 600),
  };
}

function ended(text: string, stop: string): string {
  return /[。.!！?？]$/.test(text) ? text : text + stop;
}

const DECIDED: Readonly<Record<WarrantyFacts["state"], Bilingual>> = {
  in: { zh: "您的电器在保修期内。", en: "Your appliance is in warranty." },
  out: { zh: "您的电器已不在保修范围内。", en: "Your appliance is not covered by the warranty." },
  unknown: {
    zh: "还不能确定是否在保修期内，须看发票或保修凭证。",
    en: "It is not yet known whether the warranty covers this: the invoice or the warranty card decides.",
  },
};

const PAYS: Readonly<Record<WarrantyFacts["state"], Bilingual>> = {
  in: {
    zh: "保修范围内的配件和工时由厂家承担；耗材和另列的其他费用由您承担，先报价、您同意后才作业。",
    en: "The maker pays for parts and labour under warranty; consumables and other charges listed are yours, quoted first and only with your consent.",
  },
  out: {
    zh: "下列费用由您承担，先报价、您同意后才作业。",
    en: "The charges listed are yours, quoted first and only with your consent.",
  },
  unknown: {
    zh: "在此之前按下列报价；补交凭证后，由网点重新核定谁来承担。",
    en: "Until then the charges listed apply; once you show it, the service center decides anew who pays.",
  },
};

/** Makers set the period of these themselves. */
function boughtWords({ purchasedOn, today }: WarrantyFacts): Bilingual[] {
  if (purchasedOn === "" || purchasedOn > today) return [];
  return [
    {
      zh: `购买日期 ${purchasedOn}，保修期以保修凭证所载为准。`,
      en: `Bought on ${purchasedOn}: the warranty card says how long it is covered.`,
    },
  ];
}

function datesWords(facts: WarrantyFacts, dates: WarrantyDates): Bilingual[] {
  if (dates.kind === "unknown") return boughtWords(facts);
  const { wholeUntil, mainUntil, mainParts } = dates;
  const bought = { zh: `购买日期 ${facts.purchasedOn}，`, en: `Bought on ${facts.purchasedOn}: ` };
  const until = {
    whole: { zh: `整机通常保修到 ${wholeUntil}。`, en: `the whole appliance is usually covered until ${wholeUntil}.` },
    main: {
      zh: `整机通常保修到 ${wholeUntil}，主要部件（${mainParts.zh}）到 ${mainUntil}。`,
      en: `the whole appliance is usually covered until ${wholeUntil}, its main parts (${mainParts.en}) until ${mainUntil}.`,
    },
    over: {
      zh: `通常的保修期已于 ${mainUntil} 届满。`,
      en: `the usual warranty ended on ${mainUntil}, main parts included.`,
    },
  }[dates.kind];
  const doubt = isDoubtful(facts)
    ? [{ zh: "日期与结论不一致，请出示发票核对。", en: "Date and decision differ: please show the invoice." }]
    : [];
  return [{ zh: bought.zh + until.zh, en: bought.en + until.en }, ...doubt];
}
