/** Words of the visit's screens: in the app's language, or in the customer's on the screens turned to them. */
import { useSpeech } from "../../app/context";
import type { Both } from "../../domain/safety_view";
import type { Format, Language, Values } from "../../i18n";
import { fill } from "../../i18n";
import { GROUPS } from "./groups";
import { say as LISTS } from "./lists/messages";
import { TECHNICIAN } from "./messages";
import { CUSTOMER } from "./messages_customer";
import { ENDING } from "./messages_ending";
import { say as OTHERS } from "./others/messages";
import { say as PHOTOS } from "./photos/messages";
import { say as RESULT } from "./result/messages";
import { say as SCAN } from "./scan/messages";
import { say as WORK } from "./work/messages";

const VISIT = { ...TECHNICIAN, ...CUSTOMER, ...ENDING, ...LISTS, ...OTHERS, ...PHOTOS, ...RESULT, ...SCAN, ...WORK };

export type TextKey = keyof typeof VISIT;

export interface Texts {
  language: Language;
  format: Format;
  t: (key: TextKey, values?: Values) => string;
  both: (text: Both) => string;
  group: (id: string) => string;
}

export function useTexts(): Texts {
  const { language, format } = useSpeech();
  return textsIn(language, format);
}

export function textsIn(language: Language, format: Format): Texts {
  return {
    language,
    format,
    t: (key, values) => fill(VISIT[key], language, values),
    both: (text) => text[language],
    group: (id) => GROUPS[id]?.[language] ?? id,
  };
}
