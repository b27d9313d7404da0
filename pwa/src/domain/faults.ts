/** Fault codes and symptoms: found offline, best fit first, and what follows from the one that was chosen. */
import type { Schemas } from "./draft";

type Fault = Schemas["Fault"];

/** Rows of this prefix are symptoms that any brand shows; the others are codes on a display. */
const SYMPTOM = "S-";

/** Makers as nameplates, customers and technicians write them. */
const BRANDS: readonly (readonly string[])[] = [
  ["haier", "海尔", "casarte", "卡萨帝", "leader", "统帅"],
  ["gree", "格力"],
  ["midea", "美的"],
];

const TRUST: Readonly<Record<string, number>> = { high: 2, medium: 1, low: 0 };

export function isSymptom(code: string): boolean {
  return code.startsWith(SYMPTOM);
}

/** What is not sure, or is another maker's code, is shown with "check the model's manual". */
export function needsManual(fault: Fault, brand: string): boolean {
  return fault.confidence !== "high" || (fault.brand !== "" && !sameBrand(fault.brand, brand));
}

export function sameBrand(one: string, other: string): boolean {
  const [first, second] = [maker(one), maker(other)];
  return first !== "" && first === second;
}

function maker(brand: string): string {
  const typed = brand.trim().toLowerCase();
  return BRANDS.find((names) => names.some((name) => typed.includes(name)))?.[0] ?? typed;
}

export interface FaultQuery {
  category: string;
  /** of the appliance, as its plate says; may be empty */
  brand: string;
  query: string;
}

/**
 * Faults of the category that fit the query, best first: the very code, then the appliance's own brand, then
 * those of no brand, then what is surer. Chinese has no spaces: a long phrase fits by its pairs of characters.
 */
export function findFaults(catalog: Schemas["Catalog"], { category, brand, query }: FaultQuery): Fault[] {
  const scored = catalog.faults
    .filter((fault) => fault.category === category)
    .map((fault) => ({ fault, fit: fitOf(fault, query), near: nearness(fault, brand) }))
    .filter(({ fit }) => fit > 0);
  const order = (row: (typeof scored)[number]) => [
    row.fit === EXACT ? 1 : 0,
    row.near,
    row.fit,
    TRUST[row.fault.confidence] ?? 0,
  ];
  return scored.sort((one, other) => compare(order(other), order(one))).map(({ fault }) => fault);
}

/** What the customer's own words suggest, before anything is typed. */
export function suggestFaults(catalog: Schemas["Catalog"], search: FaultQuery, most: number): Fault[] {
  return search.query.trim() === "" ? [] : findFaults(catalog, search).slice(0, most);
}

/**
 * The row that a code means on this appliance. Brands give one code different meanings: another maker's is
 * taken only where it is the only one, and then with a look into the manual.
 */
export function faultOf(
  catalog: Schemas["Catalog"],
  appliance: { category: string; brand: string },
  code: string,
): Fault | undefined {
  const typed = plain(code);
  if (typed === "") return undefined;
  const known = catalog.faults.filter((fault) => fault.category === appliance.category);
  const named = [
    ...known.filter((fault) => plain(fault.code) === typed),
    ...known.filter((fault) => plain(fault.code) !== typed && codesOf(fault).includes(typed)),
  ];
  return (
    named.find((fault) => sameBrand(fault.brand, appliance.brand)) ??
    named.find((fault) => fault.brand === "") ??
    (named.length === 1 ? named[0] : undefined)
  );
}

/** Parts of the price list that this fault usually takes. */
export function likelyParts(catalog: Schemas["Catalog"], fault: Fault): Schemas["Price"][] {
  const wanted = split(fault.parts.zh);
  return catalog.prices.filter(
    (price) =>
      price.kind === "part" &&
      price.categories.includes(fault.category) &&
      wanted.some((name) => isShortFor(name, price.text.zh) || isShortFor(price.text.zh, name)),
  );
}

/** "安全阀" is short for "安全泄压阀": its characters stand there in their order. */
function isShortFor(short: string, long: string): boolean {
  let from = 0;
  return [...short].every((character) => {
    const at = long.indexOf(character, from);
    from = at + 1;
    return at >= 0;
  });
}

/** The causes one by one, to be tapped: which of them it was, only the technician knows. */
export function causesOf(fault: Fault): Schemas["Bilingual"][] {
  const [zh, en] = [split(fault.causes.zh), split(fault.causes.en)];
  if (zh.length !== en.length) return fault.causes.zh ? [fault.causes] : [];
  return zh.map((one, index) => ({ zh: one, en: sentence(en[index] ?? one) }));
}

function split(list: string): string[] {
  return list
    .split(/[、,，/]/)
    .map((one) => one.trim())
    .filter(Boolean);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How well: 4 the very code, 3 every word, up to 2 a share of the pairs of characters, 0 not at all. */
const EXACT = 4;
const WORDS = 3;
const LEAST_SHARE = 0.34;
const ENOUGH_PAIRS = 2;

function fitOf(fault: Fault, query: string): number {
  const typed = query.trim().toLowerCase();
  if (typed === "") return WORDS;
  if (plain(fault.code) === plain(typed) || codesOf(fault).includes(plain(typed))) return EXACT;
  const text = textOf(fault);
  if (typed.split(/\s+/).every((word) => text.includes(word))) return WORDS;
  const pairs = pairsOf(typed);
  const hits = pairs.filter((pair) => text.includes(pair)).length;
  const share = pairs.length ? hits / pairs.length : 0;
  return share >= LEAST_SHARE || hits >= ENOUGH_PAIRS ? 2 * share : 0;
}

function textOf(fault: Fault): string {
  const words = [fault.text, fault.causes, fault.parts, fault.note].flatMap(({ zh, en }) => [zh, en]);
  const names = BRANDS.find(([first]) => first === maker(fault.brand)) ?? [];
  return [fault.code, fault.brand, ...names, ...words].join(" ").toLowerCase();
}

/** Neighbouring characters of the Chinese runs in a phrase: "不制冷" → 不制, 制冷. */
function pairsOf(text: string): string[] {
  const runs = text.match(/[\u4e00-\u9fff]{2,}/g) ?? [];
  return [...new Set(runs.flatMap((run) => [...run].slice(1).map((character, index) => run[index] + character)))];
}

function plain(code: string): string {
  return code.toLowerCase().replace(/\s+/g, "");
}

/** "F1 / F2 / F3" is three codes. */
function codesOf(fault: Fault): string[] {
  return fault.code.split("/").map(plain);
}

function nearness(fault: Fault, brand: string): number {
  if (fault.brand === "") return 1;
  return sameBrand(fault.brand, brand) ? 2 : 0;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
