/** One round of sync: greet, send what is due, ask what has become of it, take in what is new. */
import type { MessageRow, PersonRow, ReportRow } from "../store";
import { askStatus, wantsStatus } from "./ask_status";
import { hello, isSignedIn } from "./hello";
import { isDue, iso, type Parts, stuckBy } from "./parts";
import { pruneDaily } from "./prune";
import { pullCatalog, pullJobs } from "./pull";
import { isAboutReport, mustWait, needsSession, sendMessage } from "./send_message";
import { sendReport } from "./send_report";

export interface RoundResult {
  reached: boolean;
  needsLogin: boolean;
  /** Epoch milliseconds of the earliest thing that is waiting for its time, or null. */
  nextAt: number | null;
}

const SEAL_POLL = 8_000;

export async function syncRound(parts: Parts): Promise<RoundResult> {
  const { store } = parts;
  const greeting = await hello(parts);
  if (!greeting) return { reached: false, needsLogin: false, nextAt: null };
  await sendDue(parts);
  await askAll(parts);
  const person = await store.people.current();
  let needsLogin = person !== null && !isSignedIn(greeting, person);
  if (person && !needsLogin) {
    await pullCatalog(greeting.catalogVersion, parts);
    needsLogin = (await pullJobs(person, parts)) === "login";
  }
  await pruneDaily(parts);
  return { reached: true, needsLogin, nextAt: await nextDue(parts) };
}

/** Small things first: the office should know that somebody has arrived before a photo of the drain. */
export async function sendDue(parts: Parts): Promise<void> {
  await sendMessages(parts, (row) => !isAboutReport(row));
  for (const row of await oldestFirst(parts)) {
    const [writer, now] = [await parts.store.people.get(row.userId), parts.clock()];
    if (hasToSend(row) && isDue(row, now, writer)) await alone(parts, row.id, () => sendReport(row, writer, parts));
  }
  await sendMessages(parts, isAboutReport);
}

async function sendMessages(parts: Parts, wanted: (row: MessageRow) => boolean): Promise<void> {
  const reports = await parts.store.outbox.list();
  const saved = new Set(reports.filter((row) => row.progress === "saved").map((row) => row.id));
  for (const row of (await parts.store.messages.list()).filter(wanted)) {
    const unsent = await parts.store.messages.list(); // what has just left no longer holds others back
    const writer = await parts.store.people.get(row.userId);
    if (isMessageDue(row, parts.clock(), writer) && !mustWait(row, unsent, saved))
      await sendMessage(row, writer, parts);
  }
}

function isMessageDue(row: MessageRow, now: number, author: PersonRow | undefined): boolean {
  const waitsForSession = needsSession(row) && row.trouble?.kind === "waiting_login";
  return waitsForSession ? Boolean(author?.csrfToken) : isDue(row, now, author);
}

/** Even a bug met in one item must not keep the others from leaving. */
async function alone(parts: Parts, id: string, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    await parts.store.log.add(iso(parts), "error", `${id}: ${error instanceof Error ? error.message : "failed"}`);
    const later = { kind: "later", code: "unexpected", wait: 0 } as const;
    await parts.store.outbox.update(id, (row) => ({ ...row, ...stuckBy(later, row, parts) }));
    await parts.store.messages.update(id, (row) => ({ ...row, ...stuckBy(later, row, parts) }));
  }
}

async function oldestFirst(parts: Parts): Promise<ReportRow[]> {
  return (await parts.store.outbox.list()).sort((a, b) => a.finalisedAt.localeCompare(b.finalisedAt));
}

function hasToSend(row: ReportRow): boolean {
  return row.progress === "saved" || (row.progress !== "sealed" && row.blobs.some((blob) => !blob.done));
}

/** Each author's reports under that author's token. */
async function askAll(parts: Parts): Promise<void> {
  const rows = await parts.store.outbox.list();
  const unsent = rows.filter(hasToSend).length;
  const wanted = rows.filter((row) => wantsStatus(row, parts.clock()));
  for (const userId of new Set(wanted.map((row) => row.userId))) {
    const author = await parts.store.people.get(userId);
    const own = wanted.filter((row) => row.userId === userId);
    if (author) await askStatus(own, author, unsent, parts);
  }
}

async function nextDue(parts: Parts): Promise<number | null> {
  const reports = await parts.store.outbox.list();
  const waiting = [...reports.filter(hasToSend), ...(await parts.store.messages.list())];
  const times = waiting.filter((row) => row.trouble?.kind === "backoff").map((row) => row.nextAt);
  if (reports.some((row) => row.progress === "complete" && row.heldWhy === null)) times.push(parts.clock() + SEAL_POLL);
  return times.length > 0 ? Math.min(...times) : null;
}
