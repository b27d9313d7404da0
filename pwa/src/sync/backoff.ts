/** When to try again: doubling, at most a quarter of an hour, with jitter so that a thousand phones don't knock together. */
const FIRST = 4_000;
const LONGEST = 15 * 60_000;

/** Milliseconds. `attempts` counts from 1, `random` in [0, 1), `wait` = seconds that the server asked for. */
export function backoff(attempts: number, random: number, wait = 0): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(attempts - 1, 20));
  return Math.max(wait * 1000, Math.round(ceiling * (0.5 + random / 2)));
}
