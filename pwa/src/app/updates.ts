/** The service worker from the page's side: registered after the first drawing, taken over only when the page says so. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { keepOfflineReady, type Offline } from "./offline_ready";

export interface Updates {
  /** A new build waits, complete. */
  waiting: ReadonlySignal<boolean>;
  offline: Offline;
  /** Switches to it and loads the page again. The screen asks first whether a draft is being written. */
  takeOver(): void;
}

const HOUR = 3600_000;

export function watchUpdates(window: Window): Updates {
  const { navigator, location } = window;
  const waiting = signal(false);
  let worker: ServiceWorker | null = null;
  const { serviceWorker } = navigator;
  const offer = (next: ServiceWorker | null) => {
    if (!next || !serviceWorker.controller) return; // the very first install is no update
    worker = next;
    waiting.value = true;
  };
  const onRegistered = (registration: ServiceWorkerRegistration) => {
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const next = registration.installing;
      next?.addEventListener("statechange", () => next.state === "installed" && offer(next));
    });
    setInterval(() => void registration.update().catch(() => undefined), HOUR); // offline: the next hour
  };
  const possible = import.meta.env.PROD && Boolean(serviceWorker);
  const offline = keepOfflineReady({
    window,
    register: possible ? () => serviceWorker.register("/app/sw.js", { scope: "/app/" }) : null,
    random: Math.random,
    onRegistered,
  });
  return {
    waiting,
    offline,
    takeOver() {
      serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      worker?.postMessage("take-over");
    },
  };
}
