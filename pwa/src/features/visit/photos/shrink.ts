/** A picture from the camera → a JPEG of at most 1600 px without its metadata. */
import type { PhotoFault } from "../../../domain/photos";
import { HEAD_BYTES, readHead } from "../../../domain/picture_head";
import type { Encoded } from "./encode";
import { digestOf, encodeOnPage } from "./encode";

/** `source`: digest of the file. `twice`: one of the known digests, so nothing was drawn. */
export type Shrunk =
  | { kind: "photo"; encoded: Encoded; source: string }
  | { kind: "twice"; source: string }
  | { kind: "fault"; fault: PhotoFault };

/** What goes into the worker. */
export interface Task {
  picture: Blob;
  known: readonly string[];
}

/** A picture that takes longer has taken the worker's memory with it. */
const PATIENCE_MS = 90_000;

export async function shrink(task: Task): Promise<Shrunk> {
  const answer = typeof OffscreenCanvas === "undefined" ? null : await inWorker(task);
  return answer && answer.kind !== "fault" ? answer : onPage(task);
}

/** One worker a picture: it is gone with its memory when the picture is done. */
function inWorker(task: Task): Promise<Shrunk> {
  return new Promise((done) => {
    const worker = new Worker(new URL("./shrink.worker.ts", import.meta.url), { type: "module" });
    const finish = (answer: Shrunk) => {
      clearTimeout(patience);
      worker.terminate();
      done(answer);
    };
    const patience = setTimeout(() => finish({ kind: "fault", fault: "unreadable" }), PATIENCE_MS);
    worker.onmessage = (event: MessageEvent<Shrunk>) => finish(event.data);
    worker.onerror = () => finish({ kind: "fault", fault: "unreadable" });
    worker.postMessage(task);
  });
}

/** What the worker could not do: some browsers decode more kinds of pictures in an <img> than in a worker. */
async function onPage({ picture, known }: Task): Promise<Shrunk> {
  try {
    const source = await digestOf(picture);
    if (known.includes(source)) return { kind: "twice", source };
    return { kind: "photo", source, encoded: await encodeOnPage(picture) };
  } catch {
    return { kind: "fault", fault: await faultOf(picture) };
  }
}

/** Why it could not be drawn: gone or still in the cloud, of a kind that this browser does not know, or broken. */
async function faultOf(picture: Blob): Promise<PhotoFault> {
  try {
    const head = readHead(new Uint8Array(await picture.slice(0, HEAD_BYTES).arrayBuffer()));
    return head.kind === "heic" ? "heic" : "unreadable";
  } catch {
    return "unreachable";
  }
}
