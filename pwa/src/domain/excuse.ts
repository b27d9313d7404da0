/** In a signature's place: what must be said, and the sentence that is signed and printed. */
import type { UnsignedHow } from "./attestation";
import { COLON, choiceText, clip } from "./content_words";
import type { ExcuseDraft, Language, Schemas } from "./draft";

const AS_CHOSEN: readonly UnsignedHow[] = ["refused", "absent", "unable", "only_minor", "by_link"];
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
): { how: UnsignedHow; reason: string } {
  const said = choiceText(reasons, choice, words.language);
  if (choice === "by_link") return { how: "by_link", reason: clip(said, LONGEST) };
  const colon = COLON[words.language];
  const own = mayWriteReason(choice) ? reason.trim() : "";
  const sentences = [
    [said, own].filter(Boolean).join(colon),
    statement.trim() && [words.statement, statement.trim()].join(colon),
  ];
  return {
    // a reason that this build does not know is no refusal: its own words stand beside it
    how: AS_CHOSEN.find((how) => how === choice) ?? "unable",
    reason: clip(sentences.filter(Boolean).join(STOP[words.language]), LONGEST),
  };
}
