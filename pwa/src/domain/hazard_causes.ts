/**
 * What makes a danger that must be told: a refusal of the electrical test, or a finding of urgency C1.
 *
 * Several rules and limits often speak of one danger ("no earth"): the catalog's hazard joins them.
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
  days: number;
  /** where the customer's decision is kept too, when a finding is the cause */
  finding: { other: string; check: string } | null;
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

function refusals(own: ServedDraft, safety: SafetyView, draft: Draft, catalog: Schemas["Catalog"]): Cause[] {
  const groups = new Map<string, Reason[]>();
  for (const reason of safety.reasons.filter(({ level }) => level === "refuse")) {
    const key = reason.hazard?.id ?? reason.source;
    groups.set(key, [...(groups.get(key) ?? []), reason]);
  }
  return [...groups].flatMap(([key, [first, ...more]]) => {
    if (!first) return [];
    const views = readingsBehind([first, ...more], catalog, safety);
    return [
      {
        key: `job:${own.jobId}:${key}`,
        jobId: own.jobId,
        applianceId: own.appliance.id,
        appliance: named(catalog, own.appliance),
        source: first.source,
        urgency: "C1" as const,
        refusesWork: true,
        hazard: first.hazard?.hazard ?? first.text,
        reading: views.length > 0 ? joined(views, shownValue) : first.text,
        limit: joined(views, (view, language) => view.limitText[language]),
        standard: [...new Set(views.map((view) => [view.standard, view.clause].filter(Boolean).join(" ")))]
          .filter(Boolean)
          .join(BETWEEN.en),
        consequence: first.hazard?.consequence ?? first.text,
        remedy: first.hazard?.remedy ?? safety.decisive.action,
        days: first.hazard?.deadline_days ?? 0,
        at:
          views
            .flatMap(({ reading }) => reading.at ?? [])
            .sort()
            .at(-1) ?? draft.arrivedAt,
        decision: null,
        finding: null,
      },
    ];
  });
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
