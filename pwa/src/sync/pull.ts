/** Jobs and catalog come in. */
import type { Catalog, PersonRow, PulledJob } from "../store";
import { isRecord, judge } from "./judge";
import { iso, type Parts } from "./parts";

const COOKIE = { kind: "cookie", csrf: null } as const;
/** 50 pages of the server's size is far above any technician's list: a server that says "more" for ever is stopped. */
const MOST_PAGES = 50;

export type Pulled = "done" | "login" | "later";

export async function pullJobs(person: PersonRow, parts: Parts): Promise<Pulled> {
  const { store, network } = parts;
  let cursor = await store.meta.cursor(person.id);
  let snapshot = cursor === "";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const meaning = judge(
      await network.ask({ method: "GET", path: `pull?cursor=${encodeURIComponent(cursor)}`, auth: COOKIE }),
    );
    if (meaning.kind === "person" && meaning.status === 410 && !snapshot) {
      cursor = "";
      snapshot = true;
      continue;
    }
    if (meaning.kind === "login") return "login";
    const pulled = meaning.kind === "success" ? readPull(meaning.json) : null;
    if (!pulled) return "later";
    await store.jobs.applyPull(person.id, { ...pulled, snapshot });
    cursor = pulled.cursor;
    snapshot = false;
    if (!pulled.more) break;
  }
  await store.meta.set("last_pull", iso(parts));
  return "done";
}

function readPull(json: unknown): { jobs: PulledJob[]; removed: string[]; cursor: string; more: boolean } | null {
  if (!isRecord(json)) return null;
  const { jobs, removed, cursor, more } = json;
  if (!Array.isArray(jobs) || !Array.isArray(removed) || typeof cursor !== "string") return null;
  const ids = removed.filter(isRecord).map((job) => String(job["id"]));
  return { jobs: jobs as PulledJob[], removed: ids, cursor, more: more === true };
}

/** Only when the server's version is another than ours; its ETag saves the bytes when it is not. */
export async function pullCatalog(version: number, parts: Parts): Promise<void> {
  const { store, network } = parts;
  const saved = await store.catalogs.latest();
  if (saved?.catalog.version === version) return;
  const headers = saved?.etag ? { "If-None-Match": saved.etag } : {};
  const meaning = judge(await network.ask({ method: "GET", path: "catalog", auth: COOKIE, headers, patience: 60_000 }));
  if (meaning.kind !== "success" || !isCatalog(meaning.json)) return;
  await store.catalogs.put(meaning.json, meaning.header("etag"), iso(parts));
}

function isCatalog(json: unknown): json is Catalog {
  return isRecord(json) && typeof json["version"] === "number" && Array.isArray(json["categories"]);
}
