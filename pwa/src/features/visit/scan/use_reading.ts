/** Looks for codes in the live picture, again and again, until two looks in a row see the same. */
import { useEffect } from "preact/hooks";
import type { ReadCode } from "../../../domain/nameplate";
import { pixelsOfVideo } from "./pixels";
import type { Reader } from "./reader";

/** Between two looks: a phone that only looks gets hot. */
const PAUSE_MS = 120;

interface Looking {
  video: { current: HTMLVideoElement | null };
  reader: () => Promise<Reader>;
  live: boolean;
  onCodes: (codes: readonly ReadCode[]) => void;
  onFailed: () => void;
}

export function useReading({ video, reader, live, onCodes, onFailed }: Looking): void {
  useEffect(() => {
    if (!live) return;
    let over = false;
    let before = "";
    const look = async () => {
      const opened = await reader();
      while (!over) {
        const element = video.current;
        if (element && element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
          const codes = await opened.read(pixelsOfVideo(element));
          const same = codes.map((code) => code.text).sort();
          // a bar code without a check digit can be misread once, hardly twice alike
          if (!over && same.length > 0 && same.join("\n") === before) return onCodes(codes);
          before = same.join("\n");
        }
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
    };
    look().catch(() => over || onFailed());
    return () => {
      over = true;
    };
  }, [live]);
}
