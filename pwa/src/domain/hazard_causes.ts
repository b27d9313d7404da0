/**
 * What makes a danger that must be told: a refusal of the electrical test, or a finding of urgency C1.
 *
 * Several rules and limits often speak of one danger ("no earth"): the catalog's hazard joins them. Two hazards of one
 * cause (its name in the catalog, or the same readings of the supply) are one danger too: the stronger one speaks, and
 * every reading behind either is named.
 */
import { categoryOf, checksOf } from "./applicable";
import { valueText } from "./content_safety";
import { COLON } from "./content_words";
import type { Bilingual, Draft, HazardDraft, OtherDraft, Schemas, ServedDraft } from "./draft";
import type { Reason } from "./electrical";
import type { Safeties } from "./progress";
import type { ReadingView, SafetyView } from "./safety_view";
import { isTaken } from "./safety_view";
import { VOLTAGES } from "./wiring";

/** `key` is the same for the same danger while readings come and go. `days` until it must be put right; 0 = at once. */
export interface Cause
  extends Pick<
    HazardDraft,
    | "jobId"
    | "applianceId"
    | "appliance"
    | "source"
    | "urgency"
    | "refusesWork"
    | "hazard"
    | "reading"
    | "limit"
    | "standard"
    | "consequence"
    | "remedy"
    | "decision"
    | "at"
  > {
  key: string;
  /** keys of the hazards that this one speaks for as well */
  also: readonly string[];
  days: number;
  /** where the customer's decision is kept too, when a finding is the cause */
  finding: { other: string; check: string } | null;
  /** the tests to take again once it was put right */
  tests: readonly string[];
}

const LANGUAGES = ["zh", "en"] as const;
const BETWEEN = { zh: "；", en: "; " } as const;
const USE_STOPS: Bilingual = {
  zh: "停止使用，由专业人员修好并检查合格后再用。",
  en: "Stop using it until a professional has repaired and checked it.",
};

/** In the order of a visit: the jobs' tests, then the other appliances. */
export function causesOf(draft: Draft, catalog: Schemas["Catalog"], safeties: Safeties): Cause[] {
  const tests = draft.served.flatMap((own) => {
    const safety = safeties.get(own.jobId);
    return safety ? refusals(own, safety, draft, catalog) : [];
  });
  return [...tests, ...draft.others.flatMap((other) => findings(other, draft, catalog))];
}

/** The tests of a job that forbid its work, in the order in which they are taken; empty where no reading does. */
export function refusingTests(
  own: ServedDraft,
  safety: SafetyView,
  draft: Draft,
  catalog: Schemas["Catalog"],
): string[] {
  const refusing = new Set(refusals(own, safety, draft, catalog).flatMap(({ tests }) => tests));
  return safety.readings.map(({ test }) => test.id).filter((test) => refusing.has(test));
}

/** Refusals that speak of one danger. */
interface Group {
  key: string;
  hazard: Reason["hazard"];
  reasons: readonly Reason[];
  views: readonly ReadingView[];
}

function refusals(own: ServedDraft, safety: SafetyView, draft: Draft, catalog: Schemas["Catalog"]): Cause[] {
  const byKey = new Map<string, Reason[]>();
  for (const reason of safety.reasons.filter(({ level }) => level === "refuse")) {
    const key = reason.hazard?.id ?? reason.source;
    byKey.set(key, [...(byKey.get(key) ?? []), reason]);
  }
  const groups = [...byKey].map(
    ([key, reasons]): Group => ({
      key: `job:${own.jobId}:${key}`,
      hazard: reasons[0]?.hazard ?? null,
      reasons,
      views: readingsBehind(reasons, catalog, safety),
    }),
  );
  return joinedByCause(groups).flatMap((group) => causeOf(group, own, safety, draft, catalog));
}

/** The strongest first: what must be put right soonest speaks for the others of its cause. */
function joinedByCause(groups: readonly Group[]): Group[][] {
  const strongest = [...groups].sort(
    (one, other) => (one.hazard?.deadline_days ?? 0) - (other.hazard?.deadline_days ?? 0),
  );
  const joined: Group[][] = [];
  for (const group of strongest) {
    const same = joined.find((others) => others.some((other) => isSameCause(group, other)));
    if (same) same.push(group);
    else joined.push([group]);
  }
  return joined;
}

function isSameCause(one: Group, other: Group): boolean {
  const cause = one.hazard?.cause ?? "";
  if (cause !== "" && cause === other.hazard?.cause) return true;
  const [mine, theirs] = [supplyTests(one), supplyTests(other)];
  const within = (few: readonly string[], many: readonly string[]) =>
    few.length > 0 && few.every((test) => many.includes(test));
  return within(mine, theirs) || within(theirs, mine);
}

function supplyTests({ views }: Group): string[] {
  return views.every(({ test }) => test.phase === "supply") ? views.map(({ test }) => test.id) : [];
}

function causeOf(
  groups: readonly Group[],
  own: ServedDraft,
  safety: SafetyView,
  draft: Draft,
  catalog: Schemas["Catalog"],
): Cause[] {
  const [main, ...more] = groups;
  const first = main?.reasons[0];
  if (!main || !first) return [];
  const seen = new Set<string>();
  const views = groups.flatMap((group) => group.views).filter(({ test }) => !seen.has(test.id) && seen.add(test.id));
  return [
    {
      key: main.key,
      also: more.map(({ key }) => key),
      jobId: own.jobId,
      applianceId: own.appliance.id,
      appliance: named(catalog, own.appliance),
      source: first.source,
      urgency: "C1" as const,
      refusesWork: true,
      hazard: sentences(groups.map(({ hazard, reasons }) => hazard?.hazard ?? reasons[0]?.text ?? first.text)),
      reading: views.length > 0 ? joined(views, shownValue) : first.text,
      limit: joined(views, (view, language) => view.limitText[language]),
      standard: [...new Set(views.map((view) => [view.standard, view.clause].filter(Boolean).join(" ")))]
        .filter(Boolean)
        .join(BETWEEN.en),
      consequence: main.hazard?.consequence ?? first.text,
      remedy: main.hazard?.remedy ?? safety.decisive.action,
      days: main.hazard?.deadline_days ?? 0,
      at:
        views
          .flatMap(({ reading }) => reading.at ?? [])
          .sort()
          .at(-1) ?? draft.arrivedAt,
      decision: null,
      finding: null,
      tests: toTakeAgain(views),
    },
  ];
}

/** The three voltages show the wiring only together: what was put right at a socket changes them all. */
function toTakeAgain(views: readonly ReadingView[]): string[] {
  const tests = views.map(({ test }) => test.id);
  const voltages: readonly string[] = Object.values(VOLTAGES);
  return tests.some((test) => voltages.includes(test)) ? [...new Set([...voltages, ...tests])] : tests;
}

/** One after the other; each ends with its own full stop. */
function sentences(texts: readonly Bilingual[]): Bilingual {
  const all = (language: keyof Bilingual) => [...new Set(texts.map((text) => text[language]))].filter(Boolean);
  return { zh: all("zh").join(""), en: all("en").join(" ") };
}

/** What was measured for these reasons; a re-test that is only begun hides no reading. */
function readingsBehind(reasons: readonly Reason[], catalog: Schemas["Catalog"], safety: SafetyView): ReadingView[] {
  const sources = new Set(reasons.map(({ source }) => source));
  const tests = new Set([
    ...catalog.limits.filter(({ id }) => sources.has(id)).map(({ test }) => test),
    ...catalog.rules
      .filter(({ id }) => sources.has(id))
      .flatMap(({ all }) => all.flatMap((it) => testsIn(it, catalog))),
  ]);
  const taken = safety.readings.flatMap((view): ReadingView[] => {
    const last = [...view.earlier, view].filter(isTaken).at(-1);
    return last && tests.has(view.test.id) ? [{ ...last, earlier: [] }] : [];
  });
  const bad = taken.filter(({ level }) => level === "refuse" || level === "fail");
  return bad.length > 0 ? bad : taken;
}

/** Which readings a rule's condition looks at (catalog/seed/rules.yaml). */
function testsIn(condition: Readonly<Record<string, unknown>>, catalog: Schemas["Catalog"]): string[] {
  const list = (name: string) => (Array.isArray(condition[name]) ? condition[name].map(String) : []);
  switch (condition["is"]) {
    case "wiring":
      return Object.values(VOLTAGES);
    case "reading":
      return [String(condition["test"])];
    case "unmet":
      return catalog.limits.filter(({ id }) => list("limits").includes(id)).map(({ test }) => test);
    case "untaken":
      return list("tests");
    default:
      return [];
  }
}

function shownValue(view: ReadingView, language: keyof Bilingual): string {
  return [view.test.short[language], valueText(view, language)].join(" ");
}

function joined(views: readonly ReadingView[], say: (view: ReadingView, language: keyof Bilingual) => string) {
  const inOne = (language: keyof Bilingual) =>
    [...new Set(views.map((view) => say(view, language)))].filter(Boolean).join(BETWEEN[language]);
  return { zh: inOne("zh"), en: inOne("en") };
}

function findings(other: OtherDraft, draft: Draft, catalog: Schemas["Catalog"]): Cause[] {
  if (other.state !== "checked") return [];
  const urgent = catalog.urgencies.find(({ id }) => id === "C1")?.text ?? USE_STOPS;
  return checksOf(catalog, other.category).flatMap((check): Cause[] => {
    const finding = other.findings[check.id];
    if (finding?.urgency !== "C1" || (finding.level !== "advise" && finding.level !== "fail")) return [];
    const result = check.results.find(({ level }) => level === finding.level)?.text;
    const [zh, en] = LANGUAGES.map((language) =>
      [check.text[language], result?.[language] ?? ""].filter(Boolean).join(COLON[language]),
    );
    return [
      {
        key: `other:${other.id}:${check.id}`,
        also: [],
        jobId: null,
        applianceId: other.applianceId ?? other.id,
        appliance: named(catalog, other),
        source: check.id,
        urgency: "C1",
        refusesWork: false,
        hazard: { zh: zh ?? "", en: en ?? "" },
        reading: { zh: finding.text, en: finding.text },
        limit: { zh: "", en: "" },
        standard: "",
        consequence: urgent,
        remedy: USE_STOPS,
        days: 0,
        at: draft.arrivedAt,
        decision: finding.decision,
        finding: { other: other.id, check: check.id },
        tests: [],
      },
    ];
  });
}

type Named = Pick<OtherDraft, "category" | "brand" | "model" | "room">;

function named(catalog: Schemas["Catalog"], { category, brand, model, room }: Named): Bilingual {
  const text = categoryOf(catalog, category)?.text ?? { zh: category, en: category };
  const rest = [brand, model, room].filter(Boolean);
  return { zh: [text.zh, ...rest].join(" "), en: [text.en, ...rest].join(" ") };
}
