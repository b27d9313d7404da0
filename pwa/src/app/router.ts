/** Where we are, as a signal. The hash is enough: one document, works from the cache, back goes back. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { href, parseRoute, type Route, type ScreenName } from "./routes";

export interface Router {
  route: ReadonlySignal<Route>;
  go(screen: ScreenName, ...parts: readonly string[]): void;
  /** Takes the place of the present screen: back does not lead to it again. */
  replace(screen: ScreenName, ...parts: readonly string[]): void;
  /** One step back within the app, or to `fallback` when this is where somebody came in. */
  back(fallback: ScreenName, ...parts: readonly string[]): void;
}

export function createRouter(window: Window): Router {
  const { location, history } = window;
  const route = signal(parseRoute(location.hash));
  let depth = depthOf(history.state);
  window.addEventListener("hashchange", () => {
    // A fresh entry has no state yet: it is one step deeper than where we were.
    if (history.state === null) history.replaceState({ depth: depth + 1 }, "");
    depth = depthOf(history.state);
    route.value = parseRoute(location.hash);
  });
  const replace = (address: string) => {
    history.replaceState({ depth }, "", address);
    route.value = parseRoute(address);
  };
  return {
    route,
    go(screen, ...parts) {
      location.hash = href(screen, ...parts);
    },
    replace: (screen, ...parts) => replace(href(screen, ...parts)),
    back(screen, ...parts) {
      if (depth > 0) history.back();
      else replace(href(screen, ...parts));
    },
  };
}

function depthOf(state: unknown): number {
  const depth = (state as { depth?: unknown } | null)?.depth;
  return typeof depth === "number" ? depth : 0;
}
