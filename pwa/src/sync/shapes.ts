/** What the screens may ask of the sync, and what it answers: values, never exceptions. */
import type { Trouble } from "../store";

/** Did the server answer, and as itself? `unknown` until the first try. */
export type Reach = "unknown" | "online" | "offline";

export interface SyncState {
  reach: Reach;
  /** A round is on its way now. */
  busy: boolean;
  /** The cookie session is gone: pulling needs a login; sending goes on under the upload tokens. */
  needsLogin: boolean;
}

export type Failure = { ok: false; code: string; detail: string };
export type Outcome<Value> = { ok: true; value: Value } | Failure;

export interface Credentials {
  username: string;
  password: string;
}

export interface Sync {
  /** Begins to listen to network, visibility and the clock. Returns how to stop. */
  start(): () => void;
  /** Something was put into the outbox: look at it soon. */
  nudge(): void;
  /** Do all of it now, back-offs included; resolves when the round is over. */
  now(): Promise<void>;
  /** Try one report or message again at once, after a person has looked. */
  retry(id: string): Promise<void>;
  signIn(credentials: Credentials): Promise<Outcome<{ mustChangePassword: boolean }>>;
  signOut(): Promise<void>;
  changePassword(current: string, next: string): Promise<Outcome<null>>;
  /** The sealed PDF, under the cookie session. `code: "not_ready"` while the server is making it. */
  fetchCard(reportId: string): Promise<Outcome<Blob>>;
  listen(listener: (state: SyncState) => void): () => void;
}

export type { Trouble };
