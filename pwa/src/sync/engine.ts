/** Runs rounds one after another, never two at once, and says how it stands. Knows no browser: `triggers.ts` does. */
import { fetchCard } from "./card";
import { iso, type Parts, UNSTUCK } from "./parts";
import { type RoundResult, syncRound } from "./round";
import { changePassword, type DeviceName, signIn, signOut } from "./session";
import type { Sync, SyncState } from "./shapes";

export interface Engine extends Omit<Sync, "start"> {
  /** A round, unless one is running: then one more after it. */
  run(): Promise<void>;
  /** Epoch milliseconds: when the next round is due by itself. */
  dueAt(): number;
  /** The network may be back: don't wait for the back-offs that its loss has caused. */
  networkBack(): Promise<void>;
}

const CALM = 5 * 60_000;
const NOT_REACHED = 15_000;
const LONGEST_NOT_REACHED = 5 * 60_000;

export function createEngine(parts: Parts, device: DeviceName): Engine {
  const listeners = new Set<(state: SyncState) => void>();
  let state: SyncState = { reach: "unknown", busy: false, needsLogin: false };
  let running: Promise<void> | null = null;
  let again = false;
  let due = 0;
  let misses = 0;

  const say = (change: Partial<SyncState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener(state);
  };

  const takeIn = ({ reached, needsLogin, nextAt }: RoundResult) => {
    misses = reached ? 0 : misses + 1;
    const patience = reached ? CALM : Math.min(LONGEST_NOT_REACHED, NOT_REACHED * 2 ** (misses - 1));
    due = Math.min(nextAt ?? Number.POSITIVE_INFINITY, parts.clock() + patience);
    say({ reach: reached ? "online" : "offline", needsLogin: reached ? needsLogin : state.needsLogin });
  };

  const rounds = async () => {
    say({ busy: true });
    try {
      do {
        again = false;
        const ran = await parts.lock(async () => takeIn(await syncRound(parts)));
        if (!ran) due = parts.clock() + NOT_REACHED; // another tab is at it
      } while (again);
    } catch (error) {
      due = parts.clock() + NOT_REACHED;
      await parts.store.log.add(iso(parts), "error", `round: ${error instanceof Error ? error.message : "failed"}`);
    } finally {
      running = null;
      say({ busy: false });
    }
  };

  const run = () => {
    if (running) again = true;
    else running = rounds();
    return running ?? Promise.resolve();
  };

  const afterLogin = async () => {
    await resetTrouble(parts, (kind) => kind !== "needs_person");
    void run();
  };

  return {
    run,
    dueAt: () => due,
    async networkBack() {
      misses = 0;
      await run();
    },
    nudge: () => void run(),
    async now() {
      await resetTrouble(parts, (kind) => kind === "backoff");
      await run();
    },
    async retry(id) {
      await parts.store.outbox.update(id, (row) => ({ ...row, ...UNSTUCK }));
      await parts.store.messages.update(id, (row) => ({ ...row, ...UNSTUCK }));
      await run();
    },
    async signIn(credentials) {
      const outcome = await signIn(credentials, device, parts);
      if (outcome.ok) {
        say({ reach: "online", needsLogin: false });
        await afterLogin();
      }
      return outcome;
    },
    signOut: () => signOut(parts),
    async changePassword(current, next) {
      const outcome = await changePassword(current, next, parts);
      if (outcome.ok) await afterLogin();
      return outcome;
    },
    fetchCard: (reportId) => fetchCard(reportId, parts),
    listen(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
  };
}

type TroubleKind = "waiting_login" | "backoff" | "needs_person";

async function resetTrouble({ store }: Parts, which: (kind: TroubleKind) => boolean): Promise<void> {
  for (const row of await store.outbox.list()) {
    if (row.trouble && which(row.trouble.kind)) await store.outbox.update(row.id, (now) => ({ ...now, ...UNSTUCK }));
  }
  for (const row of await store.messages.list()) {
    if (row.trouble && which(row.trouble.kind)) await store.messages.update(row.id, (now) => ({ ...now, ...UNSTUCK }));
  }
}
