/** The electrical rules over a draft: every test that is asked, its verdict, and the verdict on all of them. */
import type { SafetyInputs } from "./circumstances";
import { circumstancesOf } from "./circumstances";
import type { ReadingDraft, Schemas } from "./draft";
import { readingIn } from "./draft";
import type { Reading, TestVerdict, Verdict } from "./electrical";
import { judgeTest, limitSet, testsFor } from "./electrical";
import { applies, limitText } from "./limits";
import { attemptsOf } from "./retests";
import type { Both, Level, ReadingView, SafetyView } from "./safety_view";
import { isTaken, NOTHING } from "./safety_view";
import { VOLTAGES } from "./wiring";

/**
 * A required test that is still open has a reason here, so that a test under way is "not tested" and not
 * failed: when a report is frozen every one has a value, a reason, or the reason why the visit ended.
 */
const STILL_OPEN = "open";

export function safetyOf(inputs: SafetyInputs, catalog: Schemas["Catalog"], jobType: string): SafetyView {
  const circumstances = circumstancesOf(inputs, catalog, jobType);
  const all = catalog.tests.map((test) => ({ test, reading: readingIn(inputs, test.id) }));
  const values = Object.fromEntries(all.filter(isTaken).map(({ test, reading }) => [test.id, reading.value]));
  const asked = testsFor(catalog, circumstances, values);
  const entries = asked.map((test) => ({ test, reading: readingIn(inputs, test.id) }));
  const readings = entries.flatMap(({ test, reading }) => {
    const before = attemptsBefore(inputs, test.id);
    return [...before, reading].map((one, index) => ({ ...readingFor({ test, reading: one }), attempt: index + 1 }));
  });
  const judged = judgeTest(catalog, readings, circumstances);
  const { limits } = limitSet(catalog);
  const triple = Object.values(VOLTAGES).every((voltage) => values[voltage]);
  return {
    readings: entries.map((entry) => {
      const shown = limits.find((limit) => limit.test === entry.test.id && applies(limit, circumstances, values));
      const everyday = shown ? limitText(shown, { circumstances, others: values }) : NOTHING;
      const verdicts = verdictsByAttempt(entry.test.id, readings, judged);
      const earlier = attemptsBefore(inputs, entry.test.id).map((reading, index) =>
        viewOf({ test: entry.test, reading }, verdicts.get(index + 1), everyday),
      );
      return { ...viewOf(entry, judged.verdicts[entry.test.id], everyday), earlier };
    }),
    wiring: triple ? judged.wiring.map(({ fault }) => fault) : [],
    level: judged.level,
    decisive: decisive(judged, limitSet(catalog).plain),
    reasons: judged.reasons,
  };
}

type Entry = Pick<ReadingView, "test" | "reading">;

/** All attempts but the one that decides. */
function attemptsBefore(inputs: SafetyInputs, test: string): readonly ReadingDraft[] {
  return (inputs.readings[test] ?? []).slice(0, -1);
}

/** Attempt -> its own verdict. They are judged in the order in which they count: one without a value before all others. */
function verdictsByAttempt(test: string, readings: readonly Reading[], judged: TestVerdict): Map<number, Verdict> {
  const verdicts = [...(judged.earlier[test] ?? []), ...(judged.verdicts[test] ? [judged.verdicts[test]] : [])];
  const order = attemptsOf(readings).get(test) ?? [];
  return new Map(verdicts.map((verdict, place) => [order[place]?.attempt ?? 1, verdict]));
}

function readingFor(entry: Entry): Reading {
  const { test, reading } = entry;
  if (isTaken(entry)) return { test: test.id, value: reading.value, reason: "" };
  if (reading.notTaken !== "") return { test: test.id, value: null, reason: reading.notTaken };
  return { test: test.id, value: null, reason: test.required ? STILL_OPEN : "" };
}

/** `everyday`: the limit to aim at, shown before anything is measured. */
function viewOf(entry: Entry, verdict: Verdict | undefined, everyday: Both): Omit<ReadingView, "earlier"> {
  const answered = isTaken(entry) || entry.reading.notTaken !== "";
  return {
    ...entry,
    level: answered ? (verdict?.level ?? "not_tested") : null,
    limit: verdict?.limit ?? "",
    limitText: verdict?.limitText.zh ? verdict.limitText : everyday,
    why: answered ? (verdict?.why ?? NOTHING) : NOTHING,
    plain: answered ? (verdict?.customer ?? NOTHING) : NOTHING,
    action: verdict?.action ?? NOTHING,
    standard: verdict?.standard ?? "",
    clause: verdict?.clause ?? "",
  };
}

function decisive(judged: TestVerdict, plain: Readonly<Record<string, Both>>): SafetyView["decisive"] {
  const [first] = judged.reasons;
  const decides = first?.level === judged.level;
  const { zh, en } = (BAD.has(judged.level) && plain[judged.level]) || NOTHING;
  const danger = (decides && first.hazard?.consequence) || judged.why;
  return {
    limit: decides ? first.source : "",
    why: judged.why,
    plain: { zh: danger.zh + zh, en: `${danger.en} ${en}`.trim() },
    action: actionFor(judged, judged.level),
  };
}

const BAD: ReadonlySet<Level> = new Set(["advise", "fail", "refuse"]);

/** What to do now: as the reading that decided says, or else the wiring that it points to. */
function actionFor(judged: TestVerdict, level: Level): Both {
  const readings = Object.values(judged.verdicts).filter(
    (verdict) => verdict.level === level && verdict.action.zh !== "",
  );
  const wiring = judged.wiring.filter(({ fault, invisible }) => !invisible && fault.severity === level);
  return wiring[0]?.fault.action ?? readings[0]?.action ?? NOTHING;
}
