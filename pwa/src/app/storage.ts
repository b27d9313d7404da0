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

export async function storageUse(store: Store): Promise<StorageUse> {
  const estimate = await navigator.storage?.estimate?.();
  const { usage, quota } = estimate ?? {};
  return {
    used: usage ?? null,
    free: quota === undefined ? null : Math.max(0, quota - (usage ?? 0)),
    photos: await store.photos.size(),
    protected: (await navigator.storage?.persisted?.()) ?? false,
  };
}
