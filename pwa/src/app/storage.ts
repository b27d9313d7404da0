/** Asking the browser to keep what is here; `canary.ts` notices when it did not. */
import type { Store } from "../store";

export interface StorageUse {
  used: number | null;
  free: number | null;
  photos: number;
  protected: boolean;
}

/** At login, when people expect questions. */
export async function protectStorage(store: Store): Promise<void> {
  const persisted = (await navigator.storage?.persist?.()) ?? false;
  await store.meta.set("persisted", persisted);
}

/**
 * Bytes that this origin may still write; null where the browser does not say. An estimate:
 * some answer the same round figure on every phone, so a write may still be refused before this comes to nothing.
 */
export async function freeSpace(): Promise<number | null> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined ? null : Math.max(0, quota - (usage ?? 0));
}

export async function storageUse(store: Store): Promise<StorageUse> {
  const estimate = await navigator.storage?.estimate?.();
  return {
    used: estimate?.usage ?? null,
    free: await freeSpace(),
    photos: await store.photos.size(),
    protected: (await navigator.storage?.persisted?.()) ?? false,
  };
}
