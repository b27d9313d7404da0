/** Phrases to tap under a text field. They read in the app's language and write in the customer's. */
import type { Bilingual } from "../../../domain/draft";
import { hasPhrase, togglePhrase } from "../../../domain/phrases";
import { useDraft } from "../context";
import { useTexts } from "../texts";

interface PhrasesProps {
  label: string;
  phrases: readonly Bilingual[];
  text: string;
  onText: (text: string) => void;
}

export function Phrases({ label, phrases, text, onText }: PhrasesProps) {
  const { both } = useTexts();
  const language = useDraft((draft) => draft.language);
  if (phrases.length === 0) return null;
  return (
    <fieldset class="phrases" aria-label={label}>
      {phrases.map((phrase) => (
        <button
          key={phrase.zh}
          type="button"
          class="phrase"
          aria-pressed={hasPhrase(text, phrase[language])}
          onClick={() => onText(togglePhrase(text, phrase[language], language))}
        >
          {both(phrase)}
        </button>
      ))}
    </fieldset>
  );
}
