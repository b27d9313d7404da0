/** What the engine is given: everything that is not a rule. Tests pass their own clock, network, lock and chance. */
import type { Attempts, PersonRow, Store, Trouble } from "../store";
import { backoff } from "./backoff";
import type { Meaning } from "./judge";
import type { Network } from "./network";

export interface Parts {
  store: Store;
  network: Network;
  /** Epoch milliseconds. */
  clock: () => number;
  /** In [0, 1). */
  random: () => number;
  /** Runs `work` unless another tab is at it; answers whether it ran. */
  lock: (work: () => Promise<void>) => Promise<boolean>;
  version: string;
  /** Bytes that the browser still grants, or null when it won't say. */
  free: () => Promise<number | null>;
}

export type Stuck = Attempts & { trouble: Trouble | null };

export const UNSTUCK: Stuck = { attempts: 0, nextAt: 0, trouble: null };

/** What an answer that is not a success makes of an item. Nothing is ever dropped. */
export function stuckBy(meaning: Exclude<Meaning, { kind: "success" }>, before: Attempts, parts: Parts): Stuck {
  const attempts = before.attempts + 1;
  if (meaning.kind === "login") return { attempts: before.attempts, nextAt: 0, trouble: { kind: "waiting_login" } };
  if (meaning.kind === "person") return { attempts, nextAt: 0, trouble: { kind: "needs_person", ...meaning.problem } };
  const nextAt = parts.clock() + backoff(attempts, parts.random(), meaning.wait);
  return { attempts, nextAt, trouble: { kind: "backoff", code: meaning.code } };
}

export const NO_LOGIN: Pick<Stuck, "trouble"> = { trouble: { kind: "waiting_login" } };

export function iso(parts: Pick<Parts, "clock">): string {
  return new Date(parts.clock()).toISOString();
}

/** Due now? A person's problem waits for a person; a login's for a token. */
export function isDue(item: Stuck, now: number, author: PersonRow | undefined): boolean {
  if (item.trouble?.kind === "needs_person") return false;
  if (item.trouble?.kind === "waiting_login") return Boolean(author?.uploadToken);
  return item.nextAt <= now;
}

/** The token was refused: forget it, unless a login in another tab has already brought a new one. */
export async function refuseToken(store: Store, userId: string, token: string): Promise<void> {
  await store.people.forgetToken(userId, token);
}
