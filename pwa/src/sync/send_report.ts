/** One report on its way: its bytes, then its photos. Each step is kept before the next begins. */
import type { PersonRow, ReportRow } from "../store";
import { isRecord, judge } from "./judge";
import { iso, NO_LOGIN, type Parts, refuseToken, stuckBy, UNSTUCK } from "./parts";
import { sendPhotos } from "./send_photos";

const REPORT_PATIENCE = 120_000;

export async function sendReport(row: ReportRow, author: PersonRow | undefined, parts: Parts): Promise<void> {
  const token = author?.uploadToken;
  if (!token) return parts.store.outbox.update(row.id, (now) => ({ ...now, ...NO_LOGIN }));
  if (row.progress === "saved" && !(await sendBody(row, token, parts))) return;
  const stored = await parts.store.outbox.get(row.id);
  if (stored) await sendPhotos(stored, token, parts);
}

/** True when the server's receipt names this report and these bytes. */
async function sendBody(row: ReportRow, token: string, parts: Parts): Promise<boolean> {
  const { store, network } = parts;
  if (!row.body) return false;
  const meaning = judge(
    await network.ask({
      method: "PUT",
      path: `reports/${row.id}`,
      auth: { kind: "token", token },
      headers: { "Content-Type": "application/json", "Content-Digest": contentDigest(row.digest) },
      body: row.body,
      patience: REPORT_PATIENCE,
    }),
  );
  if (meaning.kind !== "success") {
    if (meaning.kind === "login") await refuseToken(store, row.userId, token);
    await store.outbox.update(row.id, (now) => ({ ...now, ...stuckBy(meaning, now, parts) }));
    return false;
  }
  const receipt = readReceipt(meaning.json, row);
  if (!receipt) {
    const later = { kind: "later", code: "no_receipt", wait: 0 } as const;
    await store.outbox.update(row.id, (now) => ({ ...now, ...stuckBy(later, now, parts) }));
    return false;
  }
  const { missing, ...proof } = receipt;
  await store.outbox.accept({ ...proof, userId: row.userId }, (now) => ({
    ...now,
    ...UNSTUCK,
    progress: "stored",
    receivedAt: now.receivedAt ?? iso(parts),
    heldWhy: receipt.state === "quarantined" ? receipt.why || receipt.state : null,
    blobs: now.blobs.map((blob) => ({ ...blob, done: !missing.includes(blob.sha256) })),
  }));
  return true;
}

interface Receipt {
  id: string;
  digest: string;
  state: string;
  why: string;
  receivedAt: string;
  missing: string[];
}

/** A receipt counts only with our id and our digest: a portal's 200, or a server's mix-up, does not. */
function readReceipt(json: unknown, row: Pick<ReportRow, "id" | "digest">): Receipt | null {
  if (!isRecord(json) || json["id"] !== row.id || json["digest"] !== row.digest) return null;
  const missing = Array.isArray(json["blobs_missing"]) ? json["blobs_missing"].map(String) : [];
  const { state, why, received_at: receivedAt } = json;
  return {
    id: row.id,
    digest: row.digest,
    state: String(state),
    why: String(why ?? ""),
    receivedAt: String(receivedAt),
    missing,
  };
}

/** RFC 9530, from a hex digest. */
export function contentDigest(hex: string): string {
  const bytes = hex.match(/../g)?.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))) ?? [];
  return `sha-256=:${btoa(bytes.join(""))}:`;
}
