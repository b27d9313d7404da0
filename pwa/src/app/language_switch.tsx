import { HTML_LANG } from "../i18n";
import { Icon } from "../ui";
import { useApp } from "./context";
import { changeSettings } from "./settings";

const OTHER = { zh: { language: "en", name: "English" }, en: { language: "zh", name: "中文" } } as const;

/** The other language, in its own words, one tap away. */
export function LanguageSwitch() {
  const app = useApp();
  const { language, name } = OTHER[app.model.language.value];
  return (
    <button
      class="link link--corner"
      type="button"
      lang={HTML_LANG[language]}
      onClick={() => changeSettings(app, { language })}
    >
      <Icon name="speech" size="s" />
      {name}
    </button>
  );
}
