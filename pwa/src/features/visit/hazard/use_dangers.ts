/** The dangers of the visit as they stand now. */
import { useComputed } from "@preact/signals";
import { dayIn } from "../../../domain/age";
import { zone } from "../../../domain/content";
import type { Danger } from "../../../domain/hazards";
import { dangersOf } from "../../../domain/hazards";
import { useVisit } from "../context";

export function useDangers(): readonly Danger[] {
  const { settled: draft, catalog, safeties, me } = useVisit();
  return useComputed(() => dangersOf(draft.value, catalog, safeties.value, dayIn(zone(me), draft.value.arrivedAt)))
    .value;
}
