/**
 * Which component draws which route. Every screen is `src/features/<name>/screen.tsx` with a default export that takes
 * `ScreenProps`; Today comes with the first load, the others when they are wanted (the service worker has them already).
 */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import Today from "../features/today/screen";
import { Button, TopBar } from "../ui";
import { type ScreenProps, useApp, useSpeech } from "./context";
import { say } from "./messages";
import type { Route, ScreenName } from "./routes";

type Screen = ComponentType<ScreenProps>;
type Loaded = { state: "loading" } | { state: "failed" } | { state: "ready"; name: ScreenName; Screen: Screen };

const FILES = import.meta.glob<{ default: Screen }>(["../features/*/screen.tsx", "!../features/today/screen.tsx"]);
const FOLDER: Partial<Record<ScreenName, string>> = { me: "settings", password: "sign-in" };

/** Signed out, only these can be seen; with an old password, only the change of it. */
export function allowedRoute(route: Route, person: { mustChangePassword: boolean } | null): Route {
  if (!person) return { screen: "sign-in", id: "", rest: [] };
  if (person.mustChangePassword) return { screen: "password", id: "", rest: [] };
  return route.screen === "sign-in" && route.id !== "again" ? { screen: "today", id: "", rest: [] } : route;
}

export function CurrentScreen() {
  const { model, router } = useApp();
  const person = model.person.value;
  const route = allowedRoute(router.route.value, person && { mustChangePassword: person.me.must_change_password });
  const loaded = useScreen(route.screen);
  if (route.screen === "today") return <Today id={route.id} rest={route.rest} />;
  if (loaded.state === "failed") return <DidNotOpen />;
  if (loaded.state === "loading") return <Opening />;
  return <loaded.Screen key={route.id} id={loaded.name === "password" ? "password" : route.id} rest={route.rest} />;
}

function useScreen(name: ScreenName): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading" });
  useEffect(() => {
    let wanted = true;
    if (name === "today") return;
    const file = FILES[`../features/${FOLDER[name] ?? name}/screen.tsx`];
    const load = file ? file() : Promise.reject(new Error(`no screen ${name}`));
    load.then(
      (module) => wanted && setLoaded({ state: "ready", name, Screen: module.default }),
      () => wanted && setLoaded({ state: "failed" }),
    );
    return () => {
      wanted = false;
    };
  }, [name]);
  return loaded.state === "ready" && loaded.name !== name ? { state: "loading" } : loaded;
}

function Opening() {
  const { t } = useSpeech();
  return (
    <main class="nothing" aria-busy="true">
      <h1 class="unseen">{t(say.loading)}</h1>
    </main>
  );
}

function DidNotOpen() {
  const { t } = useSpeech();
  const { router } = useApp();
  return (
    <>
      <TopBar title={t(say.loadFailed)} back={{ label: t(say.back), go: () => router.replace("today") }} />
      <main class="nothing">
        <p>{t(say.loadFailedWhy)}</p>
        <Button onClick={() => window.location.reload()}>{t(say.again)}</Button>
      </main>
    </>
  );
}
