/** Pictures as pixels for the reader of codes. */
import { fitWithin } from "../../../domain/photos";
import { decodeSmall } from "../photos/encode";

/** A code across a third of the view still has two pixels a bar; more only takes longer. */
const LIVE = 1280;
const STILL = 2400;

export function pixelsOfVideo(video: HTMLVideoElement): ImageData {
  return pixels(video, fitWithin(video.videoWidth, video.videoHeight, LIVE));
}

/** @throws Error when the file is not a picture that this browser can open. */
export async function pixelsOfPicture(picture: Blob): Promise<ImageData> {
  const bitmap = await decodeSmall(picture, STILL);
  const image = pixels(bitmap, fitWithin(bitmap.width, bitmap.height, STILL));
  bitmap.close();
  return image;
}

function pixels(source: CanvasImageSource, { width, height }: { width: number; height: number }): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas to read the picture from");
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
