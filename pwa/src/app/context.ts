/** What every screen may reach: `useApp()` for the store, sync, router and signals; `useSpeech()` for words. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Store } from "../store";
import type { Sync } from "../sync";
import type { Installer } from "./install";
import { type Model, type Speech, speech } from "./model";
import type { Router } from "./router";
import type { Updates } from "./updates";

export interface App {
  store: Store;
  sync: Sync;
  router: Router;
  model: Model;
  installer: Installer;
  updates: Updates;
  /** Epoch milliseconds. */
  clock: () => number;
  newId: () => string;
  /** Visits that are being left, by key, and still write: opening one again waits for it. */
  leaving: Map<string, Promise<void>>;
}

/** What a screen's module exports as its default component takes. */
export interface ScreenProps {
  id: string;
  rest: readonly string[];
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("useApp outside of <AppContext.Provider>");
  return app;
}

/** Reads signals: the component is drawn again when the language changes. */
export function useSpeech(): Speech {
  return speech(useApp().model);
}
