/** The report in plain words: sentences made of the content that is signed, never of the draft. */
import { money } from "../../domain/charges";
import type { Schemas, Service } from "../../domain/draft";
import type { Texts } from "../visit/texts";

type Content = Schemas["ContentV1"];

const SHOWN = 4;

/** What there is to show for each service, in one or two sentences. */
export function evidence(content: Content, service: Service, words: Texts): string {
  switch (service) {
    case "A":
      return testWords(content.safety, words);
    case "B":
      return listWords(content.guidance, words);
    case "C":
      return listWords(content.maintenance, words);
    case "D":
      return otherWords(content.others, words);
    case "E":
      return listWords(content.cleanup, words);
  }
}

function testWords(safety: Content["safety"], { t, language }: Texts): string {
  const taken = safety.readings.filter((reading) => reading.taken);
  const passed = taken.filter((reading) => reading.verdict.level === "pass").length;
  if (taken.length === 0) return t("evidence.no_test");
  const counts = t("evidence.tests", { passed, taken: taken.length, all: safety.readings.length });
  const verdict = safety.verdict.level === "pass" ? "" : safety.verdict.why;
  return [counts, verdict].filter(Boolean).join(language === "zh" ? "" : " ");
}

function listWords(list: Schemas["ChecklistV1"], { t, language }: Texts): string {
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
          `${other.category_text}: ${finding.text}${finding.decision ? ` → ${t(`decision.${finding.decision}`)}` : ""}`,
      ),
  );
  const counts = t("evidence.others", { checked: checked.length, all: others.length, declined });
  return [counts, ...findings].join(language === "zh" ? "；" : "; ");
}

export function amount(content: Content, minor: number): string {
  return money(minor, content.charges.currency);
}
