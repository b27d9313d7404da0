/** What a repair of this kind usually costs: offered to be tapped, never added by itself. */
import { pricesFor } from "./applicable";
import { difficultyText } from "./difficulty";
import type { Schemas } from "./draft";
import { likelyParts } from "./faults";

/** The fault's parts, labour of its difficulty, and the first of the general charges (the call-out). */
export function suggestedCharges(
  catalog: Schemas["Catalog"],
  category: string,
  fault: Schemas["Fault"] | undefined,
): Schemas["Price"][] {
  const fitting = pricesFor(catalog, category);
  const word = fault && difficultyText(fault.grade).zh;
  return [
    ...(fault ? likelyParts(catalog, fault) : []),
    ...fitting.filter((price) => price.kind === "labour" && word !== undefined && price.text.zh.includes(word)),
    ...fitting.filter((price) => price.kind === "other").slice(0, 1),
  ];
}
