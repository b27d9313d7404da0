import { expect, test } from "vitest";
import { CHUNK, reportState } from "../store";
import { givenJob, givenPerson, givenPhone, givenReport } from "../testing/given";

const MINUTE = 60_000;

test("a report and its photos travel until the card is ready", async () => {
  const { store, server, engine } = await givenPhone();
  const report = await givenReport(store, { photoSizes: [CHUNK * 2 + 17, 5] });
  server.expectBlobs(report.id, report.blobs);
  await engine.run();
  expect((await store.outbox.get(report.id))?.progress).toBe("complete");
  const photo = server.blobs.get(`${report.id}/${report.blobs[0]?.sha256}`);
  expect(new Uint8Array(photo?.bytes ?? [])).toEqual((await store.photos.read(report.blobs[0]?.sha256 ?? ""))?.bytes);
  server.seal(report.id);
  await engine.run();
  expect(await store.outbox.get(report.id)).toMatchObject({ progress: "sealed", cardNumber: "K-1", trouble: null });
});

test("the bytes that leave are the bytes that were signed", async () => {
  const { store, server, engine } = await givenPhone();
  const report = await givenReport(store);
  await engine.run();
  const put = server.asks.find((ask) => ask.method === "PUT");
  expect(new Uint8Array(put?.body as ArrayBuffer)).toEqual(report.body);
});

test("a captive portal's 200 is not a delivery", async () => {
  const { store, server, engine } = await givenPhone();
  const report = await givenReport(store);
  server.fail("PUT reports", "portal");
  await engine.run();
  const row = await store.outbox.get(report.id);
  expect(row?.progress).toBe("saved");
  expect(row?.trouble).toEqual({ kind: "backoff", code: "no_receipt" });
});

test("a portal that answers hello is not online", async () => {
  const { store, server, engine } = await givenPhone();
  await givenReport(store);
  server.fail("GET hello", "portal");
  const seen: string[] = [];
  engine.listen((state) => seen.push(state.reach));
  await engine.run();
  expect(seen.at(-1)).toBe("offline");
  expect(server.asks.map((ask) => ask.path)).toEqual(["hello"]);
});

test("a receipt for other bytes is not a delivery", async () => {
  const { store, server, engine } = await givenPhone();
  const report = await givenReport(store);
  await store.outbox.update(report.id, (row) => ({ ...row, digest: "0".repeat(64) }));
  server.reports.set(report.id, { digest: report.digest, state: "stored", token: "token-1" });
  await engine.run();
  expect((await store.outbox.get(report.id))?.trouble).toMatchObject({ kind: "needs_person", code: "digest_mismatch" });
});

test("an answer that got lost is asked for again and makes no second report", async () => {
  const { store, server, engine, time } = await givenPhone();
  const report = await givenReport(store);
  server.fail("PUT reports", "lost-answer");
  await engine.run();
  expect((await store.outbox.get(report.id))?.progress).toBe("saved");
  time.now += 30 * MINUTE;
  await engine.run();
  expect((await store.outbox.get(report.id))?.progress).toBe("complete");
  expect(server.reports.size).toBe(1);
});

test("a report that needs a person does not hold up the next", async () => {
  const { store, server, engine } = await givenPhone();
  const bad = await givenReport(store, { finalisedAt: "2026-11-22T07:00:00Z" });
  const good = await givenReport(store);
  server.fail(bad.id, { status: 422, code: "invalid_input" });
  await engine.run();
  expect((await store.outbox.get(bad.id))?.trouble).toMatchObject({ kind: "needs_person", code: "invalid_input" });
  expect((await store.outbox.get(good.id))?.progress).toBe("complete");
  const asked = server.asks.filter((ask) => ask.path === `reports/${bad.id}`).length;
  await engine.now();
  expect(server.asks.filter((ask) => ask.path === `reports/${bad.id}`).length, "only a person tries it again").toBe(
    asked,
  );
  await engine.retry(bad.id);
  expect((await store.outbox.get(bad.id))?.progress).toBe("complete");
});

test.each([
  [{ status: 503 }],
  [{ status: 429, code: "too_many_requests" }],
  [{ status: 404 }],
  ["timeout"],
  ["offline"],
] as const)("%j is tried again later, and not before its time", async (fault) => {
  const { store, server, engine, time } = await givenPhone();
  const report = await givenReport(store);
  server.fail("PUT reports", fault);
  await engine.run();
  expect(reportState((await store.outbox.get(report.id)) ?? never())).toBe("backoff");
  await engine.run();
  expect((await store.outbox.get(report.id))?.progress, "too early").toBe("saved");
  time.now += MINUTE;
  await engine.run();
  expect((await store.outbox.get(report.id))?.progress).toBe("complete");
});

test("a server that asks for patience gets it", async () => {
  const { store, server, engine, time } = await givenPhone();
  const report = await givenReport(store);
  server.fail("PUT reports", { status: 429, code: "too_many_requests", retryAfter: 600 });
  await engine.run();
  expect((await store.outbox.get(report.id))?.nextAt).toBe(time.now + 600_000);
});

test("a refused token waits for a login and loses nothing", async () => {
  const { store, server, engine } = await givenPhone();
  const report = await givenReport(store, { photoSizes: [10] });
  server.expectBlobs(report.id, report.blobs);
  server.tokens.delete("token-1");
  await engine.run();
  expect((await store.outbox.get(report.id))?.trouble).toEqual({ kind: "waiting_login" });
  server.tokens.add("token-3");
  await givenPerson(store, "user-1", "token-3");
  await engine.run();
  expect((await store.outbox.get(report.id))?.progress).toBe("complete");
});

test("an author's reports leave under the author's token, whoever is signed in", async () => {
  const { store, server, engine } = await givenPhone();
  const report = await givenReport(store);
  await store.people.signOut();
  await givenPerson(store, "user-2", "token-2");
  server.userId = "user-2";
  await engine.run();
  expect(server.reports.get(report.id)?.token).toBe("token-1");
});

test("a photo goes on where the server has stopped", async () => {
  const { store, server, engine, time } = await givenPhone();
  const report = await givenReport(store, { photoSizes: [CHUNK * 3] });
  server.expectBlobs(report.id, report.blobs);
  let pieces = 0;
  server.fail((ask) => ask.method === "PATCH" && ++pieces === 2, "lost-answer");
  await engine.run();
  expect((await store.outbox.get(report.id))?.blobs[0]).toMatchObject({ offset: CHUNK, done: false });
  time.now += MINUTE;
  await engine.run();
  expect((await store.outbox.get(report.id))?.progress).toBe("complete");
  const photo = server.blobs.get(`${report.id}/${report.blobs[0]?.sha256}`);
  expect(photo?.bytes.length, "no piece twice").toBe(CHUNK * 3);
});

test("a photo that the browser has thrown away does not hold up the others", async () => {
  const { store, server, engine } = await givenPhone();
  const report = await givenReport(store, { photoSizes: [10, 11] });
  server.expectBlobs(report.id, report.blobs);
  await store.photos.remove(report.blobs[0]?.sha256 ?? "");
  await engine.run();
  const row = await store.outbox.get(report.id);
  expect(row?.blobs.map((blob) => blob.done)).toEqual([false, true]);
  expect(row?.trouble).toMatchObject({ kind: "needs_person", code: "photo_lost" });
});

test("a restored server is offered everything again", async () => {
  const { store, server, engine } = await givenPhone();
  const report = await givenReport(store, { photoSizes: [10] });
  server.expectBlobs(report.id, report.blobs);
  await engine.run();
  server.reports.clear();
  server.expectBlobs(report.id, report.blobs);
  server.epoch = "epoch-2";
  await engine.run();
  expect(server.reports.has(report.id)).toBe(true);
  expect((await store.outbox.get(report.id))?.progress).toBe("complete");
});

test("a report that the server has forgotten without telling is sent again", async () => {
  const { store, server, engine } = await givenPhone();
  const report = await givenReport(store);
  await engine.run();
  server.reports.clear();
  await engine.run();
  await engine.run();
  expect(server.reports.has(report.id)).toBe(true);
});

test("a job's events leave in order, and one that is stuck holds only its own job", async () => {
  const { store, server, engine } = await givenPhone();
  const [one, other] = [givenJob(), givenJob()];
  await store.jobs.applyPull("user-1", { jobs: [one, other], removed: [], cursor: "c1", snapshot: true });
  const now = "2026-11-22T08:00:00Z";
  await store.messages.addEvent({ id: "e1", userId: "user-1", jobId: one.id, kind: "accepted", why: "", now });
  await store.messages.addEvent({ id: "e2", userId: "user-1", jobId: one.id, kind: "en_route", why: "", now });
  await store.messages.addEvent({ id: "e3", userId: "user-1", jobId: other.id, kind: "accepted", why: "", now });
  server.pages["c1"] = { jobs: [], removed: [], cursor: "c1", more: false };
  server.fail("job-events/e1", { status: 503 });
  await engine.run();
  expect(server.events.map((ask) => ask.path)).toEqual(["job-events/e3"]);
  await engine.now();
  expect(server.events.map((ask) => ask.path)).toEqual(["job-events/e3", "job-events/e1", "job-events/e2"]);
  expect(await store.messages.list()).toEqual([]);
});

test("a rating follows its report", async () => {
  const { store, server, engine } = await givenPhone();
  const body = { scores: { overall: 5 }, comment: "", skipped: false };
  server.fail("PUT reports", { status: 503 });
  const report = await givenReport(store, { feedback: { id: "f1", body } });
  await engine.run();
  expect(server.events).toEqual([]);
  await engine.now();
  expect(server.events.map((ask) => ask.path)).toEqual([`reports/${report.id}/feedback`]);
});

test("what the technician did is not undone by an older copy from the server", async () => {
  const { store, server, engine } = await givenPhone();
  const job = givenJob();
  await store.jobs.applyPull("user-1", { jobs: [job], removed: [], cursor: "c1", snapshot: true });
  await store.messages.addEvent({
    id: "e1",
    userId: "user-1",
    jobId: job.id,
    kind: "accepted",
    why: "",
    now: "2026-11-22T08:00:00Z",
  });
  server.fail("job-events", { status: 503 });
  server.pages["c1"] = { jobs: [job], removed: [], cursor: "c2", more: false };
  await engine.run();
  expect((await store.jobs.get("user-1", job.id))?.local?.state).toBe("accepted");
});

test("an expired cursor takes a snapshot and drops what is gone", async () => {
  const { store, server, engine } = await givenPhone();
  const [gone, stays] = [givenJob(), givenJob()];
  await store.jobs.applyPull("user-1", { jobs: [gone], removed: [], cursor: "old", snapshot: true });
  server.pages[""] = { jobs: [stays], removed: [], cursor: "c9", more: false };
  await engine.run();
  expect((await store.jobs.list("user-1")).map((row) => row.id)).toEqual([stays.id]);
});

test("another person's session asks for a login but still sends", async () => {
  const { store, server, engine } = await givenPhone();
  server.userId = null;
  const report = await givenReport(store);
  const seen: boolean[] = [];
  engine.listen((state) => seen.push(state.needsLogin));
  await engine.run();
  expect(seen.at(-1)).toBe(true);
  expect((await store.outbox.get(report.id))?.progress).toBe("complete");
});

test("two triggers at once make one round and then one more, never two beside each other", async () => {
  const { store, server, engine } = await givenPhone();
  await givenReport(store);
  await Promise.all([engine.run(), engine.run(), engine.run()]);
  expect(server.asks.filter((ask) => ask.path === "hello").length).toBe(2);
});

function never(): never {
  throw new Error("not there");
}
