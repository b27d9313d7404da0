/**
 * Noticing that the browser has thrown away what this phone kept. The canary lives with the data; a cookie, which a
 * browser that frees space leaves alone, remembers that there was one. Both hold a date and nothing else.
 */
import type { Store } from "../store";

export interface Mark {
  read(): string | null;
  write(at: string): void;
}

const NAME = "fuwuka_kept";
/** The longest that browsers allow; every start begins it anew. */
const MAX_AGE = 400 * 24 * 3600;

export function cookieMark(document: Document): Mark {
  const secure = document.location.protocol === "https:" ? "; secure" : "";
  return {
    read: () =>
      document.cookie
        .split("; ")
        .find((pair) => pair.startsWith(`${NAME}=`))
        ?.slice(NAME.length + 1) ?? null,
    write(at) {
      document.cookie = `${NAME}=${at}; path=/app/; max-age=${MAX_AGE}; samesite=strict${secure}`;
    },
  };
}

/** At every start. True until `acknowledge`: a reload must not hide the news. @param now UTC ISO 8601 */
export async function wasEvicted(store: Store, mark: Mark, now: string): Promise<boolean> {
  const canary = await store.meta.get("canary");
  if (canary === undefined && mark.read() !== null) {
    await store.log.add(now, "warn", "storage was evicted");
    return true;
  }
  await acknowledge(store, mark, canary ?? now);
  return false;
}

/** The technician knows; from here on the phone keeps watch again. */
export async function acknowledge(store: Store, mark: Mark, at: string): Promise<void> {
  await store.meta.set("canary", at);
  mark.write(at);
}
