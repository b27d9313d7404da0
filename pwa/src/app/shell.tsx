/** The page around the screens: settings on the root element, focus after navigation. */
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { HTML_LANG } from "../i18n";
import { type App, AppContext } from "./context";
import { CurrentScreen } from "./screens";
import { UpdateLine } from "./update_line";

export function Shell({ app }: { app: App }) {
  useSignalEffect(() => {
    const { language, theme, text } = app.model.settings.value;
    const root = document.documentElement;
    root.lang = HTML_LANG[language];
    root.dataset["text"] = text;
    if (theme === "auto") delete root.dataset["theme"];
    else root.dataset["theme"] = theme;
  });
  useFocusOnNavigation(app);
  return (
    <AppContext.Provider value={app}>
      <div class="app">
        <CurrentScreen />
        <UpdateLine />
      </div>
    </AppContext.Provider>
  );
}

/** A screen reader hears the new screen's title; the first screen keeps the browser's own focus. */
function useFocusOnNavigation(app: App): void {
  const { screen, id } = app.router.route.value;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    const title = document.querySelector("h1");
    if (document.activeElement === document.body) title?.focus({ preventScroll: true });
  }, [screen, id]);
}
