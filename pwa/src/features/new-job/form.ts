/** What a new job needs, and what is still missing. Pure. */
import type { FieldJob, JobRow } from "../../store";

export interface NewJobForm {
  type: FieldJob["type"] | null;
  category: string;
  /** A known appliance of the household; null makes a new one. */
  applianceId: string | null;
  brand: string;
  model: string;
  fault: string;
  name: string;
  phone: string;
  address: string;
  language: "zh" | "en";
}

export const EMPTY: Omit<NewJobForm, "language"> = {
  type: null,
  category: "",
  applianceId: null,
  brand: "",
  model: "",
  fault: "",
  name: "",
  phone: "",
  address: "",
};

export type Missing = "needType" | "needCategory" | "needName" | "needPhone" | "needAddress";

/** The first thing that is missing, in the order of the screen. */
export function firstMissing(form: NewJobForm, household: JobRow | null): Missing | null {
  if (!form.type) return "needType";
  if (!form.category) return "needCategory";
  if (household) return null;
  if (!form.name.trim()) return "needName";
  if (!e164(form.phone)) return "needPhone";
  return form.address.trim() ? null : "needAddress";
}

/** E.164, or null. A number without a country is taken as Chinese when it can be one. */
export function e164(typed: string): string | null {
  const digits = typed.replace(/[\s\-().]/g, "");
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits;
  if (/^1[3-9]\d{9}$/.test(digits)) return `+86${digits}`;
  return /^0\d{9,11}$/.test(digits) ? `+86${digits.slice(1)}` : null;
}

/** The wire's body. A second appliance of a running visit joins that visit. */
export function fieldJob(form: NewJobForm, household: JobRow | null, newId: () => string, now: string): FieldJob {
  const appliance = {
    id: newId(),
    category: form.category,
    brand: form.brand.trim(),
    model: form.model.trim(),
    serial: "",
    room: "",
  };
  return {
    type: form.type ?? "repair",
    category: form.category,
    fault_text: form.fault.trim(),
    customer_id: household?.job.customer.id ?? null,
    address_id: household?.job.address.id ?? null,
    appliance_id: form.applianceId,
    customer: household ? null : customer(form, newId),
    address: household ? null : { id: newId(), line: form.address.trim() },
    appliance: form.applianceId ? null : appliance,
    visit_key: household?.job.visit_key ?? null,
    window_start: household?.job.window_start ?? null,
    window_end: household?.job.window_end ?? null,
    device_time: now,
  };
}

function customer(form: NewJobForm, newId: () => string): FieldJob["customer"] {
  return { id: newId(), name: form.name.trim(), phone: e164(form.phone) ?? "", language: form.language };
}
