/** Phrases that are tapped instead of typed: a text is made of them, and a second tap takes one out again. */
const BETWEEN = { zh: "；", en: "; " } as const;

export function hasPhrase(text: string, phrase: string): boolean {
  return partsOf(text).includes(phrase);
}

export function togglePhrase(text: string, phrase: string, language: "zh" | "en"): string {
  const parts = partsOf(text);
  const next = parts.includes(phrase) ? parts.filter((part) => part !== phrase) : [...parts, phrase];
  return next.join(BETWEEN[language]);
}

function partsOf(text: string): string[] {
  return text
    .split(/[；;]/)
    .map((part) => part.trim())
    .filter(Boolean);
}
