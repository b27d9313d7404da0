/** What a photo must be before it may leave the phone: small enough, re-encoded, named by its digest. */

export const LONGEST_SIDE = 1600;
export const JPEG_QUALITY = 0.82;
/** Chunk of bytes as kept in IndexedDB and sent: small enough for a slow line to make progress. */
export const CHUNK_BYTES = 256 * 1024;

/** The size to draw at: the longer side at most `longest`, never enlarged, at least one pixel. */
export function fitWithin(width: number, height: number, longest: number = LONGEST_SIDE): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export function chunksOf(bytes: ArrayBuffer, size: number = CHUNK_BYTES): ArrayBuffer[] {
  const chunks: ArrayBuffer[] = [];
  for (let at = 0; at < bytes.byteLength; at += size) chunks.push(bytes.slice(at, at + size));
  return chunks;
}
