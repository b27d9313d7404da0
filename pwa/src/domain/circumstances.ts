/** What the limits may depend on. The server derives the same from the signed content (backend/reports/judgement.py). */
import { ageOn } from "./age";
import { categoryOf } from "./applicable";
import type { Schemas, ServedDraft } from "./draft";
import type { Circumstances } from "./limits";

/** What of a job's draft the electrical rules read; nothing else changes a verdict. */
export type SafetyInputs = Pick<ServedDraft, "readings" | "appliance" | "earthing" | "location" | "circumstances"> & {
  arrivedAt: string;
};

export function circumstancesOf(inputs: SafetyInputs, catalog: Schemas["Catalog"], jobType: string): Circumstances {
  const { appliance, arrivedAt } = inputs;
  const category = categoryOf(catalog, appliance.category);
  const life = category?.life_years;
  const scrap = category?.scrap_years;
  // the date of the instant in UTC, as the server cuts it out of the content
  const age = ageOn(arrivedAt.slice(0, 10), appliance.purchasedOn);
  return {
    ...inputs.circumstances,
    class: appliance.protectionClass,
    category: appliance.category,
    job_type: jobType,
    location: inputs.location,
    earthing: inputs.earthing,
    rated_power_w: appliance.ratedPowerW,
    life_years: life == null ? "" : String(life),
    scrap_years: scrap == null ? "" : String(scrap),
    age_years: age ? String(age.years) : appliance.purchasedOn ? "0" : "",
  };
}
