/**
 * Forgetting, late and carefully: only what the server has confirmed twice, photos after 14 days, reports after 30; and
 * photos that have been without draft, report or message for 7 days.
 */
import type { ReportRow } from "../store";
import { iso, type Parts } from "./parts";

const DAY = 24 * 3600_000;
const PHOTOS_AFTER = 14 * DAY;
const REPORTS_AFTER = 30 * DAY;
const ORPHANS_AFTER = 7 * DAY;

export async function pruneDaily(parts: Parts): Promise<void> {
  const { store } = parts;
  const last = await store.meta.get("last_prune");
  if (last && parts.clock() - Date.parse(last) < DAY) return;
  const rows = await store.outbox.list();
  for (const sha256 of prunablePhotos(rows, parts.clock())) await store.photos.remove(sha256);
  for (const row of rows) if (isPrunable(row, parts.clock(), REPORTS_AFTER)) await store.outbox.remove(row.id);
  await pruneOrphans(parts);
  await store.meta.set("last_prune", iso(parts));
}

/** A photo that another report still needs stays. */
export function prunablePhotos(rows: readonly ReportRow[], now: number): readonly string[] {
  const [old, kept] = [rows.filter((row) => isPrunable(row, now, PHOTOS_AFTER)), new Set<string>()];
  for (const row of rows) if (!old.includes(row)) for (const blob of row.blobs) kept.add(blob.sha256);
  return old.flatMap((row) => row.blobs.map((blob) => blob.sha256)).filter((sha256) => !kept.has(sha256));
}

function isPrunable(row: ReportRow, now: number, age: number): boolean {
  const whole = row.progress === "sealed" || (age === PHOTOS_AFTER && row.progress === "complete");
  return whole && row.confirmedAt !== null && row.trouble === null && now - Date.parse(row.finalisedAt) > age;
}

/** Its age as an orphan counts, not as a photo: what was taken out of a draft today may be wanted back tomorrow. */
async function pruneOrphans(parts: Parts): Promise<void> {
  const { store } = parts;
  const before = (await store.meta.get("orphans")) ?? {};
  const orphans = await store.orphans.list();
  const since = Object.fromEntries(orphans.map((sha256) => [sha256, before[sha256] ?? iso(parts)]));
  const guard = new Date(parts.clock() - ORPHANS_AFTER).toISOString();
  const old = orphans.filter((sha256) => (since[sha256] ?? guard) < guard);
  await store.orphans.remove(old, guard);
  for (const sha256 of old) delete since[sha256];
  await store.meta.set("orphans", since);
}
