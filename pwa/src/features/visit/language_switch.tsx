/** The customer's language, one tap away on the screens that are turned to them. It becomes the report's language. */
import { HTML_LANG } from "../../i18n";
import { Icon } from "../../ui";
import { useDraft, useVisit } from "./context";

const OTHER = { zh: { language: "en", name: "English" }, en: { language: "zh", name: "中文" } } as const;

export function LanguageSwitch() {
  const visit = useVisit();
  const other = OTHER[useDraft((draft) => draft.language)];
  return (
    <button
      class="link link--corner"
      type="button"
      lang={HTML_LANG[other.language]}
      onClick={() => visit.change((draft) => ({ ...draft, language: other.language }))}
    >
      <Icon name="speech" size="s" />
      {other.name}
    </button>
  );
}
