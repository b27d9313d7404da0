/** Job events, jobs made in the field, ratings, links to sign: small, idempotent, sent under their author. */
import type { Instrument, MessageRow, PersonRow } from "../store";
import { isRecord, judge, type Meaning } from "./judge";
import type { Auth } from "./network";
import { iso, NO_LOGIN, type Parts, refuseToken, stuckBy } from "./parts";

type Success = Extract<Meaning, { kind: "success" }>;

/** Answers false when it did not leave. */
export async function sendMessage(row: MessageRow, author: PersonRow | undefined, parts: Parts): Promise<boolean> {
  const auth = authFor(row, author);
  if (!auth) {
    await parts.store.messages.update(row.id, (now) => ({ ...now, ...NO_LOGIN }));
    return false;
  }
  const meaning = judge(
    await parts.network.ask({
      method: "PUT",
      path: pathOf(row),
      auth,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(row.body),
    }),
  );
  const refused = meaning.kind === "success" ? await settle(row, meaning, parts) : meaning;
  if (!refused) return true;
  if (refused.kind === "login" && auth.kind === "token") await refuseToken(parts.store, row.userId, auth.token);
  await parts.store.messages.update(row.id, (now) => ({ ...now, ...stuckBy(refused, now, parts) }));
  return false;
}

/** Making a job or changing the register needs the session: an upload token may only report on work. */
export function needsSession(row: MessageRow): boolean {
  return row.kind === "field_job" || row.kind === "instrument";
}

function authFor(row: MessageRow, author: PersonRow | undefined): Auth | null {
  if (needsSession(row)) return author?.csrfToken ? { kind: "cookie", csrf: author.csrfToken } : null;
  return author?.uploadToken ? { kind: "token", token: author.uploadToken } : null;
}

function pathOf(row: MessageRow): string {
  if (row.kind === "job_event") return `job-events/${row.id}`;
  if (row.kind === "field_job") return `jobs/${row.id}`;
  if (row.kind === "instrument") return `instruments/${row.instrumentId}`;
  return `reports/${row.reportId}/${row.kind === "sign_link" ? "sign-link" : "feedback"}`;
}

/** Takes what the server said and removes the message; null, or why it can't be believed. */
async function settle(
  row: MessageRow,
  { json, status }: Success,
  parts: Parts,
): Promise<Exclude<Meaning, Success> | null> {
  const { store } = parts;
  if (row.kind === "feedback") {
    if (status !== 204) return { kind: "later", code: "no_receipt", wait: 0 };
  } else if (row.kind === "sign_link") {
    if (!isRecord(json) || typeof json["expires_at"] !== "string")
      return { kind: "later", code: "no_receipt", wait: 0 };
  } else if (row.kind === "instrument") {
    if (!isRecord(json) || json["id"] !== row.instrumentId) return { kind: "later", code: "no_receipt", wait: 0 };
    const kept = json["mine"] === true ? (json["instrument"] as Instrument) : null;
    await store.people.keepInstrument(row.userId, row.instrumentId, kept);
  } else {
    if (!isRecord(json) || json["id"] !== row.id) return { kind: "later", code: "no_receipt", wait: 0 };
    if (row.kind === "field_job") await store.jobs.setNumber(row.userId, row.id, String(json["number"] ?? ""));
    else await settleEvent(row, json, parts);
  }
  await store.messages.remove(row.id);
  return null;
}

async function settleEvent(
  row: Extract<MessageRow, { kind: "job_event" }>,
  json: Record<string, unknown>,
  parts: Parts,
) {
  const state = json["state"];
  if (typeof state === "string" && state) {
    await parts.store.jobs.settle(
      row.userId,
      row.body.job_id,
      row.id,
      state as Parameters<typeof parts.store.jobs.settle>[3],
    );
  }
  if (json["applied"] === false)
    await parts.store.log.add(iso(parts), "warn", `event ${row.body.kind} not applied: ${json["why"]}`);
}

/** Sent once their report has arrived. */
export function isAboutReport(row: MessageRow): row is Extract<MessageRow, { reportId: string }> {
  return row.kind === "feedback" || row.kind === "sign_link";
}

/** An event waits for what was queued before it about the same job or instrument; a rating and a link wait for their report. */
export function mustWait(row: MessageRow, unsent: readonly MessageRow[], savedReports: ReadonlySet<string>): boolean {
  if (isAboutReport(row)) return savedReports.has(row.reportId);
  const job = subjectOf(row);
  return unsent.some(
    (other) => other.order < row.order && subjectOf(other) === job && other.trouble?.kind !== "needs_person",
  );
}

/** The job or the instrument that it is about. */
function subjectOf(row: MessageRow): string | null {
  if (row.kind === "job_event") return row.body.job_id;
  if (row.kind === "instrument") return row.instrumentId;
  return row.kind === "field_job" ? row.id : null;
}
