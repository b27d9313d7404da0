import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepOfflineReady } from "./offline_ready";

/** A worker that does what a browser's does: installing, then activated or redundant. */
class Worker extends EventTarget {
  state = "installing";
  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

function registrationOf(parts: { active?: Worker; installing?: Worker }): ServiceWorkerRegistration {
  return { active: null, installing: null, waiting: null, ...parts } as unknown as ServiceWorkerRegistration;
}

function phone(answers: (() => Promise<ServiceWorkerRegistration>)[]) {
  const window = Object.assign(new EventTarget(), {
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms) as unknown as number,
    clearTimeout: (timer?: number) => clearTimeout(timer),
  });
  const found: ServiceWorkerRegistration[] = [];
  let asked = 0;
  const offline = keepOfflineReady({
    window: window as unknown as Window,
    register: () => {
      asked += 1;
      return answers.shift()?.() ?? Promise.reject(new TypeError("no network"));
    },
    random: () => 1,
    onRegistered: (registration) => void found.push(registration),
  });
  return { window, offline, found, asked: () => asked };
}

describe("being ready to work offline", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is there when a worker holds the app", async () => {
    const { offline, found } = phone([async () => registrationOf({ active: new Worker() })]);
    await vi.advanceTimersByTimeAsync(0);
    expect(offline.ready.value).toEqual({ kind: "ready" });
    expect(found).toHaveLength(1);
  });

  it("is prepared again after an install that broke off, with a longer pause each time", async () => {
    const [first, second] = [new Worker(), new Worker()];
    const { offline, found, asked } = phone([
      async () => registrationOf({ installing: first }),
      async () => registrationOf({ installing: second }),
    ]);
    await vi.advanceTimersByTimeAsync(0);
    expect(offline.ready.value.kind).toBe("preparing");
    first.become("redundant");
    expect(offline.ready.value.kind).toBe("interrupted");
    await vi.advanceTimersByTimeAsync(3_900);
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(offline.ready.value.kind).toBe("preparing");
    second.become("redundant");
    await vi.advanceTimersByTimeAsync(7_900);
    expect(asked()).toBe(2);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked()).toBe(3);
    expect(found).toEqual([]);
  });

  it("is prepared at once when the network comes back", async () => {
    const worker = new Worker();
    const { window, offline, found } = phone([
      () => Promise.reject(new TypeError("no network")),
      async () => registrationOf({ installing: worker }),
    ]);
    await vi.advanceTimersByTimeAsync(0);
    expect(offline.ready.value.kind).toBe("interrupted");
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    worker.become("activated");
    expect(offline.ready.value.kind).toBe("ready");
    expect(found).toHaveLength(1);
  });

  it("is called impossible where the browser forbids it, and not asked for again and again", async () => {
    const { offline, asked } = phone([() => Promise.reject(new DOMException("no", "SecurityError"))]);
    await vi.advanceTimersByTimeAsync(3600_000);
    expect(offline.ready.value).toEqual({ kind: "impossible" });
    expect(asked()).toBe(1);
  });
});
