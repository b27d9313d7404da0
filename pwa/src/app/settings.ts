import type { App } from "./context";
import type { Settings } from "./model";

/** Shown at once, kept beside. */
export function changeSettings({ model, store }: App, change: Partial<Settings>): void {
  const next = { ...model.settings.value, ...change };
  model.settings.value = next;
  void store.meta.set("settings", next);
}
