/** Draws a picture anew, smaller: what a camera wrote beside it (place, time, phone) stays behind. */
import { sha256Hex } from "../../../domain/canonical";
import { fitWithin, JPEG_QUALITY, LONGEST_SIDE } from "../../../domain/photos";
import { HEAD_BYTES, readHead } from "../../../domain/picture_head";

export interface Encoded {
  bytes: ArrayBuffer;
  width: number;
  height: number;
}

/** Works in a worker and on a page alike, wherever OffscreenCanvas exists. */
export async function encodeOffscreen(picture: Blob): Promise<Encoded> {
  const bitmap = await decodeSmall(picture);
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
  image.src = ""; // a phone keeps the decoded picture, 192 MB of it at 48 MP, as long as the element names it
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", JPEG_QUALITY));
  if (!blob) throw new Error("the picture could not be encoded");
  return { ...size, bytes: await blob.arrayBuffer() };
}

/** Digest of the file itself: the same file chosen twice is known by it before it costs any drawing. */
export async function digestOf(picture: Blob): Promise<string> {
  return sha256Hex(await picture.arrayBuffer());
}

/**
 * Upright, and a large one decoded to about the size that is drawn: 48 MP would be 192 MB of pixels.
 * Only a height is asked for, so that the proportions hold whether a browser turns before or after it shrinks.
 */
export async function decodeSmall(picture: Blob, longest: number = LONGEST_SIDE): Promise<ImageBitmap> {
  const upright = { imageOrientation: "from-image" } as const;
  const { size } = readHead(new Uint8Array(await picture.slice(0, HEAD_BYTES).arrayBuffer()));
  const large = size !== null && Math.min(size.width, size.height) > longest;
  return createImageBitmap(picture, large ? { ...upright, resizeHeight: longest, resizeQuality: "high" } : upright);
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
  context.imageSmoothingQuality = "high";
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
