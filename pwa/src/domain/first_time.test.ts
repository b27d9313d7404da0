import { describe, expect, it } from "vitest";
import type { Schemas } from "./draft";
import { isFirstVisit } from "./first_time";
import { job } from "./visit_fixtures";

const TODAY = "2026-11-22";

function visitedOn(visited: Partial<Schemas["PastVisit"]>[]): Schemas["PulledJob"] {
  const past = {
    date: "2026-10-01",
    job_type: "repair",
    report_id: job.id,
    result: "done",
    technician: "",
    verdict: "",
  };
  const history = visited.map((visit) => ({ ...past, ...visit }) as Schemas["PastVisit"]);
  return { ...job, appliances: job.appliances.map((one) => (one.id === job.appliance_id ? { ...one, history } : one)) };
}

describe("the first visit for a fault", () => {
  it("is one without a repair of this appliance in the last 90 days", () => {
    expect(isFirstVisit(visitedOn([{ date: "2026-08-01" }, { job_type: "maintenance" }]), TODAY)).toBe(true);
    expect(isFirstVisit(visitedOn([{}]), TODAY)).toBe(false);
  });

  it("is not guessed for an appliance that nobody knows", () => {
    expect(isFirstVisit({ ...job, appliance_id: null }, TODAY)).toBeNull();
  });
});
