import { expect, test } from "vitest";
import { fitWithin, shortOfRoom, TYPICAL_PHOTO } from "./photos";
import { readHead } from "./picture_head";

const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
const segment = (marker: number, body: readonly number[]) => {
  const length = body.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...body];
};
const frame = (marker: number, width: number, height: number) =>
  segment(marker, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 3]);

test("a JPEG's size stands behind its EXIF, its tables and its fill bytes", () => {
  const exif = segment(0xe1, [...text("Exif\0\0"), ...frame(0xc0, 160, 120)]);
  const bytes = [0xff, 0xd8, ...exif, ...segment(0xc4, [1, 2, 3]), 0xff, ...frame(0xc2, 8000, 6000), 0, 0];
  expect(readHead(new Uint8Array(bytes))).toEqual({ kind: "jpeg", size: { width: 8000, height: 6000 } });
});

test("a JPEG that is cut off before its size has none", () => {
  expect(readHead(new Uint8Array([0xff, 0xd8, ...segment(0xe1, [0, 0, 0])]))).toEqual({ kind: "jpeg", size: null });
  expect(readHead(new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, 0]))).toEqual({ kind: "jpeg", size: null });
});

test("a PNG, a HEIC and a letter are told apart", () => {
  const png = [0x89, ...text("PNG\r\n\u001a\n"), 0, 0, 0, 13, ...text("IHDR"), 0, 0, 3, 32, 0, 0, 2, 88];
  expect(readHead(new Uint8Array(png))).toEqual({ kind: "png", size: { width: 800, height: 600 } });
  expect(readHead(new Uint8Array([0, 0, 0, 24, ...text("ftypheic")])).kind).toBe("heic");
  expect(readHead(new Uint8Array([0, 0, 0, 24, ...text("ftypmp42")])).kind).toBe("other");
  expect(readHead(new Uint8Array(text("Dear Sir"))).kind).toBe("other");
  expect(readHead(new Uint8Array()).kind).toBe("other");
});

test("a photo is drawn at 1600 px at most and never enlarged", () => {
  expect(fitWithin(8000, 6000)).toEqual({ width: 1600, height: 1200 });
  expect(fitWithin(640, 480)).toEqual({ width: 640, height: 480 });
  expect(fitWithin(20000, 3)).toEqual({ width: 1600, height: 1 });
});

test("room is spoken of only when a whole report's photos would not fit", () => {
  expect(shortOfRoom(null)).toBeNull();
  expect(shortOfRoom(2_000_000_000)).toBeNull();
  expect(shortOfRoom(3 * TYPICAL_PHOTO + 1)).toBe(3);
  expect(shortOfRoom(0)).toBe(0);
});
