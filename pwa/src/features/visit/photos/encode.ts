/** Draws a picture anew, smaller: what a camera wrote beside it (place, time, phone) stays behind. */
import { fitWithin, JPEG_QUALITY } from "../../../domain/photos";

export interface Encoded {
  bytes: ArrayBuffer;
  width: number;
  height: number;
}

/** Works in a worker and on a page alike, wherever OffscreenCanvas exists. */
export async function encodeOffscreen(picture: Blob): Promise<Encoded> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: "from-image" });
  const size = fitWithin(bitmap.width, bitmap.height);
  const canvas = new OffscreenCanvas(size.width, size.height);
  paint(canvas.getContext("2d"), bitmap, size);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  return { ...size, bytes: await blob.arrayBuffer() };
}

/** For browsers without OffscreenCanvas or without 2D in it. */
export async function encodeOnPage(picture: Blob): Promise<Encoded> {
  const image = await load(picture);
  const size = fitWithin(image.naturalWidth, image.naturalHeight);
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  paint(canvas.getContext("2d"), image, size);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", JPEG_QUALITY));
  if (!blob) throw new Error("the picture could not be encoded");
  return { ...size, bytes: await blob.arrayBuffer() };
}

function paint(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null,
  picture: CanvasImageSource,
  size: { width: number; height: number },
): void {
  if (!context) throw new Error("no canvas to draw the picture on");
  // a transparent PNG would turn black as JPEG
  context.fillStyle = "#fff";
  context.fillRect(0, 0, size.width, size.height);
  context.drawImage(picture, 0, 0, size.width, size.height);
}

async function load(picture: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(picture);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}
