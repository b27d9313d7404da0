/** First-time fix: said by the technician, suggested only where the history is known. */
import type { Schemas } from "./draft";

/** Another visit for a fault within so many days is the same fault come back; house policy. */
const SAME_FAULT_DAYS = 90;

const DAY = 24 * 3600_000;

/** True when the appliance's history shows no visit of this kind lately, false when it does, null when nobody knows. */
export function isFirstVisit(job: Schemas["PulledJob"], today: string): boolean | null {
  const own = job.appliances.find((appliance) => appliance.id === job.appliance_id);
  if (!own) return null;
  const since = Date.parse(today) - SAME_FAULT_DAYS * DAY;
  return !own.history.some((visit) => visit.job_type === job.type && Date.parse(visit.date) >= since);
}
