import { expect, test } from "vitest";
import { givenPhone, givenReport } from "../testing/given";

const LINK = { id: "11a00000-0000-7000-8000-000000000001", body: { key_hash: "ab".repeat(32) } };
const KEYS = { page: "P".repeat(26), sign: "S".repeat(26) };

test("a link to sign leaves after its report, is tried again, and is not forgotten before the server has it", async () => {
  const { store, server, engine, time } = await givenPhone();
  server.fail("PUT reports", "offline");
  const report = await givenReport(store, { keys: KEYS, signLink: LINK });
  await engine.run();
  expect(server.asks.some(({ path }) => path.endsWith("/sign-link"))).toBe(false);

  time.now += 3_600_000;
  server.fail("sign-link", { status: 503 });
  await engine.run();
  expect(await store.messages.list()).toMatchObject([{ kind: "sign_link", trouble: { kind: "backoff" } }]);

  time.now += 3_600_000;
  await engine.run();
  expect(await store.messages.list()).toEqual([]);
  const put = server.asks.filter(({ path }) => path === `reports/${report.id}/sign-link`);
  expect(put.length).toBeGreaterThanOrEqual(2);
  expect(put.at(-1)?.body).toBe(JSON.stringify(LINK.body));
});

test("the customer's keys stay with the report, to be shown again", async () => {
  const { store, engine } = await givenPhone();
  const report = await givenReport(store, { keys: KEYS });
  await engine.run();
  expect((await store.outbox.get(report.id))?.keys).toEqual(KEYS);
});
