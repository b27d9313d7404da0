import { expect, test } from "vitest";
import { givenJob } from "../../testing/given";
import { EMPTY, e164, fieldJob, firstMissing } from "./form";

const walkIn = {
  ...EMPTY,
  language: "zh" as const,
  type: "repair" as const,
  category: "hob",
  name: "周敏",
  phone: "139 1111 2222",
  address: "滨江 1 号",
};
const ids = () => crypto.randomUUID();

test("a Chinese mobile number is understood without its country", () => {
  expect(e164("139 1111-2222")).toBe("+8613911112222");
  expect(e164("+44 20 7946 0018")).toBe("+442079460018");
  expect(e164("0571-8888 7777")).toBe("+8657188887777");
  expect(e164("12345")).toBeNull();
});

test("the form names what is missing, in the order of the screen", () => {
  expect(firstMissing({ ...EMPTY, language: "zh" }, null)).toBe("needType");
  expect(firstMissing({ ...walkIn, phone: "12" }, null)).toBe("needPhone");
  expect(firstMissing(walkIn, null)).toBeNull();
});

test("a walk-in brings its own customer, address and appliance", () => {
  const job = fieldJob(walkIn, null, ids, "2026-11-22T08:00:00Z");
  expect(job.customer).toMatchObject({ name: "周敏", phone: "+8613911112222" });
  expect(job).toMatchObject({ customer_id: null, address_id: null, appliance: { category: "hob" } });
});

test("a second appliance joins the household and its visit", () => {
  const pulled = givenJob({ visit_key: "v1" });
  const household = { userId: "u", id: pulled.id, job: pulled, field: false, local: null };
  const job = fieldJob({ ...walkIn, applianceId: "a7" }, household, ids, "2026-11-22T08:00:00Z");
  expect(job).toMatchObject({ customer_id: "c1", address_id: "a1", visit_key: "v1", appliance_id: "a7" });
  expect([job.customer, job.address, job.appliance]).toEqual([null, null, null]);
});
