/** The table of addresses. `#/visit/…`, `#/review/…`, `#/sign/…` and `#/notice/…` are the visit's own screens. */
export interface Route {
  screen: ScreenName;
  /** The part after the screen's name: a job's id, a visit's key. */
  id: string;
  /** What follows, for screens with parts of their own: `#/visit/<key>/A`. */
  rest: readonly string[];
}

const SCREENS = [
  "today",
  "search",
  "outbox",
  "me",
  "sign-in",
  "password",
  "job",
  "new-job",
  "visit",
  "review",
  "sign",
  "notice",
] as const;

export type ScreenName = (typeof SCREENS)[number];

export const HOME: Route = { screen: "today", id: "", rest: [] };

/** Reads `location.hash`; what is not known leads home. */
export function parseRoute(hash: string): Route {
  const [name = "", id = "", ...rest] = hash.replace(/^#\/?/, "").split("/").map(decode);
  const screen = SCREENS.find((known) => known === name);
  return screen ? { screen, id, rest } : HOME;
}

export function href(screen: ScreenName, ...parts: readonly string[]): string {
  return `#/${[screen, ...parts].map(encodeURIComponent).join("/")}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
