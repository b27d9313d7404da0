/** In a signature's place: what must be said, and the sentence that is signed and printed. */
import { COLON, choiceText, clip } from "./content_words";
import type { ExcuseDraft, Language, Schemas } from "./draft";

const NOT_PRESENT: readonly string[] = ["absent", "only_minor"];
const WITH_REASON: readonly string[] = ["refused", "unable"];
const STOP = { zh: "；", en: "; " } as const;
/** As AttestationV2 takes it. */
const LONGEST = 240;

export function mayWriteReason(choice: string): boolean {
  return WITH_REASON.includes(choice);
}

/** The field that is still needed, or null. Who refuses is quoted, and the technician says how it was. */
export function excuseLack(excuse: ExcuseDraft): "choice" | "excuse-reason" | "excuse-statement" | null {
  if (excuse.choice === "") return "choice";
  if (mayWriteReason(excuse.choice) && excuse.reason.trim() === "") return "excuse-reason";
  return excuse.choice === "refused" && excuse.statement.trim() === "" ? "excuse-statement" : null;
}

interface Wording {
  language: Language;
  /** what stands before the technician's words */
  statement: string;
}

export function excuseOf(
  { choice, reason, statement }: ExcuseDraft,
  reasons: readonly Schemas["Choice"][],
  words: Wording,
): { how: "refused" | "absent" | "by_link"; reason: string } {
  const said = choiceText(reasons, choice, words.language);
  if (choice === "by_link") return { how: "by_link", reason: clip(said, LONGEST) };
  const colon = COLON[words.language];
  const own = mayWriteReason(choice) ? reason.trim() : "";
  const sentences = [
    [said, own].filter(Boolean).join(colon),
    statement.trim() && [words.statement, statement.trim()].join(colon),
  ];
  return {
    how: NOT_PRESENT.includes(choice) ? "absent" : "refused",
    reason: clip(sentences.filter(Boolean).join(STOP[words.language]), LONGEST),
  };
}
