/**
 * Canonical text (RFC 8785) of the JSON that is signed, and its SHA-256. Twin of backend/domain/canonical.py.
 *
 * Our payloads need less than JSON allows, and every restriction removes a way in which two programs could
 * disagree about the same bytes: no fractions (decimals are strings), whole numbers within ±(2^53 - 1), keys
 * of plain ASCII, no lone surrogates. Within that, JSON.stringify of each string is exactly RFC 8785.
 */

export class CanonicalError extends Error {}

const KEY = /^[A-Za-z0-9_.-]{1,100}$/;
const MOST_DEPTH = 64;

/** @throws CanonicalError when the value cannot be canonical JSON of ours. */
export function canonicalJson(value: unknown): string {
  return written(value, 0);
}

export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(value));
}

/** SHA-256 of bytes, or of a text as UTF-8, in lower-case hexadecimal. */
export async function sha256Hex(data: string | BufferSource): Promise<string> {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function written(value: unknown, depth: number): string {
  if (depth > MOST_DEPTH) throw new CanonicalError("nested too deeply");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return wholeNumber(value);
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map((item) => written(item, depth + 1)).join(",")}]`;
  if (typeof value === "object") return objectText(value, depth);
  throw new CanonicalError(`${typeof value} is not a JSON value`);
}

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value))
    throw new CanonicalError("only whole numbers within 2^53 - 1: decimals are strings");
  return String(value);
}

function quoted(text: string): string {
  if (hasLoneSurrogate(text)) throw new CanonicalError("lone surrogate");
  return JSON.stringify(text);
}

/** With the u flag a pair is one code point, so only a lone half matches. */
function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDFFF]/u.test(text);
}

function objectText(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new CanonicalError("not a plain object");
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${keyText(key)}:${written(item, depth + 1)}`).join(",")}}`;
}

function keyText(key: string): string {
  if (!KEY.test(key)) throw new CanonicalError("key is not plain ASCII (letters, digits, _ . -)");
  return JSON.stringify(key);
}
