/** A picture from the camera → a JPEG of at most 1600 px without its metadata. */
import type { Encoded } from "./encode";
import { encodeOnPage } from "./encode";

type Answer = { ok: true; encoded: Encoded } | { ok: false; why: string };

/** @throws Error when the file is not a picture that this phone can read. */
export async function shrink(picture: Blob): Promise<Encoded> {
  const answer = typeof OffscreenCanvas === "undefined" ? null : await inWorker(picture);
  return answer?.ok ? answer.encoded : encodeOnPage(picture);
}

/** One worker a picture: it is gone with its memory when the picture is done. */
function inWorker(picture: Blob): Promise<Answer> {
  return new Promise((done) => {
    const worker = new Worker(new URL("./shrink.worker.ts", import.meta.url), { type: "module" });
    const finish = (answer: Answer) => {
      worker.terminate();
      done(answer);
    };
    worker.onmessage = (event: MessageEvent<Answer>) => finish(event.data);
    worker.onerror = () => finish({ ok: false, why: "the worker did not start" });
    worker.postMessage(picture);
  });
}
