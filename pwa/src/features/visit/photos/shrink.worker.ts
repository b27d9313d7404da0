/** Shrinks pictures beside the page, so that typing goes on while a large photo is drawn. */
import { encodeOffscreen } from "./encode";

self.onmessage = async (event: MessageEvent<Blob>) => {
  try {
    const encoded = await encodeOffscreen(event.data);
    self.postMessage({ ok: true, encoded }, { transfer: [encoded.bytes] });
  } catch (error) {
    self.postMessage({ ok: false, why: String(error) });
  }
};
