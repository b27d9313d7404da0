/**
 * Texts in both languages, side by side: `{zh, en}`, the same shape that the catalog uses. A text without one of them does
 * not compile. `{name}` is filled in; `{n:photo/photos}` picks by number. Each feature keeps its own `messages.ts`.
 */
export type Language = "zh" | "en";
export type Text = Readonly<Record<Language, string>>;
export type Values = Readonly<Record<string, string | number>>;

/** Keeps the keys' names for the compiler and asks both languages of every text. */
export function messages<Key extends string>(texts: Readonly<Record<Key, Text>>): Readonly<Record<Key, Text>> {
  return texts;
}

const PLACE = /\{(\w+)(?::([^/}]*)\/([^}]*))?\}/g;

export function fill(text: Text, language: Language, values: Values = {}): string {
  return text[language].replace(PLACE, (_, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (one === undefined) return String(value ?? "");
    return Number(value) === 1 ? one : (other ?? "");
  });
}

export const HTML_LANG: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en" };
