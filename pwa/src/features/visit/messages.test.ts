import { expect, test } from "vitest";
import { CUSTOMER } from "./messages_customer";
import { ENDING } from "./messages_ending";

const said = Object.values({ ...CUSTOMER, ...ENDING }).flatMap(({ zh, en }) => [zh, en]);

test("no sentence names a time that the service center sets", () => {
  expect(said.filter((text) => /72|七天|seven days/.test(text))).toEqual([]);
});

test("nobody is told on the technician's phone that the technician cannot see it", () => {
  expect(said).not.toContain("技师看不到");
  expect(said.filter((text) => /不经过技师|not through the technician/.test(text))).toEqual([]);
});
