import { expect, test } from "vitest";
import { givenFieldJob, givenJob, givenPhone, givenPhoto, givenReport } from "../testing/given";
import { CHUNK, openStore, PhotoMissingError, stateOf } from ".";

test("finalising keeps the report, ends the draft and finishes the job, all at once", async () => {
  const { store } = await givenPhone();
  const job = givenJob();
  await store.jobs.applyPull("user-1", { jobs: [job], removed: [], cursor: "c", snapshot: true });
  await store.drafts.put({ id: "d1", userId: "user-1", visitKey: "v", jobIds: [job.id], updatedAt: "", data: {} });
  const report = await givenReport(store, { draftId: "d1", jobs: [{ jobId: job.id, state: "completed" }] });
  expect(await store.drafts.get("d1")).toBeUndefined();
  expect(new Uint8Array((await store.outbox.get(report.id))?.body ?? new ArrayBuffer())).toEqual(report.body);
  const row = await store.jobs.get("user-1", job.id);
  expect(row && stateOf(row)).toBe("completed");
});

test("a report whose photo is not on the phone is not finalised, and its draft stays", async () => {
  const { store } = await givenPhone();
  await store.drafts.put({
    id: "d1",
    userId: "user-1",
    visitKey: "v",
    jobIds: [],
    updatedAt: "",
    data: { kept: true },
  });
  const blobs = [{ sha256: "f".repeat(64), size: 3 }];
  await expect(givenReport(store, { draftId: "d1", blobs })).rejects.toThrow(PhotoMissingError);
  expect((await store.drafts.get("d1"))?.data).toEqual({ kept: true });
  expect(await store.outbox.list()).toEqual([]);
});

test("the same report is not finalised twice", async () => {
  const { store } = await givenPhone();
  const report = await givenReport(store);
  await expect(givenReport(store, { id: report.id })).rejects.toThrow();
  expect(await store.outbox.list()).toHaveLength(1);
});

test("a photo comes back byte for byte, in pieces that are no Blobs", async () => {
  const { store } = await givenPhone();
  const { sha256, size } = await givenPhoto(store, CHUNK * 2 + 1);
  expect((await store.photos.read(sha256))?.bytes.length).toBe(size);
  expect((await store.photos.piece(sha256, CHUNK * 2))?.length).toBe(1);
  expect((await store.photos.piece(sha256, 10))?.length).toBe(CHUNK - 10);
});

test("what was kept is there after the app was closed", async () => {
  const first = await openStore({ name: "closed" });
  await first.drafts.put({ id: "d", userId: "u", visitKey: "v", jobIds: [], updatedAt: "", data: { volts: "221.4" } });
  first.close();
  const second = await openStore({ name: "closed" });
  expect((await second.drafts.get("d"))?.data).toEqual({ volts: "221.4" });
});

test("signing out keeps the token that sends what is left", async () => {
  const { store } = await givenPhone();
  await store.people.signOut();
  expect(await store.people.current()).toBeNull();
  expect((await store.people.get("user-1"))?.uploadToken).toBe("token-1");
});

test("an event shows at once and counts up per device", async () => {
  const { store } = await givenPhone();
  const job = givenJob();
  await store.jobs.applyPull("user-1", { jobs: [job], removed: [], cursor: "c", snapshot: true });
  const now = "2026-11-22T08:00:00Z";
  await store.messages.addEvent({ id: "e1", userId: "user-1", jobId: job.id, kind: "accepted", why: "", now });
  await store.messages.addEvent({ id: "e2", userId: "user-1", jobId: job.id, kind: "en_route", why: "", now });
  const row = await store.jobs.get("user-1", job.id);
  expect(row && stateOf(row)).toBe("en_route");
  expect((await store.messages.list()).map((message) => message.order)).toEqual([1, 2]);
});

test("an arrival is kept at once, waits for its place, and is sent with it", async () => {
  const { store } = await givenPhone();
  const now = "2026-11-22T08:00:00Z";
  const arrival = { id: "e1", userId: "user-1", jobId: "j1", kind: "arrived", why: "", now, notBefore: 5_000 } as const;
  const location = { latitude: "30.27412", longitude: "120.15515", accuracy_m: 13 };
  await store.messages.addEvent(arrival);
  expect(await store.messages.list()).toMatchObject([{ nextAt: 5_000, body: { location: null } }]);
  await store.messages.locateEvent("e1", location);
  expect(await store.messages.list()).toMatchObject([{ nextAt: 0, body: { location } }]);
});

test("a snapshot does not take away a job that was made here and is not sent yet", async () => {
  const { store } = await givenPhone();
  const body = givenFieldJob();
  await store.messages.addFieldJob({ id: "j1", userId: "user-1", body, household: null, now: body.device_time });
  await store.jobs.applyPull("user-1", { jobs: [], removed: [], cursor: "c", snapshot: true });
  expect((await store.jobs.list("user-1")).map((row) => row.id)).toEqual(["j1"]);
});
