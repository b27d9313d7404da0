/**
 * The shell, offline. Keeps exactly the files of its own build (all or nothing) and of the build before it, so that a
 * page that is still open can load its lazy parts. It owns no data: reports leave from the page, and /api is never touched.
 */
import { BUILD, FILES, LATER } from "./files";

declare const self: ServiceWorkerGlobalScope;

const PREFIX = "shell-";
const SHELL = "/app/index.html";
const CACHE = PREFIX + BUILD;
/** Outlives builds: nobody fetches the reader of codes again for a change elsewhere. */
const LATER_CACHE = "later";
const SYNC_TAG = "send";

self.addEventListener("install", (event) => {
  event.waitUntil(precache());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([forgetOldBuilds(), forgetOldLater()]).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const ours = url.origin === self.location.origin && url.pathname.startsWith("/app/");
  if (request.method !== "GET" || !ours) return;
  if (LATER.includes(url.pathname)) event.respondWith(keptOnUse(request));
  else event.respondWith(request.mode === "navigate" ? fromCache(SHELL, request) : fromCache(request, request));
});

// The page asks, when no draft is dirty; a new build never takes over by itself.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
  if (event.data === "keep-scanner") event.waitUntil(keepLater());
});

// A bonus where the browser has it: the page does the sending, this only wakes it.
self.addEventListener("sync", (event) => {
  const sync = event as ExtendableEvent & { tag: string };
  if (sync.tag === SYNC_TAG) sync.waitUntil(wakePages());
});

const HASHED = "/app/assets/";

/**
 * `cache: "reload"`: a file from the HTTP cache may belong to another build. Names with a hash are their content: what the
 * page has loaded already is not fetched twice, and an install that broke off goes on where it was.
 */
async function precache(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    await cache.addAll(
      FILES.map((file) => new Request(file, { cache: file.startsWith(HASHED) ? "default" : "reload" })),
    );
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

async function keptOnUse(request: Request): Promise<Response> {
  const cache = await caches.open(LATER_CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/** Without a network there is another time: it is asked for at every start. */
async function keepLater(): Promise<void> {
  const cache = await caches.open(LATER_CACHE);
  for (const file of LATER) if (!(await cache.match(file))) await cache.add(file).catch(() => undefined);
}

async function forgetOldLater(): Promise<void> {
  const cache = await caches.open(LATER_CACHE);
  const old = (await cache.keys()).filter((request) => !LATER.includes(new URL(request.url).pathname));
  await Promise.all(old.map((request) => cache.delete(request)));
}

async function wakePages(): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window" });
  for (const page of pages) page.postMessage("sync");
}
