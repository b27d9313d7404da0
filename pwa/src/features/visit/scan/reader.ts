/** Reads codes in a picture: with the browser's own detector, or with ours in a worker, loaded when it is first wanted. */
import { type NativeDetector, nativeDetector } from "../../../app/scanner";
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
  return native ? nativeReader(native) : ownReader();
}

/** A phone may promise a detector and fail to bring it when it is asked: then ours takes over. */
function nativeReader(native: NativeDetector): Reader {
  let own: Reader | null = null;
  return {
    async read(image) {
      if (own) return own.read(image);
      try {
        const found = await native.detect(image);
        return found.map(({ rawValue, format }) => ({ text: rawValue, format, symbology: "" }));
      } catch {
        own = ownReader();
        return own.read(image);
      }
    },
    close: () => own?.close(),
  };
}

/** One question after the other, so that an answer belongs to the last one asked. */
function ownReader(): Reader {
  const worker = new Worker(new URL("./zxing.worker.ts", import.meta.url), { type: "module", name: "scanner" });
  let line: Promise<unknown> = Promise.resolve();
  let missing = false;
  const ask = ({ data, width, height }: ImageData) =>
    new Promise<readonly ReadCode[]>((done, fail) => {
      const give = () => {
        missing = true;
        fail(new NoReaderError("the reader could not be loaded"));
      };
      if (missing) return give();
      worker.onerror = give;
      worker.onmessage = ({ data: answer }: MessageEvent<Answer>) => {
        if (answer.kind === "codes") done(answer.codes);
        else give();
      };
      const question: Question = { pixels: data.buffer as ArrayBuffer, width, height };
      worker.postMessage(question, [question.pixels]);
    });
  return {
    read(image) {
      const answer = line.then(() => ask(image));
      line = answer.catch(() => undefined);
      return answer;
    },
    close: () => worker.terminate(),
  };
}
