/**
 * An open draft: changed in memory at once, written to IndexedDB a moment later, and at once when the
 * page goes away. "Saved" follows the commit, never the keystroke. What is expensive to know of a draft follows
 * `settled`, which waits while figures are typed, so that a digit stands on the screen before it is judged.
 */
import type { ReadonlySignal } from "@preact/signals";
import { batch, signal } from "@preact/signals";
import type { Draft } from "../../domain/draft";

export type SaveState = { kind: "saved"; at: number | null } | { kind: "typing" } | { kind: "failed"; why: string };

export interface Session {
  draft: ReadonlySignal<Draft>;
  /** the draft; behind it only between two keystrokes of one field */
  settled: ReadonlySignal<Draft>;
  saved: ReadonlySignal<SaveState>;
  change: (move: (draft: Draft) => Draft) => void;
  /** a change by a keystroke: as safe as any other, only `settled` follows when the typing pauses */
  type: (move: (draft: Draft) => Draft) => void;
  /** at once: the field is left, or something is about to be decided */
  settle: () => void;
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
/** Longer than a frame of a slow phone, shorter than a thumb needs for the next digit. */
const SETTLE_MS = 80;

export function openSession({ draft: first, savedAt, save, clock }: SessionParts): Session {
  const draft = signal(first);
  const settled = signal(first);
  const saved = signal<SaveState>({ kind: "saved", at: savedAt });
  let written = first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
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

  const settle = () => {
    clearTimeout(settling);
    settled.value = draft.peek();
  };

  const put = (move: (draft: Draft) => Draft): boolean => {
    const next = move(draft.peek());
    if (next === draft.peek()) return false;
    draft.value = next;
    if (saved.peek().kind === "saved") saved.value = { kind: "typing" };
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), PAUSE_MS);
    return true;
  };

  return {
    draft,
    settled,
    saved,
    change(move) {
      batch(() => {
        if (put(move)) settle();
      });
    },
    type(move) {
      if (!put(move)) return;
      clearTimeout(settling);
      settling = setTimeout(settle, SETTLE_MS);
    },
    settle,
    flush,
    end() {
      ended = true;
      clearTimeout(timer);
      clearTimeout(settling);
    },
  };
}
