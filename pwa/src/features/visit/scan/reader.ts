/** Reads codes in a picture: with the browser's own detector, or with ours in a worker, loaded when it is first wanted. */
import { nativeDetector } from "../../../app/scanner";
import type { ReadCode } from "../../../domain/nameplate";

export interface Reader {
  /** Empty when the picture has no code that can be read. */
  read: (image: ImageData) => Promise<readonly ReadCode[]>;
  close: () => void;
}

/** What goes into the worker; the pixels are moved, not copied. */
export interface Question {
  pixels: ArrayBuffer;
  width: number;
  height: number;
}

export type Answer = { kind: "codes"; codes: readonly ReadCode[] } | { kind: "failed" };

/** The reader is not on this phone yet and there is no network, or the browser cannot run it. */
export class NoReaderError extends Error {}

export async function openReader(): Promise<Reader> {
  const native = await nativeDetector();
  if (!native) return ownReader();
  return {
    async read(image) {
      const found = await native.detect(image);
      return found.map(({ rawValue, format }) => ({ text: rawValue, format, symbology: "" }));
    },
    close: () => {},
  };
}

/** One question at a time, as the live view asks them. */
function ownReader(): Reader {
  const worker = new Worker(new URL("./zxing.worker.ts", import.meta.url), { type: "module", name: "scanner" });
  return {
    read: ({ data, width, height }) =>
      new Promise((done, fail) => {
        const missing = () => fail(new NoReaderError("the reader could not be loaded"));
        worker.onerror = missing;
        worker.onmessage = ({ data: answer }: MessageEvent<Answer>) => {
          if (answer.kind === "codes") done(answer.codes);
          else missing();
        };
        const question: Question = { pixels: data.buffer as ArrayBuffer, width, height };
        worker.postMessage(question, [question.pixels]);
      }),
    close: () => worker.terminate(),
  };
}
