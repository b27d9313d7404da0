import { describe, expect, it } from "vitest";
import { hasPhrase, togglePhrase } from "./phrases";

describe("a tapped phrase", () => {
  it("joins what was typed, and a second tap takes exactly it out again", () => {
    const text = togglePhrase("清理了异物", "更换排水泵", "zh");
    expect(text).toBe("清理了异物；更换排水泵");
    expect(togglePhrase(text, "更换排水泵", "zh")).toBe("清理了异物");
    expect(togglePhrase("", "Replaced: Drain pump", "en")).toBe("Replaced: Drain pump");
  });

  it("is known as a whole, not as a part of another", () => {
    expect(hasPhrase("更换排水泵", "更换排水")).toBe(false);
  });
});
