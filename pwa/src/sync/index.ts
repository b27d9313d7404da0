/** See README.md. `createSync` gives the engine this browser's network, lock, clock and chance. */
import type { Store } from "../store";
import { createEngine } from "./engine";
import { browserNetwork } from "./network";
import type { Sync } from "./shapes";
import { startTriggers } from "./triggers";

export * from "./shapes";

const LOCK = "fuwuka-sync";

export interface SyncOptions {
  store: Store;
  window: Window;
  clock: () => number;
  newId: () => string;
  language: () => string;
  version: string;
}

export function createSync({ store, window, clock, newId, language, version }: SyncOptions): Sync {
  const { navigator } = window;
  const parts = {
    store,
    network: browserNetwork(language),
    clock,
    random: Math.random,
    lock: tabLock(navigator),
    version,
    free: () => freeBytes(navigator),
  };
  const engine = createEngine(parts, { newId, name: () => deviceName(navigator) });
  return { ...engine, start: () => startTriggers(engine, window, clock) };
}

/** Without Web Locks two tabs may both send; the server makes that harmless. */
function tabLock(navigator: Navigator) {
  return async (work: () => Promise<void>): Promise<boolean> => {
    if (!navigator.locks) {
      await work();
      return true;
    }
    return navigator.locks.request(LOCK, { ifAvailable: true }, async (held) => {
      if (held) await work();
      return held !== null;
    });
  };
}

async function freeBytes(navigator: Navigator): Promise<number | null> {
  const estimate = await navigator.storage?.estimate?.();
  return estimate?.quota === undefined ? null : Math.max(0, Math.floor(estimate.quota - (estimate.usage ?? 0)));
}

/** "Android · Chrome": enough for the office to tell two phones of one person apart. */
function deviceName({ userAgent }: Navigator): string {
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(userAgent)?.[0] ?? "?";
  const browser = /MicroMessenger|Edg|Firefox|CriOS|Chrome|Safari/.exec(userAgent)?.[0] ?? "?";
  return `${system} · ${browser}`;
}
