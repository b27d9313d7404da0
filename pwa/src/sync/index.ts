import type { Store } from "../store";
import type { Sync } from "./shapes";

export * from "./shapes";

export function createSync(_store: Store): Sync {
  const offline = { ok: false, code: "offline", detail: "" } as const;
  return {
    start: () => () => undefined,
    nudge: () => undefined,
    now: async () => undefined,
    retry: async () => undefined,
    signIn: async () => offline,
    signOut: async () => undefined,
    changePassword: async () => offline,
    fetchCard: async () => offline,
    listen: () => () => undefined,
  };
}
