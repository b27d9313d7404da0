/** "Online" means that our own server has said so, not that a cable is in. */
import type { Me, PersonRow } from "../store";
import { offerAgain } from "./ask_status";
import { isRecord, judge } from "./judge";
import { iso, type Parts } from "./parts";

export interface Greeting {
  /** The person the cookie session belongs to. */
  userId: string | null;
  catalogVersion: number;
}

/** Null: not reached. */
export async function hello(parts: Parts): Promise<Greeting | null> {
  const { store, network } = parts;
  const meaning = judge(await network.ask({ method: "GET", path: "hello", auth: { kind: "cookie", csrf: null } }));
  if (meaning.kind !== "success" || !isRecord(meaning.json) || meaning.json["service"] !== "fuwuka") return null;
  const { user, csrf_token: csrf, epoch, public_url: address, catalog_version: version } = meaning.json;
  await store.meta.set("last_contact", iso(parts));
  if (typeof address === "string") await store.meta.set("public_url", address);
  if (isMe(user)) await store.people.refresh(user, typeof csrf === "string" ? csrf : null);
  if (typeof epoch === "string") await noticeEpoch(epoch, parts);
  return { userId: isMe(user) ? user.id : null, catalogVersion: Number(version) || 0 };
}

/** A new epoch: the server was restored from a backup and may have lost what it once confirmed. Offer everything again. */
async function noticeEpoch(epoch: string, parts: Parts): Promise<void> {
  const { store } = parts;
  const before = await store.meta.get("epoch");
  if (before === epoch) return;
  if (before !== undefined) {
    for (const row of await store.outbox.list()) {
      if (row.body && row.progress !== "saved") await store.outbox.update(row.id, offerAgain);
    }
    const person = await store.people.current();
    if (person) await store.meta.forgetCursor(person.id);
    await store.log.add(iso(parts), "warn", "new epoch: offering everything again");
  }
  await store.meta.set("epoch", epoch);
}

function isMe(user: unknown): user is Me {
  return isRecord(user) && typeof user["id"] === "string";
}

export function isSignedIn(greeting: Greeting, person: PersonRow | null): boolean {
  return person !== null && greeting.userId === person.id;
}
