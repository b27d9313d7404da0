/** How a maintenance point was found and left: one tap says both. The draft keeps the names, the report the words. */
import type { Bilingual, ChecklistDraft } from "./draft";

export const FOUND: Readonly<Record<string, Bilingual>> = {
  fine: { zh: "良好", en: "fine" },
  dirty: { zh: "脏", en: "dirty" },
  loose: { zh: "松动", en: "loose" },
  worn: { zh: "磨损", en: "worn" },
};

export const LEFT: Readonly<Record<string, Bilingual>> = {
  fine: { zh: "良好", en: "fine" },
  clean: { zh: "已清洁", en: "clean" },
  adjusted: { zh: "已紧固调整", en: "fastened, adjusted" },
  replaced: { zh: "已更换", en: "replaced" },
  to_replace: { zh: "建议更换", en: "to be replaced" },
};

export interface Outcome {
  id: string;
  before: string;
  after: string;
}

export const OUTCOMES: readonly Outcome[] = [
  { id: "fine", before: "fine", after: "fine" },
  { id: "cleaned", before: "dirty", after: "clean" },
  { id: "adjusted", before: "loose", after: "adjusted" },
  { id: "replaced", before: "worn", after: "replaced" },
  { id: "to_replace", before: "worn", after: "to_replace" },
];

export function outcomeOf(list: ChecklistDraft, line: string): Outcome | undefined {
  return OUTCOMES.find((one) => one.before === list.before[line] && one.after === list.after[line]);
}

/** A name of the tables above in words; anything else was typed and stands as it is. */
export function foundText(name: string, language: "zh" | "en"): string {
  return FOUND[name]?.[language] ?? name;
}

export function leftText(name: string, language: "zh" | "en"): string {
  return LEFT[name]?.[language] ?? name;
}
