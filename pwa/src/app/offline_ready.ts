/**
 * Whether this phone can open the app without a network, as it is and not as we wish. Browsers drop a service worker whose
 * first install failed without a word and never try again by themselves: a flaky network at the first visit must not
 * leave a technician with an app that is not there in the cellar.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { backoff } from "../sync/backoff";

export type OfflineReady =
  | { kind: "ready" }
  | { kind: "preparing" }
  /** the download broke off; it is tried again */
  | { kind: "interrupted" }
  /** the browser has no service worker here: a private window, or an address without https */
  | { kind: "impossible" };

export interface Offline {
  ready: ReadonlySignal<OfflineReady>;
  /** Asks now, not when the pause is over. */
  tryNow(): void;
}

export interface OfflineParts {
  window: Pick<Window, "addEventListener" | "setTimeout" | "clearTimeout">;
  /** null: there is no such thing in this browser, or in development. @throws when its file cannot be fetched */
  register: (() => Promise<ServiceWorkerRegistration>) | null;
  random: () => number;
  /** once, when there is a registration that holds */
  onRegistered: (registration: ServiceWorkerRegistration) => void;
}

export function keepOfflineReady({ window, register, random, onRegistered }: OfflineParts): Offline {
  const ready = signal<OfflineReady>({ kind: register ? "preparing" : "impossible" });
  let attempts = 0;
  let timer: number | undefined;

  const interrupted = () => {
    attempts += 1;
    ready.value = { kind: "interrupted" };
    window.clearTimeout(timer);
    timer = window.setTimeout(attempt, backoff(attempts, random()));
  };
  const done = (registration: ServiceWorkerRegistration) => {
    ready.value = { kind: "ready" };
    onRegistered(registration);
  };
  const attempt = () => {
    if (!register) return;
    window.clearTimeout(timer);
    ready.value = { kind: "preparing" };
    void register().then(
      (registration) => {
        if (registration.active) done(registration);
        else follow(registration, { done, interrupted });
      },
      (error) => {
        if (isForbidden(error)) ready.value = { kind: "impossible" };
        else interrupted();
      },
    );
  };
  const tryNow = () => {
    if (ready.peek().kind !== "interrupted") return;
    attempts = 0;
    attempt();
  };
  attempt();
  window.addEventListener("online", tryNow);
  return { ready, tryNow };
}

interface Outcome {
  done: (registration: ServiceWorkerRegistration) => void;
  interrupted: () => void;
}

/** The first install ends as active, or as redundant when a file of it could not be fetched. */
function follow(registration: ServiceWorkerRegistration, { done, interrupted }: Outcome): void {
  const worker = registration.installing ?? registration.waiting;
  if (!worker) {
    interrupted();
    return;
  }
  const look = () => {
    if (worker.state === "activated") done(registration);
    else if (worker.state === "redundant") interrupted();
    else return;
    worker.removeEventListener("statechange", look);
  };
  worker.addEventListener("statechange", look);
  look();
}

function isForbidden(error: unknown): boolean {
  return error instanceof DOMException && ["SecurityError", "NotSupportedError"].includes(error.name);
}
