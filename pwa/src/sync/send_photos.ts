/** Photos in pieces of 256 kB, each kept when the server says so. A lost connection costs one piece at most. */
import type { BlobProgress, ReportRow } from "../store";
import { judge, type Meaning } from "./judge";
import type { Answer } from "./network";
import { type Parts, refuseToken, stuckBy, UNSTUCK } from "./parts";

const PIECE_PATIENCE = 90_000;
/** A piece may be refused for its offset this often in one round; then it is tried later. */
const MOST_CORRECTIONS = 3;
const MOST_WRONG_HASHES = 3;

type Refused = Exclude<Meaning, { kind: "success" }>;

/** A photo that needs a person does not keep the others; a network that is gone does. */
export async function sendPhotos(row: ReportRow, token: string, parts: Parts): Promise<void> {
  let refused: Refused | null = null;
  for (const blob of row.blobs) {
    if (blob.done) continue;
    const said = await sendPhoto(row.id, blob, token, parts);
    refused = said ?? refused;
    if (said && said.kind !== "person") break;
  }
  if (refused?.kind === "login") await refuseToken(parts.store, row.userId, token);
  const stuck = refused;
  await parts.store.outbox.update(row.id, (now) => ({ ...now, ...(stuck ? stuckBy(stuck, now, parts) : UNSTUCK) }));
}

/** Null when all of it has arrived. */
async function sendPhoto(reportId: string, blob: BlobProgress, token: string, parts: Parts): Promise<Refused | null> {
  const path = `reports/${reportId}/blobs/${blob.sha256}`;
  const auth = { kind: "token", token } as const;
  let offset = blob.offset;
  for (let corrections = 0; ; ) {
    const piece = await parts.store.photos.piece(blob.sha256, offset);
    if (!piece && offset < blob.size) return lost;
    const answer = await parts.network.ask({
      method: "PATCH",
      path,
      auth,
      headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
      body: piece ?? new Uint8Array(),
      patience: PIECE_PATIENCE,
    });
    const meaning = judge(answer);
    if (isWrongOffset(answer) && corrections < MOST_CORRECTIONS) {
      corrections += 1;
      const known = judge(await parts.network.ask({ method: "HEAD", path, auth }));
      const told = known.kind === "success" ? readOffset(known.header, blob) : null;
      if (told === null) return known.kind === "success" ? noOffset : known;
      offset = told;
    } else if (meaning.kind !== "success") {
      return meaning.kind === "person" ? await afterRefusal(meaning, reportId, blob, parts) : meaning;
    } else {
      const told = readOffset(meaning.header, blob);
      if (told === null || (told <= offset && told < blob.size)) return noOffset;
      offset = told;
    }
    const done = offset === blob.size;
    await keepOffset(reportId, blob.sha256, { offset, done }, parts);
    if (done) return null;
  }
}

const noOffset: Refused = { kind: "later", code: "no_offset", wait: 0 };

/** The browser has thrown the photo away: the report stays whole, its card will say "photo not received". */
const lost: Refused = { kind: "person", status: 0, problem: { code: "photo_lost", detail: "" }, json: undefined };

function isWrongOffset(answer: Answer): boolean {
  return answer.kind === "answer" && answer.status === 409;
}

/** `wrong_hash`: the server has begun anew, so do we; it is a person's matter only when it happens again and again. */
async function afterRefusal(
  refused: Extract<Refused, { kind: "person" }>,
  reportId: string,
  blob: BlobProgress,
  parts: Parts,
): Promise<Refused> {
  const unknown = refused.status === 404; // the report may be gone from a restored server: `status` will say
  if (!unknown && refused.problem.code !== "wrong_hash") return refused;
  await keepOffset(reportId, blob.sha256, { offset: 0, done: false }, parts);
  const attempts = (await parts.store.outbox.get(reportId))?.attempts ?? 0;
  return attempts >= MOST_WRONG_HASHES ? refused : { kind: "later", code: refused.problem.code, wait: 0 };
}

function readOffset(header: (name: string) => string | null, blob: BlobProgress): number | null {
  const raw = header("upload-offset");
  const offset = raw !== null && /^\d+$/.test(raw) ? Number(raw) : Number.NaN;
  return offset >= 0 && offset <= blob.size ? offset : null;
}

function keepOffset(reportId: string, sha256: string, change: Pick<BlobProgress, "offset" | "done">, parts: Parts) {
  return parts.store.outbox.update(reportId, (row) => ({
    ...row,
    blobs: row.blobs.map((blob) => (blob.sha256 === sha256 ? { ...blob, ...change } : blob)),
  }));
}
