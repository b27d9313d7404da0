/** Pull down at the top of the page to sync. True while it runs. */
import { useEffect, useState } from "preact/hooks";

const FAR_ENOUGH = 70;

export function usePullToRefresh(refresh: () => Promise<void>): boolean {
  const [running, setRunning] = useState(false);
  useEffect(() => {
    let from: number | null = null;
    const start = (event: TouchEvent) => {
      from = window.scrollY <= 0 ? (event.touches[0]?.clientY ?? null) : null;
    };
    const end = (event: TouchEvent) => {
      const to = event.changedTouches[0]?.clientY;
      if (from === null || to === undefined || to - from < FAR_ENOUGH) return;
      setRunning(true);
      void refresh().finally(() => setRunning(false));
    };
    document.addEventListener("touchstart", start, { passive: true });
    document.addEventListener("touchend", end, { passive: true });
    return () => {
      document.removeEventListener("touchstart", start);
      document.removeEventListener("touchend", end);
    };
  }, [refresh]);
  return running;
}
