/** The service worker from the page's side: registered after the first drawing, taken over only when the page says so. */
import { type ReadonlySignal, signal } from "@preact/signals";

export interface Updates {
  /** A new build waits, complete. */
  waiting: ReadonlySignal<boolean>;
  /** Switches to it and loads the page again. The screen asks first whether a draft is being written. */
  takeOver(): void;
}

const HOUR = 3600_000;

export function watchUpdates({ navigator, location }: Window): Updates {
  const waiting = signal(false);
  let worker: ServiceWorker | null = null;
  const { serviceWorker } = navigator;
  const offer = (next: ServiceWorker | null) => {
    if (!next || !serviceWorker.controller) return; // the very first install is no update
    worker = next;
    waiting.value = true;
  };
  const watch = (registration: ServiceWorkerRegistration) => {
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const next = registration.installing;
      next?.addEventListener("statechange", () => next.state === "installed" && offer(next));
    });
    setInterval(() => void registration.update().catch(() => undefined), HOUR); // offline: the next hour
  };
  if (import.meta.env.PROD && serviceWorker) {
    void serviceWorker.register("/app/sw.js", { scope: "/app/" }).then(watch, () => undefined); // private windows refuse
  }
  return {
    waiting,
    takeOver() {
      serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      worker?.postMessage("take-over");
    },
  };
}
