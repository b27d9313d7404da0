/** The report in plain words: sentences made of the content that is signed, never of the draft. */
import { money } from "../../domain/charges";
import { COLON } from "../../domain/content_words";
import type { Language, Schemas, Service } from "../../domain/draft";
import type { Texts } from "../visit/texts";

type Content = Schemas["ContentV2"];
type Job = Content["jobs"][number];

const SHOWN = 4;

/** What there is to show for each service, in one or two sentences. */
export function evidence(content: Content, service: Service, words: Texts): string {
  switch (service) {
    case "A":
      return perJob(content, words, (job) => testWords(job.safety, words));
    case "B":
      return perJob(content, words, (job) => listWords(job.guidance, words));
    case "C":
      return perJob(content, words, (job) => listWords(job.maintenance, words));
    case "D":
      return otherWords(content.others, words);
    case "E":
      return listWords(content.cleanup, words);
  }
}

/** With several jobs each sentence begins with its appliance. */
function perJob(content: Content, { language }: Texts, say: (job: Job) => string): string {
  const [only] = content.jobs;
  if (only && content.jobs.length === 1) return say(only);
  return content.jobs.map((job) => `${job.appliance.category_text}${COLON[language]}${say(job)}`).join(" ");
}

const FROM_BEST = ["done", "second_visit", "refused"] as const;

/** Of several jobs, the result that the customer must hear. */
export function worstResult(content: Content): (typeof FROM_BEST)[number] {
  const results = content.jobs.map((job) => job.work.result);
  return [...FROM_BEST].reverse().find((result) => results.includes(result)) ?? "done";
}

export function appliancesOf(content: Content, language: Language): string {
  const names = [...new Set(content.jobs.map((job) => job.appliance.category_text))];
  return names.join(language === "zh" ? "、" : ", ");
}

/** Readings that count: of several attempts at one test, the last. */
function lastAttempts(safety: Job["safety"]): Job["safety"]["readings"] {
  return safety.readings.filter(
    (reading) => !safety.readings.some((other) => other.test === reading.test && other.attempt > reading.attempt),
  );
}

/** What was measured again: both values, the first and the one that counts. */
function retestWords(safety: Job["safety"], { t, language }: Texts): string {
  const again = lastAttempts(safety).flatMap((now) => {
    const first = safety.readings.find((one) => one.test === now.test && one.taken && one.attempt < now.attempt);
    if (!first || !now.taken) return [];
    return [`${now.title} ${t("review.first_then", { first: first.value_text, now: now.value_text })}`];
  });
  return again.length > 0 ? t("review.retested", { list: again.join(language === "zh" ? "；" : "; ") }) : "";
}

/** Instruments whose calibration had run out on the day: what they showed is worth less, and the customer knows. */
function expiredWords({ instruments }: Job["safety"], { t, language }: Texts): string {
  const expired = instruments.filter((tool) => tool.expired).map((tool) => `${tool.name} ${tool.serial}`.trim());
  return expired.length > 0 ? t("review.expired", { list: expired.join(language === "zh" ? "、" : ", ") }) : "";
}

function testWords(safety: Job["safety"], words: Texts): string {
  const { t, language } = words;
  const readings = lastAttempts(safety);
  const taken = readings.filter((reading) => reading.taken);
  const passed = taken.filter((reading) => reading.verdict.level === "pass").length;
  if (taken.length === 0) return t("evidence.no_test");
  const counts = t("evidence.tests", { passed, taken: taken.length, all: readings.length });
  const { level, why, plain, next } = safety.verdict;
  const verdict =
    level === "pass" ? [] : [plain.startsWith(why) ? plain : `${why} ${plain}`, next && `${t("said.next")} ${next}`];
  return [counts, ...verdict, retestWords(safety, words), expiredWords(safety, words)]
    .filter(Boolean)
    .join(language === "zh" ? "" : " ");
}

function listWords(list: Schemas["ChecklistV2"], { t, language }: Texts): string {
  const done = list.items.filter((item) => item.done).map((item) => item.text);
  if (done.length === 0) return [t("evidence.nothing"), list.note].filter(Boolean).join(" ");
  const rest = done.length - SHOWN;
  const shown = done.slice(0, SHOWN).join(language === "zh" ? "；" : "; ");
  return [rest > 0 ? t("evidence.more", { shown, rest }) : shown, list.note]
    .filter(Boolean)
    .join(language === "zh" ? "。" : ". ");
}

function otherWords(others: Content["others"], { t, language }: Texts): string {
  if (others.length === 0) return t("evidence.no_others");
  const checked = others.filter((other) => other.state === "checked");
  const declined = others.filter((other) => other.state === "declined").length;
  const findings = checked.flatMap((other) =>
    other.findings
      .filter((finding) => finding.level === "advise" || finding.level === "fail")
      .map(
        (finding) =>
          `${other.category_text}${COLON[language]}${finding.text}${finding.decision ? ` → ${t(`decision.${finding.decision}`)}` : ""}`,
      ),
  );
  const counts = t("evidence.others", { checked: checked.length, all: others.length, declined });
  return [counts, ...findings].join(language === "zh" ? "；" : "; ");
}

export function amount(content: Content, minor: number): string {
  return money(minor, content.charges.currency);
}
