/** When to look: network back, page seen again, something queued, time. Background Sync only where it exists (not on iOS). */
import type { Engine } from "./engine";

const LOOK = 5_000;
const SYNC_TAG = "send";

export function startTriggers(engine: Engine, window: Window, clock: () => number): () => void {
  const { document, navigator } = window;
  const back = () => void engine.networkBack();
  const seen = () => {
    if (document.visibilityState === "visible") back();
    else void askForBackgroundSync(navigator);
  };
  const woken = (event: MessageEvent<unknown>) => {
    if (event.data === "sync") back();
  };
  const timer = window.setInterval(() => {
    if (clock() >= engine.dueAt()) void engine.run();
  }, LOOK);
  window.addEventListener("online", back);
  window.addEventListener("offline", back); // says "offline" within a second
  document.addEventListener("visibilitychange", seen);
  navigator.serviceWorker?.addEventListener("message", woken);
  void engine.run();
  return () => {
    window.clearInterval(timer);
    window.removeEventListener("online", back);
    window.removeEventListener("offline", back);
    document.removeEventListener("visibilitychange", seen);
    navigator.serviceWorker?.removeEventListener("message", woken);
  };
}

type WithSync = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

async function askForBackgroundSync(navigator: Navigator): Promise<void> {
  const registration: WithSync | undefined = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register(SYNC_TAG).catch(() => undefined); // refused in private windows: the timer is there
}
