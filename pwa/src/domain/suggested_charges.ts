/** What a repair of this kind usually costs: offered to be tapped, never added by itself. */
import { pricesFor } from "./applicable";
import type { Schemas } from "./draft";
import { likelyParts } from "./faults";

/** The fault's parts, labour of its difficulty, and the call-out, as the price list names them. */
export function suggestedCharges(
  catalog: Schemas["Catalog"],
  category: string,
  fault: Schemas["Fault"] | undefined,
): Schemas["Price"][] {
  const fitting = pricesFor(catalog, category);
  return [
    ...(fault ? likelyParts(catalog, fault) : []),
    ...fitting.filter((price) => price.kind === "labour" && fault !== undefined && price.grade === fault.grade),
    ...fitting.filter((price) => price.call_out),
  ];
}
