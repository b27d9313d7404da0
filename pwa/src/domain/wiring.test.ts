import { expect, it } from "vitest";
import vectors from "../../../tests/vectors/verdicts.json";
import type { Candidate, WiringFault } from "./wiring";
import { diagnoseWiring, suspectedWirings } from "./wiring";

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
