import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/canonical.json";
import { CanonicalError, canonicalBytes, canonicalJson, sha256Hex } from "./canonical";

describe("canonical text", () => {
  it.each(vectors.canonical)("$what", ({ json, canonical }) => {
    expect(canonicalJson(JSON.parse(json))).toBe(canonical);
    expect(canonicalJson(JSON.parse(canonical))).toBe(canonical);
  });

  it.each(vectors.refused_values)("refuses $what", ({ json }) => {
    expect(() => canonicalJson(JSON.parse(json))).toThrow(CanonicalError);
  });

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, { a: undefined }, new Date(0), new Map()])(
    "refuses %s, which JSON does not know",
    (value) => {
      expect(() => canonicalJson(value)).toThrow(CanonicalError);
    },
  );

  it("refuses endless nesting instead of exhausting the stack", () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(() => canonicalJson(loop)).toThrow(CanonicalError);
  });

  it.each(vectors.digests)("has the digest $sha256", async ({ text, sha256 }) => {
    expect(await sha256Hex(text)).toBe(sha256);
    expect(await sha256Hex(new TextEncoder().encode(text))).toBe(sha256);
  });

  it("is UTF-8 as bytes", () => {
    expect(Array.from(canonicalBytes("卡"))).toEqual([0x22, 0xe5, 0x8d, 0xa1, 0x22]);
  });
});
