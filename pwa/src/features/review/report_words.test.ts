import { expect, test } from "vitest";
import type { Schemas } from "../../domain/draft";
import { formatter } from "../../i18n";
import { textsIn } from "../visit/texts";
import { evidence } from "./report_words";

const hob = {
  category_text: "燃气灶",
  state: "checked",
  findings: [{ text: "软管：开裂", level: "fail", decision: "book" }],
};
const content = { others: [hob] } as unknown as Schemas["ContentV2"];

test("a finding follows its appliance with the colon of the language", () => {
  const said = (language: "zh" | "en") =>
    evidence(content, "D", textsIn(language, formatter(language, "Asia/Shanghai")));
  expect(said("zh")).toContain("燃气灶：软管：开裂");
  expect(said("zh")).not.toContain(": ");
  expect(said("en")).toContain("燃气灶: 软管");
});
