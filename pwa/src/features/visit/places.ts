/** Where a technician can be within a visit; kept in the draft so that the app opens there again. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Router } from "../../app/router";
import type { Gap } from "../../domain/progress";

export type Place =
  | "overview"
  | "A"
  | "work"
  | "B"
  | "C"
  | "D"
  | "E"
  | "photos"
  | "hazard"
  | "result"
  | "review"
  | "sign"
  | "notice";

export const PLACES: readonly Place[] = [
  "overview",
  "A",
  "work",
  "B",
  "C",
  "D",
  "E",
  "photos",
  "hazard",
  "result",
  "review",
  "sign",
  "notice",
];

/** Ways within one visit. */
export interface Ways {
  go: (place: Place, ...rest: string[]) => void;
  /** the same without a step to go back over: what was shown is no more */
  replace: (place: Place, ...rest: string[]) => void;
  /** back to the visit's overview; from there out of the visit */
  back: () => void;
  leave: () => void;
}

export const WaysContext = createContext<Ways | null>(null);

export function useWays(): Ways {
  const ways = useContext(WaysContext);
  if (!ways) throw new Error("a screen of the visit stands outside of a visit");
  return ways;
}

export function waysOf(router: Router, key: string): Ways {
  const overview = () => router.replace("visit", key, "overview");
  return {
    go(place, ...rest) {
      if (place === "review" || place === "sign" || place === "notice") router.go(place, key, ...rest);
      else router.go("visit", key, place, ...rest);
    },
    replace: (place, ...rest) => router.replace("visit", key, place, ...rest),
    back: overview,
    leave: () => router.replace("today"),
  };
}

/** The screen where a gap is filled in, and its field. */
export function placeOf(gap: Gap): [Place, ...string[]] {
  return [gap.section, gap.field];
}
