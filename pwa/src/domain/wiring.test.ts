import { expect, it } from "vitest";
import vectors from "../../../tests/vectors/verdicts.json";
import { wiringContent } from "./content_safety";
import type { Candidate, WiringFault } from "./wiring";
import { diagnoseWiring, shownAndUnseen, suspectedWirings } from "./wiring";

const faults = vectors.catalog.wiring as unknown as WiringFault[];
const grid = Array.from({ length: 46 }, (_, index) => String(index * 10));
const boundaries = [10, 50, 187, 242, 253, 380].flatMap((edge) => [
  (edge - 0.1).toFixed(1),
  String(edge),
  (edge + 0.1).toFixed(1),
]);

/** What is wrong with an answer; empty when it says all that it must. */
function wrong(found: Candidate[]): string {
  const last = found.at(-1);
  if (found.length < 2) return "says nothing";
  if (last?.fault.id !== "ne_reversed" || !last.invisible) return "does not name the swap that voltages cannot see";
  const sound = found.some(({ fault }) => fault.severity === "pass");
  if (sound && found[0]?.fault.id !== "correct") return "correct does not stand first";
  const suspected = suspectedWirings(found, null);
  if (suspected.has("ne_reversed")) return "suspects what it cannot see";
  return suspected.size > 0 === sound ? "suspects nothing although it is not sound" : "";
}

function walk(volts: readonly string[]): string[] {
  const failures: string[] = [];
  for (const l_n of volts)
    for (const l_pe of volts)
      for (const n_pe of volts) {
        const failure = wrong(diagnoseWiring(faults, { l_n, l_pe, n_pe }));
        if (failure) failures.push(`${l_n} ${l_pe} ${n_pe}: ${failure}`);
      }
  return failures;
}

it("answers every triple on a grid of ten volts", { timeout: 60_000 }, () => {
  expect(walk(grid)).toEqual([]);
});

it("answers every triple of boundaries", () => {
  expect(walk(boundaries)).toEqual([]);
});

it("writes every candidate with its own next check into the report, and the unseen swap beside them", () => {
  for (const volts of [grid.filter((_, index) => index % 2 === 0), boundaries])
    for (const l_n of volts)
      for (const l_pe of volts)
        for (const n_pe of volts) {
          const found = diagnoseWiring(faults, { l_n, l_pe, n_pe }).map(({ fault }) => fault);
          for (const language of ["zh", "en"] as const) {
            const { candidates, text, check } = wiringContent(found, language);
            expect(candidates).toEqual(found.map(({ id }) => id));
            for (const fault of found) {
              if (!text.includes(fault.title[language])) throw new Error(`${l_n} ${l_pe} ${n_pe}: ${text}`);
              if (!check.includes(fault.check[language])) throw new Error(`${l_n} ${l_pe} ${n_pe}: ${check}`);
            }
          }
        }
});

it("calls only what the voltages show a finding", () => {
  const [shown, unseen] = shownAndUnseen(
    diagnoseWiring(faults, { l_n: "229", l_pe: "86", n_pe: "74" }).map(({ fault }) => fault),
  );
  expect(shown.map(({ id }) => id)).toContain("open_earth");
  expect(shown.map(({ id }) => id)).not.toContain("ne_reversed");
  expect(unseen.map(({ id }) => id)).toEqual(["ne_reversed"]);
});
