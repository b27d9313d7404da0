import { expect, test } from "vitest";
import { givenPhone, givenPhoto, givenReport } from "../testing/given";
import { pruneDaily } from "./prune";

const DAY = 24 * 3600_000;
type Phone = Awaited<ReturnType<typeof givenPhone>>;

async function afterDays({ parts, time }: Phone, days: number): Promise<void> {
  time.now += days * DAY;
  await pruneDaily(parts);
}

async function draftNaming({ store }: Phone, sha256: string, userId = "user-1"): Promise<void> {
  const data = { photos: [{ sha256 }] };
  await store.drafts.put({ id: "d1", userId, visitKey: "v", jobIds: [], updatedAt: "2026-11-22T07:55:00Z", data });
}

test("a photo whose draft was given up is forgotten, but only after a week", async () => {
  const phone = await givenPhone();
  const { sha256 } = await givenPhoto(phone.store, 300_000);
  await draftNaming(phone, sha256);
  await afterDays(phone, 40);
  await phone.store.drafts.remove("d1");
  await afterDays(phone, 1);
  await afterDays(phone, 6.5);
  expect(await phone.store.photos.read(sha256), "not a week since the draft went").not.toBeNull();
  await afterDays(phone, 1);
  expect(await phone.store.photos.read(sha256)).toBeNull();
  expect(await phone.store.photos.piece(sha256, 0), "its pieces are gone too").toBeNull();
});

test("a photo that a draft names stays, whoever's draft it is and however old", async () => {
  const phone = await givenPhone();
  const { sha256 } = await givenPhoto(phone.store, 10);
  await draftNaming(phone, sha256, "user-2");
  await afterDays(phone, 100);
  await afterDays(phone, 100);
  expect(await phone.store.photos.read(sha256)).not.toBeNull();
});

test("a photo of a report that has not arrived stays", async () => {
  const phone = await givenPhone();
  const report = await givenReport(phone.store, { photoSizes: [700] });
  await afterDays(phone, 100);
  await afterDays(phone, 100);
  expect(await phone.store.photos.read(report.blobs[0]?.sha256 ?? "")).not.toBeNull();
});

test("a photo that is named again in the meantime begins anew", async () => {
  const phone = await givenPhone();
  const { sha256 } = await givenPhoto(phone.store, 10);
  await afterDays(phone, 1);
  await draftNaming(phone, sha256);
  await afterDays(phone, 8);
  await phone.store.drafts.remove("d1");
  await afterDays(phone, 1);
  await afterDays(phone, 6);
  expect(await phone.store.photos.read(sha256)).not.toBeNull();
});

test("a photo taken this week stays, though the same picture was an orphan before", async () => {
  const phone = await givenPhone();
  const { sha256, size } = await givenPhoto(phone.store, 10);
  await afterDays(phone, 1);
  const bytes = (await phone.store.photos.read(sha256))?.bytes ?? new Uint8Array();
  const createdAt = new Date(phone.time.now + 7 * DAY).toISOString();
  await phone.store.photos.put({ sha256, userId: "user-1", mime: "image/jpeg", size, createdAt }, bytes);
  await afterDays(phone, 8);
  expect(await phone.store.photos.read(sha256)).not.toBeNull();
});
