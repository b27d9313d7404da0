/**
 * The shell, offline. Keeps exactly the files of its own build (all or nothing) and of the build before it, so that a
 * page that is still open can load its lazy parts. It owns no data: reports leave from the page, and /api is never touched.
 */
import { BUILD, FILES } from "./files";

declare const self: ServiceWorkerGlobalScope;

const PREFIX = "shell-";
const SHELL = "/app/index.html";
const CACHE = PREFIX + BUILD;
const SYNC_TAG = "send";

self.addEventListener("install", (event) => {
  event.waitUntil(precache());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldBuilds().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const ours = url.origin === self.location.origin && url.pathname.startsWith("/app/");
  if (request.method !== "GET" || !ours) return;
  event.respondWith(request.mode === "navigate" ? fromCache(SHELL, request) : fromCache(request, request));
});

// The page asks, when no draft is dirty; a new build never takes over by itself.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
});

// A bonus where the browser has it: the page does the sending, this only wakes it.
self.addEventListener("sync", (event) => {
  const sync = event as ExtendableEvent & { tag: string };
  if (sync.tag === SYNC_TAG) sync.waitUntil(wakePages());
});

/** `cache: "reload"`: a file from the HTTP cache may belong to another build. */
async function precache(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** `caches.keys()` is in order of creation: ours is the newest, the one before it stays. */
async function forgetOldBuilds(): Promise<void> {
  const others = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== CACHE);
  await Promise.all(others.slice(0, -1).map((key) => caches.delete(key)));
}

async function fromCache(key: RequestInfo, request: Request): Promise<Response> {
  const own = await (await caches.open(CACHE)).match(key);
  return own ?? (await caches.match(key)) ?? fetch(request);
}

async function wakePages(): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window" });
  for (const page of pages) page.postMessage("sync");
}
