/** What tests begin with: an empty phone, a person, a finished report. */
import "fake-indexeddb/auto";
import type { FieldJob, PulledJob } from "../store";
import { openStore, type Store } from "../store";
import type { Finalised } from "../store/outbox";
import { createEngine } from "../sync/engine";
import type { Parts } from "../sync/parts";
import { fakeServer } from "./fake_server";

let phones = 0;

export async function givenPhone() {
  phones += 1;
  const store = await openStore({ name: `phone-${phones}` });
  await givenPerson(store, "user-1", "token-1");
  const server = fakeServer();
  const time = { now: Date.parse("2026-11-22T08:00:00Z") };
  const parts: Parts = {
    store,
    network: server,
    clock: () => time.now,
    random: () => 0.5,
    lock: async (work) => {
      await work();
      return true;
    },
    version: "1.0.0",
    free: async () => null,
  };
  const engine = createEngine(parts, { newId: () => crypto.randomUUID(), name: () => "test" });
  return { store, server, time, parts, engine };
}

export async function givenPerson(store: Store, id: string, uploadToken: string): Promise<void> {
  const me = { id, name: id, language: "zh" } as Parameters<Store["people"]["signIn"]>[0]["me"];
  await store.people.signIn({ id, me, uploadToken, csrfToken: "csrf", signedInAt: "2026-11-22T07:00:00Z" });
}

export async function hexDigest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A finished report with photos of the given sizes, their bytes already on the phone. */
export async function givenReport(store: Store, overrides: Partial<Finalised> & { photoSizes?: number[] } = {}) {
  const { photoSizes = [], ...rest } = overrides;
  const id = rest.id ?? crypto.randomUUID();
  const body = new TextEncoder().encode(JSON.stringify({ v: 1, id })) as Uint8Array<ArrayBuffer>;
  const blobs: { sha256: string; size: number }[] = [];
  for (const size of photoSizes) blobs.push(await givenPhoto(store, size));
  const report: Finalised = {
    id,
    userId: "user-1",
    body,
    digest: await hexDigest(body),
    title: { customer: "刘静", category: "water_heater", number: "GD-1" },
    finalisedAt: "2026-11-22T08:00:00Z",
    blobs,
    jobs: [],
    draftId: null,
    feedback: null,
    ...rest,
  };
  await store.outbox.finalise(report);
  return report;
}

export async function givenPhoto(store: Store, size: number): Promise<{ sha256: string; size: number }> {
  const bytes = new Uint8Array(size).map((_, index) => (index * 31 + size) % 256);
  const sha256 = await hexDigest(bytes);
  await store.photos.put(
    { sha256, userId: "user-1", mime: "image/jpeg", size, createdAt: "2026-11-22T07:50:00Z" },
    bytes,
  );
  return { sha256, size };
}

export function givenJob(overrides: Partial<PulledJob> = {}): PulledJob {
  return {
    id: crypto.randomUUID(),
    number: "GD-1124-0317",
    type: "installation",
    state: "assigned",
    visit_key: null,
    category: "water_heater",
    appliance_id: null,
    window_start: "2026-11-22T06:00:00Z",
    window_end: "2026-11-22T08:00:00Z",
    fault_code: "",
    fault_text: "",
    note: "",
    warranty: "in",
    warranty_reason: "",
    report_id: null,
    customer: { id: "c1", name: "刘静", phone: "+8613800006021", language: "zh", vip: false, note: "" },
    address: { id: "a1", area: "青禾区", line: "望川路 88 号", access_note: "", latitude: null, longitude: null },
    appliances: [],
    hazards: [],
    updated_at: "2026-11-22T05:00:00Z",
    ...overrides,
  };
}

export function givenFieldJob(overrides: Partial<FieldJob> = {}): FieldJob {
  return {
    type: "repair",
    category: "hob",
    fault_text: "",
    customer_id: null,
    address_id: null,
    appliance_id: null,
    customer: null,
    address: null,
    appliance: null,
    visit_key: null,
    window_start: null,
    window_end: null,
    device_time: "2026-11-22T08:00:00Z",
    ...overrides,
  };
}
