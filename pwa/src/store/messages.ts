/** Small things to send: job events, jobs made in the field, ratings. */
import type { Changes } from "./changes";
import { jobFromField } from "./jobs";
import type { MetaTable } from "./meta";
import { UNTRIED } from "./outbox";
import type { FieldJob, FieldJobEvent, InstrumentIn, JobState, PulledJob } from "./shapes";
import type { Database, MessageRow } from "./tables";

export interface NewJobEvent {
  id: string;
  userId: string;
  jobId: string;
  kind: FieldJobEvent["kind"];
  why: string;
  /** Device time, UTC ISO 8601. */
  now: string;
  /** epoch milliseconds before which it is not sent: its location is still being found */
  notBefore?: number;
}

export interface NewFieldJob {
  id: string;
  userId: string;
  body: FieldJob;
  /** The pulled job whose customer and address this one shares. */
  household: PulledJob | null;
  now: string;
}

export interface NewInstrument {
  id: string;
  userId: string;
  instrumentId: string;
  body: InstrumentIn;
  now: string;
}

/** What an event does to a job on this phone, before the server has heard of it. */
const STATE_AFTER: { [kind in FieldJobEvent["kind"]]: JobState } = {
  accepted: "accepted",
  declined: "scheduled",
  en_route: "en_route",
  arrived: "on_site",
  on_hold: "on_hold",
};

export type MessageTable = ReturnType<typeof messageTable>;

export function messageTable(db: Database, meta: MetaTable, changed: Changes) {
  return {
    list: (): Promise<MessageRow[]> => db.getAllFromIndex("messages", "order"),
    /** Queues an event and shows its effect at once. */
    async addEvent({ id, userId, jobId, kind, why, now, notBefore = 0 }: NewJobEvent): Promise<void> {
      const sequence = await meta.nextSequence();
      const body: FieldJobEvent = { job_id: jobId, kind, why, device_time: now, sequence, location: null };
      const tx = db.transaction(["messages", "jobs"], "readwrite", { durability: "strict" });
      const message = { ...fresh(id, userId, sequence, now), nextAt: notBefore, kind: "job_event", body } as const;
      await tx.objectStore("messages").add(message);
      const row = await tx.objectStore("jobs").get([userId, jobId]);
      const local = { state: STATE_AFTER[kind], at: now, eventId: id };
      if (row) await tx.objectStore("jobs").put({ ...row, local });
      await tx.done;
      changed.say("messages");
      changed.say("jobs");
    },
    /** Where the phone was; only where its owner switched that on. An event that has left stays as it was sent. */
    async locateEvent(id: string, location: FieldJobEvent["location"]): Promise<void> {
      const tx = db.transaction("messages", "readwrite");
      const row = await tx.store.get(id);
      if (row?.kind === "job_event") await tx.store.put({ ...row, nextAt: 0, body: { ...row.body, location } });
      await tx.done;
      changed.say("messages");
    },
    /** Queues a job made here and shows it at once. */
    async addFieldJob({ id, userId, body, household, now }: NewFieldJob): Promise<void> {
      const order = await meta.nextSequence();
      const tx = db.transaction(["messages", "jobs"], "readwrite", { durability: "strict" });
      await tx.objectStore("messages").add({ ...fresh(id, userId, order, now), kind: "field_job", body });
      const job = jobFromField(id, body, household);
      await tx.objectStore("jobs").put({ userId, id, job, field: true, local: null });
      await tx.done;
      changed.say("messages");
      changed.say("jobs");
    },
    /** An own instrument was registered, changed or retired; on this phone it is so at once. */
    async addInstrument({ id, userId, instrumentId, body, now }: NewInstrument): Promise<void> {
      const order = await meta.nextSequence();
      const message = { ...fresh(id, userId, order, now), kind: "instrument", instrumentId, body } as const;
      const tx = db.transaction("messages", "readwrite", { durability: "strict" });
      await tx.store.add(message);
      await tx.done;
      changed.say("messages");
    },
    async update(id: string, change: (row: MessageRow) => MessageRow): Promise<void> {
      const tx = db.transaction("messages", "readwrite");
      const row = await tx.store.get(id);
      if (row) await tx.store.put(change(row));
      await tx.done;
      changed.say("messages");
    },
    async remove(id: string): Promise<void> {
      await db.delete("messages", id);
      changed.say("messages");
    },
  };
}

function fresh(id: string, userId: string, order: number, now: string) {
  return { id, userId, order, createdAt: now, ...UNTRIED };
}
