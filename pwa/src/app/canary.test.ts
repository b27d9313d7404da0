import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openStore } from "../store";
import { acknowledge, type Mark, wasEvicted } from "./canary";

const NOW = "2026-11-22T08:00:00Z";

/** What outlives an eviction, as a cookie does. */
function rememberedMark(): Mark {
  let kept: string | null = null;
  return {
    read: () => kept,
    write(at) {
      kept = at;
    },
  };
}

test("a phone that starts for the first time has lost nothing", async () => {
  const mark = rememberedMark();
  const store = await openStore({ name: "first-start" });
  expect(await wasEvicted(store, mark, NOW)).toBe(false);
  expect(await wasEvicted(store, mark, NOW), "nor at the second start").toBe(false);
});

test("an empty store where there was one before is told, until somebody has read it", async () => {
  const mark = rememberedMark();
  await wasEvicted(await openStore({ name: "before-eviction" }), mark, NOW);
  const emptied = await openStore({ name: "after-eviction" });
  expect(await wasEvicted(emptied, mark, NOW)).toBe(true);
  expect(await wasEvicted(emptied, mark, NOW), "a reload does not hide it").toBe(true);
  await acknowledge(emptied, mark, NOW);
  expect(await wasEvicted(emptied, mark, NOW)).toBe(false);
});

test("a phone whose cookies were cleared, but not its data, is not alarmed", async () => {
  const store = await openStore({ name: "cookies-cleared" });
  await wasEvicted(store, rememberedMark(), NOW);
  const anew = rememberedMark();
  expect(await wasEvicted(store, anew, NOW)).toBe(false);
  expect(anew.read()).toBe(NOW);
});
