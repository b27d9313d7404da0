/** Signing in and out. What is in the outbox stays, whoever comes and goes. */
import type { Me } from "../store";
import { isRecord, judge, type Meaning } from "./judge";
import { iso, type Parts } from "./parts";
import type { Credentials, Failure, Outcome } from "./shapes";

const JSON_TYPE = { "Content-Type": "application/json" };

export interface DeviceName {
  newId: () => string;
  name: () => string;
}

export async function signIn(
  { username, password }: Credentials,
  device: DeviceName,
  parts: Parts,
): Promise<Outcome<{ mustChangePassword: boolean }>> {
  const { store, network } = parts;
  const id = (await store.meta.get("device_id")) ?? device.newId();
  await store.meta.set("device_id", id);
  const phone = { id, name: device.name(), app_version: parts.version };
  const meaning = judge(
    await network.ask({
      method: "POST",
      path: "session",
      auth: { kind: "none" },
      headers: JSON_TYPE,
      body: JSON.stringify({ username, password, device: phone }),
    }),
  );
  const session = meaning.kind === "success" ? readSession(meaning.json) : null;
  if (!session) return failure(meaning);
  // Whoever has switched the language on this phone meant it; otherwise the profile's counts.
  if (!(await store.meta.get("settings"))) {
    await store.meta.set("settings", { language: session.me.language, theme: "auto", text: "normal" });
  }
  await store.people.signIn({ ...session, id: session.me.id, signedInAt: iso(parts) });
  await store.log.add(iso(parts), "info", "signed in");
  return { ok: true, value: { mustChangePassword: session.me.must_change_password } };
}

function readSession(json: unknown): { me: Me; uploadToken: string | null; csrfToken: string } | null {
  if (!isRecord(json) || !isRecord(json["user"]) || typeof json["csrf_token"] !== "string") return null;
  const token = json["upload_token"];
  return {
    me: json["user"] as Me,
    uploadToken: typeof token === "string" ? token : null,
    csrfToken: json["csrf_token"],
  };
}

/** The local part happens in any case: signing out works with no network. */
export async function signOut(parts: Parts): Promise<void> {
  const person = await parts.store.people.current();
  await parts.store.people.signOut();
  await parts.network.ask({
    method: "DELETE",
    path: "session",
    auth: { kind: "cookie", csrf: person?.csrfToken ?? null },
  });
}

export async function changePassword(current: string, next: string, parts: Parts): Promise<Outcome<null>> {
  const { store, network } = parts;
  const person = await store.people.current();
  const csrf = person?.csrfToken ?? null;
  const body = JSON.stringify({ current, new: next });
  const meaning = judge(
    await network.ask({
      method: "PUT",
      path: "session/password",
      auth: { kind: "cookie", csrf },
      headers: JSON_TYPE,
      body,
    }),
  );
  if (meaning.kind !== "success") return failure(meaning);
  if (person) await store.people.refresh({ ...person.me, must_change_password: false }, csrf);
  return { ok: true, value: null };
}

export function failure(meaning: Meaning): Failure {
  if (meaning.kind === "login") return { ok: false, code: "login", detail: "" };
  if (meaning.kind === "later") return { ok: false, code: meaning.code, detail: "" };
  if (meaning.kind === "person") return { ok: false, ...meaning.problem };
  return { ok: false, code: "not_our_server", detail: "" };
}
