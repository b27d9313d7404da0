/** One tab at a time writes a draft: two would overwrite each other's typing without a word. */

const PATIENCE_MS = 1500;

/** Resolves to the function that lets go, or null when another tab holds the draft. Without Web Locks nobody is kept out. */
export async function holdDraft(key: string): Promise<(() => void) | null> {
  if (!navigator.locks) return () => {};
  return new Promise((answer) => {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const held = navigator.locks.request(
      `draft:${key}`,
      { signal: patience },
      () => new Promise<void>((letGo) => answer(letGo)),
    );
    held.catch(() => answer(null));
  });
}
