/** How jobs are named on every screen. */
import { messages, type Text } from "../i18n";
import type { Catalog, JobRow, JobState, PulledJob } from "../store";

export const TYPE: Readonly<Record<PulledJob["type"], Text>> = messages({
  installation: { zh: "安装", en: "Install" },
  repair: { zh: "维修", en: "Repair" },
  maintenance: { zh: "维护", en: "Maintain" },
  inspection: { zh: "检查", en: "Inspect" },
});

export const STATE: Readonly<Record<JobState, Text>> = messages({
  requested: { zh: "已受理", en: "Requested" },
  assessed: { zh: "已评估", en: "Assessed" },
  scheduled: { zh: "已退回网点", en: "Back at the center" },
  assigned: { zh: "待接单", en: "To accept" },
  accepted: { zh: "已接单", en: "Accepted" },
  en_route: { zh: "途中", en: "On the way" },
  on_site: { zh: "服务中", en: "On site" },
  completed: { zh: "完成", en: "Done" },
  second_visit: { zh: "需二次上门", en: "Second visit" },
  on_hold: { zh: "已挂起", en: "On hold" },
  refused: { zh: "安全拒装", en: "Refused: unsafe" },
  followed_up: { zh: "已回访", en: "Followed up" },
  closed: { zh: "已关闭", en: "Closed" },
  cancelled: { zh: "已取消", en: "Cancelled" },
});

export const WARRANTY: Readonly<Record<PulledJob["warranty"], Text>> = messages({
  in: { zh: "保内", en: "Under warranty" },
  out: { zh: "保外", en: "Out of warranty" },
  unknown: { zh: "质保待核", en: "Warranty to be checked" },
});

/** The category in both languages; its id when the catalog does not know it (an older catalog). */
export function categoryText(catalog: Catalog | null, id: string): Text {
  return catalog?.categories.find((category) => category.id === id)?.text ?? { zh: id, en: id };
}

export function faultText(catalog: Catalog | null, job: PulledJob): Text | null {
  const code = job.fault_code;
  const known = code ? catalog?.faults.find((fault) => fault.id === code || fault.code === code) : undefined;
  if (known) return known.text;
  return job.fault_text ? { zh: job.fault_text, en: job.fault_text } : null;
}

/** Where a visit's screens are found: its key, or its only job. */
export function visitAddress(row: JobRow): string {
  return row.job.visit_key ?? row.id;
}
