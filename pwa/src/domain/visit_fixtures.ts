/** A small catalog, technician and job for the tests of a visit. */
import type { Draft, Schemas } from "./draft";
import { inView, newDraft } from "./draft";
import { safetyOf } from "./safety";
import type { SafetyView } from "./safety_view";

const both = (en: string, zh = en) => ({ zh, en });
const line = (id: string) => ({ id, text: both(`${id} text`, `${id} 文`) });

const test = (id: string, phase: "supply" | "appliance", extra: Partial<Schemas["Test"]> = {}): Schemas["Test"] => ({
  id,
  phase,
  group: "voltage",
  title: both(id),
  short: both(id),
  hint: both(""),
  unit: "V",
  decimals: 1,
  input: "number",
  choices: [],
  instrument: "multimeter",
  classes: [],
  categories: [],
  job_types: [],
  needs: {},
  required: true,
  ...extra,
});

const limit = (id: string, of: string, extra: Partial<Schemas["Limit"]>): Schemas["Limit"] => ({
  id,
  test: of,
  comparison: "between",
  min: null,
  max: null,
  values: [],
  reference: null,
  tolerance: null,
  per_kw: null,
  cap: null,
  when: {},
  severity: "fail",
  text: both(`limit ${id}`),
  why: both(`why ${id}`),
  action: both(`do ${id}`),
  standard: "GB/T 1",
  clause: "4.3",
  print_clause: true,
  basis: "standard",
  confidence: "high",
  ...extra,
});

export const catalog: Schemas["Catalog"] = {
  version: 3,
  sha256: "ab".repeat(32),
  profile: "CN",
  currency: "CNY",
  organisation: { name: both("Anhe", "安禾"), hotline: "400-000-0105" },
  services: (["A", "B", "C", "D", "E"] as const).map((id) => ({ id, title: both(id), promise: both(id) })),
  job_types: [{ id: "repair", text: both("Repair", "维修"), standard_minutes: 60 }],
  tests: [
    test("supply.u_ln", "supply"),
    test("supply.rcd", "supply", {
      input: "choice",
      unit: "",
      instrument: "sight",
      choices: [line("30ma"), line("none")],
    }),
    test("supply.rcd_trip", "supply", { needs: { "supply.rcd": ["30ma"] } }),
    test("supply.frequency", "supply", { required: false }),
    test("ac.leak", "supply", { categories: ["air_conditioner"] }),
    test("app.riso", "appliance", { unit: "MΩ", classes: ["I"] }),
  ],
  limits: [
    limit("u_ln", "supply.u_ln", { min: "198", max: "235.4" }),
    limit("u_ln.hard", "supply.u_ln", { min: "187", max: "242", severity: "refuse" }),
    limit("rcd", "supply.rcd", { comparison: "in", values: ["30ma"] }),
    limit("trip", "supply.rcd_trip", { comparison: "lte", max: "300" }),
    limit("riso", "app.riso", { comparison: "gte", min: "1" }),
  ],
  wiring: [],
  rules: [],
  categories: [
    {
      id: "water_heater",
      text: both("Water heater", "电热水器"),
      protection_class: "I",
      life_years: 8,
      life_standard: "",
      scrap_years: null,
      wet: true,
      guidance: [line("g1"), line("g2")],
      maintenance: [line("m1")],
      checks: [],
      cleanup: [line("e1")],
    },
    {
      id: "gas_hob",
      text: both("Gas hob", "燃气灶"),
      protection_class: "III",
      life_years: 8,
      life_standard: "",
      scrap_years: 8,
      wet: false,
      guidance: [],
      maintenance: [],
      checks: [
        {
          id: "hose",
          text: both("Hose", "软管"),
          results: [
            { level: "ok", text: both("sound", "完好") },
            { level: "fail", text: both("cracked", "开裂") },
          ],
        },
      ],
      cleanup: [],
    },
  ],
  common_checks: [],
  cleanup: [line("e1"), line("e2")],
  urgencies: [{ id: "C2", text: both("soon", "尽快") }],
  not_taken_reasons: [{ id: "no_power", text: both("No power", "无供电") }],
  second_visit_reasons: [{ id: "parts", text: both("Waiting for parts", "待配件") }],
  refusal_reasons: [{ id: "no_earth", text: both("No reliable earth", "无可靠接地") }],
  unsigned_reasons: [line("absent")],
  faults: [],
  prices: [],
  certificates: [{ id: "low_voltage", text: both("Low voltage", "低压电工") }],
  instruments: [line("multimeter")],
  notice: { title: both("n"), promise: both("p"), foot: both("f") },
  consent: { version: "1", text: both("I agree", "我同意") },
};

const CENTER = "01a00000-0000-7000-8000-000000000001";
export const NOW = "2026-11-22T06:50:00.000Z";

export const me: Schemas["Me"] = {
  id: "01a00000-0000-7000-8000-000000000002",
  username: "tech1",
  name: "陈立军",
  role: "technician",
  language: "zh",
  staff_no: "0417",
  grade: "A",
  must_change_password: false,
  center: {
    id: CENTER,
    code: "EC",
    name_zh: "城东",
    name_en: "East",
    time_zone: "Asia/Shanghai",
    phone: "",
    address: "",
  },
  certificates: [{ kind: "low_voltage", number: "1", valid_until: "2029-05-01" }],
  instruments: [
    {
      id: "DM-07",
      kind: "multimeter",
      name: both("Multimeter", "万用表"),
      model: "Meter 87",
      serial: "7",
      due: "2026-11-21",
    },
  ],
};

const appliance = (id: string, category: string): Schemas["JobAppliance"] => ({
  id,
  category,
  brand: "安禾",
  model: "X",
  serial: "1",
  room: "厨房",
  rated_power_w: 2000,
  protection_class: "I",
  purchased_on: "2018-03-05",
  installed_on: null,
  history: [],
});

export const job: Schemas["PulledJob"] = {
  id: "01a00000-0000-7000-8000-000000000003",
  number: "J-1",
  type: "repair",
  state: "on_site",
  visit_key: null,
  category: "water_heater",
  appliance_id: "01a00000-0000-7000-8000-000000000004",
  window_start: "2026-11-22T06:00:00Z",
  window_end: "2026-11-22T08:00:00Z",
  fault_code: "",
  fault_text: "不热",
  note: "",
  warranty: "out",
  warranty_reason: "",
  report_id: null,
  customer: {
    id: "01a00000-0000-7000-8000-000000000005",
    name: "𠮷田 惠",
    phone: "+8613812341234",
    language: "zh",
    vip: false,
    note: "",
  },
  address: {
    id: "01a00000-0000-7000-8000-000000000006",
    area: "滨江",
    line: "云杉苑 3-2-1602",
    access_note: "",
    latitude: null,
    longitude: null,
  },
  appliances: [
    appliance("01a00000-0000-7000-8000-000000000004", "water_heater"),
    appliance("01a00000-0000-7000-8000-000000000007", "gas_hob"),
  ],
  hazards: [],
  updated_at: "2026-11-22T05:00:00Z",
};

/** The same household's other appliance, to be looked at on the same visit. */
export const secondJob: Schemas["PulledJob"] = {
  ...job,
  id: "01a00000-0000-7000-8000-000000000009",
  number: "J-2",
  category: "gas_hob",
  appliance_id: "01a00000-0000-7000-8000-000000000007",
  fault_text: "打不着火",
};

/** Ids that count up, in the shape of a UUIDv7. */
export function counter(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `01a00000-0000-7000-9000-${String(next).padStart(12, "0")}`;
  };
}

export function freshDraft(): Draft {
  const newId = counter();
  return newDraft({
    key: job.id,
    owner: me.id,
    reportId: newId(),
    visitId: newId(),
    job,
    category: catalog.categories[0],
    language: "zh",
    enRouteAt: null,
    arrivedAt: "2026-11-22T06:06:00.000Z",
    newId,
    faultCode: "",
  });
}

export const judged = (draft: Draft): SafetyView =>
  safetyOf({ ...inView(draft), arrivedAt: draft.arrivedAt }, catalog, "repair");

export const judgedAll = (draft: Draft, by = catalog): ReadonlyMap<string, SafetyView> =>
  new Map(draft.served.map((own) => [own.jobId, safetyOf({ ...own, arrivedAt: draft.arrivedAt }, by, "repair")]));

/** The jobs of the household, soon after the arrival of `freshDraft`. */
export const clock = { jobs: [job, secondJob], now: NOW };

export const contextOf = (draft: Draft, now = NOW) => ({
  catalog,
  jobs: [job, secondJob],
  me,
  safeties: judgedAll(draft),
  appVersion: "1.0.0",
  now,
});
