/** Shrinks pictures beside the page, so that typing goes on while a large photo is drawn. */
import { digestOf, encodeOffscreen } from "./encode";
import type { Shrunk, Task } from "./shrink";

self.onmessage = async ({ data: { picture, known } }: MessageEvent<Task>) => {
  try {
    const source = await digestOf(picture);
    if (known.includes(source)) {
      answer({ kind: "twice", source });
      return;
    }
    const encoded = await encodeOffscreen(picture);
    answer({ kind: "photo", encoded, source }, [encoded.bytes]);
  } catch {
    answer({ kind: "fault", fault: "unreadable" });
  }
};

function answer(shrunk: Shrunk, transfer: Transferable[] = []): void {
  self.postMessage(shrunk, { transfer });
}
