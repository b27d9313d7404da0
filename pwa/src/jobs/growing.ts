/** Long lists are drawn in parts: a tap, a scroll or the first frame never waits for the rows that nobody sees yet. */
import { useEffect, useState } from "preact/hooks";

/** More than the tallest phone shows. */
const FIRST = 10;
/** About 30 ms on a slow phone, below what a finger notices. */
const STEP = 16;

/** How many of `total` rows may be drawn by now: a screenful at once, then some more in each later task until all are. */
export function useGrowing(total: number): number {
  const [room, setRoom] = useState(FIRST);
  useEffect(() => {
    if (room >= total) return;
    const timer = setTimeout(() => setRoom(room + STEP));
    return () => clearTimeout(timer);
  }, [room, total]);
  return room;
}

/** The groups of a list within that room: those that do not fit at all are left out, the last one is cut. */
export function within<Group extends { rows: readonly unknown[] }>(groups: readonly Group[], room: number): Group[] {
  const fitting: Group[] = [];
  let left = room;
  for (const group of groups) {
    if (left <= 0) break;
    fitting.push({ ...group, rows: group.rows.slice(0, left) });
    left -= group.rows.length;
  }
  return fitting;
}
