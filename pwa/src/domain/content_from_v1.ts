/**
 * Content that an older app froze, in the shape that screens read (twin of backend/reports/versions.py).
 * For reading only: what is sent is the frozen text itself.
 */
import type { Content } from "./content";
import type { Schemas } from "./draft";

const NO_WORDS = { plain: "", next: "" };

export function contentFromV1(old: Schemas["ContentV1"]): Content {
  const { appliance, warranty, work, safety, guidance, maintenance, helper, ...kept } = old;
  const job = {
    appliance: { ...appliance, installed_on: null, age_text: "" },
    warranty: { ...warranty, explanation: "" },
    work: {
      ...work,
      symptom: "",
      symptom_text: "",
      fault_text: "",
      grade: null,
      first_time: null,
      started_at: null,
      ended_at: null,
      standard_minutes: null,
      over_reason: "",
    },
    safety: safetyFromV1(safety),
    guidance: listFromV1(guidance),
    maintenance: listFromV1(maintenance),
    parts: [],
  };
  return {
    ...kept,
    helpers: helper ? [helper] : [],
    jobs: old.jobs.map((one) => ({ ...one, ...job })),
    others: old.others.map(({ model_text, ...other }) => ({
      ...other,
      brand: "",
      model: model_text,
      serial: "",
      purchased_on: null,
      identified: other.id ? "known" : "typed",
      findings: other.findings.map((finding) => ({ ...finding, id: "" })),
    })),
    hazards: [],
    cleanup: listFromV1(old.cleanup),
    photos: old.photos.map((photo) => ({ ...photo, of: "" })),
    charges: {
      ...old.charges,
      rows: old.charges.rows.map((row) => ({ ...row, job_id: null })),
      agreed_before: false,
    },
  };
}

function safetyFromV1(old: Schemas["SafetyV1"]): Schemas["SafetyV2"] {
  const seen = new Map<string, number>();
  return {
    ...old,
    circumstances: [],
    asked: [],
    wiring: { ...old.wiring, check: "" },
    verdict: { ...old.verdict, ...NO_WORDS },
    readings: old.readings.map((reading) => {
      const attempt = (seen.get(reading.test) ?? 0) + 1;
      seen.set(reading.test, attempt);
      return { ...reading, attempt, photo: null, verdict: { ...reading.verdict, ...NO_WORDS } };
    }),
  };
}

function listFromV1(old: Schemas["ChecklistV1"]): Schemas["ChecklistV2"] {
  return { ...old, items: old.items.map((item) => ({ ...item, at: null, before: "", after: "" })) };
}
