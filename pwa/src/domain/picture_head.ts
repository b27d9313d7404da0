/**
 * What the first bytes of a picture say: its kind, and for JPEG and PNG its size, so that it can be decoded smaller.
 *
 * JPEG: ITU-T T.81 B.2 (segments, SOF). PNG: ISO/IEC 15948 11.2.2. HEIF: ISO/IEC 14496-12 4.3 (ftyp), 23008-12 (brands).
 */
export interface PictureHead {
  kind: "jpeg" | "png" | "heic" | "other";
  /** stored pixels, before any turn that EXIF asks for; null where it is not known */
  size: { width: number; height: number } | null;
}

/** Enough to get past the EXIF part with its thumbnail, and most colour profiles. */
export const HEAD_BYTES = 256 * 1024;

const HEIC_BRANDS: readonly string[] = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];
/** SOF0..SOF15 without DHT, JPG and DAC, which share their range. */
const NO_FRAME: readonly number[] = [0xc4, 0xc8, 0xcc];

export function readHead(bytes: Uint8Array): PictureHead {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return { kind: "jpeg", size: jpegSize(bytes) };
  if (ascii(bytes, 1, 3) === "PNG" && bytes.length >= 24) {
    return { kind: "png", size: { width: number32(bytes, 16), height: number32(bytes, 20) } };
  }
  if (ascii(bytes, 4, 4) === "ftyp" && HEIC_BRANDS.includes(ascii(bytes, 8, 4))) return { kind: "heic", size: null };
  return { kind: "other", size: null };
}

function jpegSize(bytes: Uint8Array): PictureHead["size"] {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.includes(marker)) {
      return { width: number16(bytes, at + 7), height: number16(bytes, at + 5) };
    }
    at += marker === 0xff ? 1 : 2 + number16(bytes, at + 2);
  }
  return null;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function number16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function number32(bytes: Uint8Array, at: number): number {
  return number16(bytes, at) * 0x10000 + number16(bytes, at + 2);
}
