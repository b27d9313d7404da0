/** What the server has of our reports: the only source of "complete" and "card ready". */
import type { PersonRow, ReportRow } from "../store";
import { isRecord, judge } from "./judge";
import { iso, type Parts, refuseToken, UNSTUCK } from "./parts";

const MOST = 500;
const DAY = 24 * 3600_000;

/** Not sealed: every round. Sealed: once a day, because a server may be restored from before. */
export function wantsStatus(row: ReportRow, now: number): boolean {
  if (row.progress === "saved") return false;
  return row.progress !== "sealed" || !row.confirmedAt || now - Date.parse(row.checkedAt ?? "") > DAY;
}

export async function askStatus(
  rows: readonly ReportRow[],
  author: PersonRow,
  unsent: number,
  parts: Parts,
): Promise<void> {
  const token = author.uploadToken;
  if (!token || rows.length === 0) return;
  const items = rows.slice(0, MOST).map(({ id, digest }) => ({ id, digest }));
  const device = { version: parts.version, unsent, free: await parts.free() };
  const meaning = judge(
    await parts.network.ask({
      method: "POST",
      path: "reports/status",
      auth: { kind: "token", token },
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ items, device }),
    }),
  );
  if (meaning.kind === "login") await refuseToken(parts.store, author.id, token);
  if (meaning.kind !== "success" || !isRecord(meaning.json) || !Array.isArray(meaning.json["items"])) return;
  for (const item of meaning.json["items"]) {
    const row = isRecord(item) ? rows.find(({ id }) => id === item["id"]) : undefined;
    if (row) await parts.store.outbox.update(row.id, (now) => applyStatus(now, item, iso(parts)));
  }
}

/** Pure: the row after one item of `reports/status`. */
export function applyStatus(row: ReportRow, item: Record<string, unknown>, now: string): ReportRow {
  const checked = { ...row, checkedAt: now };
  if (item["digest_matches"] === false && item["state"] !== "unknown") {
    return { ...checked, trouble: { kind: "needs_person", code: "digest_mismatch", detail: "" } };
  }
  const missing = new Set(Array.isArray(item["blobs_missing"]) ? item["blobs_missing"].map(String) : []);
  const blobs = row.blobs.map((blob) => ({ ...blob, done: !missing.has(blob.sha256) }));
  const known = { ...checked, blobs, heldWhy: null };
  const all = { ...known, ...(missing.size === 0 ? UNSTUCK : {}), confirmedAt: confirmed(row, now) };
  switch (item["state"]) {
    case "unknown":
      return row.body ? offerAgain(checked) : checked;
    case "stored":
      return { ...known, progress: "stored", confirmedAt: null };
    case "complete":
      return { ...all, progress: "complete" };
    case "sealed":
      return { ...all, progress: "sealed", cardNumber: text(item["card_number"]), sealedAt: row.sealedAt ?? now };
    case "held":
    case "quarantined":
      return {
        ...known,
        progress: missing.size ? "stored" : "complete",
        heldWhy: text(item["why"]) ?? String(item["state"]),
      };
    default:
      return checked;
  }
}

/** The server was restored from before this report: send all of it again. */
export function offerAgain(row: ReportRow): ReportRow {
  const blobs = row.blobs.map((blob) => ({ ...blob, offset: 0, done: false }));
  return { ...row, ...UNSTUCK, blobs, progress: "saved", confirmedAt: null, heldWhy: null };
}

/** Since the first time; the second look agrees when it finds the first one's mark. */
function confirmed(row: ReportRow, now: string): string | null {
  return row.progress === "complete" || row.progress === "sealed" ? (row.confirmedAt ?? now) : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
