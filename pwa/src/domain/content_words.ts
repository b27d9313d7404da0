/** Words that the frozen content itself needs, where the catalog has none. Both languages, equal. */

import type { Schemas } from "./draft";
import type { Both } from "./safety_view";

export const COLON = { zh: "：", en: ": " } as const;

/** The text of a closed list's choice; a reason typed by hand is its own text. */
export function choiceText(choices: readonly Schemas["Choice"][], id: string, language: keyof Both): string {
  return choices.find((choice) => choice.id === id)?.text[language] ?? id;
}

/** At most `length` characters as the server counts them (code points), and no half of a character. */
export function clip(text: string, length: number): string {
  const characters = Array.from(text.trim(), (character) => (isHalf(character) ? "\uFFFD" : character));
  return characters.slice(0, length).join("");
}

function isHalf(character: string): boolean {
  return character.length === 1 && character >= "\uD800" && character <= "\uDFFF";
}
