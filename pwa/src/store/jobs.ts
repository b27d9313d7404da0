/** Jobs as pulled, with what this phone has done to them since. */
import type { Changes } from "./changes";
import { cursorKey } from "./meta";
import type { FieldJob, JobState, PulledJob } from "./shapes";
import type { Database, JobRow, MessageRow, ReportRow } from "./tables";

export interface PulledPage {
  jobs: PulledJob[];
  removed: string[];
  cursor: string;
  /** A snapshot replaces everything that was pulled before. */
  snapshot: boolean;
}

export type JobTable = ReturnType<typeof jobTable>;

export function jobTable(db: Database, changed: Changes) {
  return {
    list: (userId: string): Promise<JobRow[]> => db.getAllFromIndex("jobs", "userId", userId),
    get: (userId: string, id: string): Promise<JobRow | undefined> => db.get("jobs", [userId, id]),
    /** Jobs and cursor in one transaction: a cursor that ran ahead of its rows would lose them. */
    async applyPull(userId: string, page: PulledPage): Promise<void> {
      const tx = db.transaction(["jobs", "messages", "reports", "meta"], "readwrite");
      const jobs = tx.objectStore("jobs");
      const unsent = unsentJobs(await tx.objectStore("messages").getAll(), await tx.objectStore("reports").getAll());
      if (page.snapshot) {
        for (const row of await jobs.index("userId").getAll(userId)) {
          if (!unsent.has(row.id)) await jobs.delete([userId, row.id]);
        }
      }
      for (const job of page.jobs) {
        const before = await jobs.get([userId, job.id]);
        const local = unsent.has(job.id) ? (before?.local ?? null) : null;
        await jobs.put({ userId, id: job.id, job, field: false, local });
      }
      for (const id of page.removed) await jobs.delete([userId, id]);
      await tx.objectStore("meta").put(page.cursor, cursorKey(userId));
      await tx.done;
      // Nothing new is the usual answer: no screen need read 300 jobs again for it.
      if (page.snapshot || page.jobs.length + page.removed.length > 0) changed.say("jobs");
    },
    /** The server has taken an event and says where the job is now; a later event of this phone still shows on top. */
    async settle(userId: string, id: string, eventId: string, state: JobState): Promise<void> {
      const tx = db.transaction("jobs", "readwrite");
      const row = await tx.store.get([userId, id]);
      const local = row?.local?.eventId === eventId ? null : (row?.local ?? null);
      if (row) await tx.store.put({ ...row, job: { ...row.job, state }, local });
      await tx.done;
      changed.say("jobs");
    },
    /** A job made here has its number now. */
    async setNumber(userId: string, id: string, number: string): Promise<void> {
      const tx = db.transaction("jobs", "readwrite");
      const row = await tx.store.get([userId, id]);
      if (row) await tx.store.put({ ...row, job: { ...row.job, number } });
      await tx.done;
      changed.say("jobs");
    },
  };
}

/** The state a technician sees: what this phone did last, else what the server said. */
export function stateOf(row: JobRow): JobState {
  return row.local?.state ?? row.job.state;
}

/** Jobs about which the server has not heard all yet: its copy must not overwrite what the technician did. */
function unsentJobs(messages: readonly MessageRow[], reports: readonly ReportRow[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const message of messages) {
    if (message.kind === "job_event") ids.add(message.body.job_id);
    if (message.kind === "field_job") ids.add(message.id);
  }
  for (const report of reports) {
    if (report.progress === "saved") for (const id of report.jobIds) ids.add(id);
  }
  return ids;
}

/** A job made on this phone, in the shape of a pulled one, so that every screen treats it alike. */
export function jobFromField(id: string, body: FieldJob, household: PulledJob | null): PulledJob {
  const made = body.appliance ? [{ ...NO_APPLIANCE, ...body.appliance }] : [];
  return {
    id,
    number: "",
    type: body.type,
    state: "accepted",
    visit_key: body.visit_key ?? null,
    category: body.category,
    appliance_id: body.appliance_id ?? body.appliance?.id ?? null,
    window_start: body.window_start ?? null,
    window_end: body.window_end ?? null,
    fault_code: "",
    fault_text: body.fault_text ?? "",
    note: "",
    warranty: "unknown",
    warranty_reason: "",
    report_id: null,
    customer: household?.customer ?? newCustomer(body),
    address: household?.address ?? newAddress(body),
    appliances: [...(household?.appliances ?? []), ...made],
    hazards: household?.hazards ?? [],
    updated_at: body.device_time,
  };
}

const NO_APPLIANCE = {
  brand: "",
  model: "",
  serial: "",
  room: "",
  rated_power_w: null,
  protection_class: "",
  purchased_on: null,
  installed_on: null,
  history: [],
};

function newCustomer(body: FieldJob): PulledJob["customer"] {
  const { id = "", name = "", phone = "", language = "zh" } = body.customer ?? {};
  return { id, name, phone, language, vip: false, note: "" };
}

function newAddress(body: FieldJob): PulledJob["address"] {
  const { id = "", line = "" } = body.address ?? {};
  return { id, area: "", line, access_note: "", latitude: null, longitude: null };
}
