/**
 * An open draft: changed in memory at once, written to IndexedDB a moment later, and at once when the
 * page goes away. "Saved" follows the commit, never the keystroke.
 */
import type { ReadonlySignal } from "@preact/signals";
import { signal } from "@preact/signals";
import type { Draft } from "../../domain/draft";

export type SaveState = { kind: "saved"; at: number | null } | { kind: "typing" } | { kind: "failed"; why: string };

export interface Session {
  draft: ReadonlySignal<Draft>;
  saved: ReadonlySignal<SaveState>;
  change: (move: (draft: Draft) => Draft) => void;
  flush: () => Promise<void>;
  /** the draft has become a report: nothing writes it again */
  end: () => void;
}

export interface SessionParts {
  draft: Draft;
  /** epoch ms of the last commit of this draft, when it was opened */
  savedAt: number | null;
  /** resolves when the draft is committed */
  save: (draft: Draft) => Promise<void>;
  clock: () => number;
}

const PAUSE_MS = 200;

export function openSession({ draft: first, savedAt, save, clock }: SessionParts): Session {
  const draft = signal(first);
  const saved = signal<SaveState>({ kind: "saved", at: savedAt });
  let written = first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | null = null;
  let ended = false;

  const write = async () => {
    while (written !== draft.peek() && !ended) {
      const now = draft.peek();
      try {
        await save(now);
      } catch (error) {
        saved.value = { kind: "failed", why: String(error) };
        return;
      }
      written = now;
    }
    saved.value = { kind: "saved", at: clock() };
  };

  const flush = async () => {
    clearTimeout(timer);
    if (ended || (written === draft.peek() && !writing)) return;
    writing ??= write().finally(() => {
      writing = null;
    });
    await writing;
  };

  return {
    draft,
    saved,
    change(move) {
      const next = move(draft.peek());
      if (next === draft.peek()) return;
      draft.value = next;
      if (saved.peek().kind === "saved") saved.value = { kind: "typing" };
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), PAUSE_MS);
    },
    flush,
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}
