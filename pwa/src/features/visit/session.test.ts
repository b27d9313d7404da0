import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Draft } from "../../domain/draft";
import { changeWork, inView } from "../../domain/draft";
import { freshDraft } from "../../domain/visit_fixtures";
import { openSession } from "./session";

const write = (text: string) => (draft: Draft) => changeWork(draft, { done: text });

describe("an open draft", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function open(save: (draft: Draft) => Promise<void>) {
    return openSession({ draft: freshDraft(), savedAt: null, save, clock: () => 1000 });
  }

  it("is written within 300 ms of the last keystroke, once", async () => {
    const kept: string[] = [];
    const session = open(async (draft) => void kept.push(inView(draft).work.done));
    session.change(write("a"));
    session.change(write("ab"));
    await vi.advanceTimersByTimeAsync(300);
    expect(kept).toEqual(["ab"]);
    expect(session.saved.value).toEqual({ kind: "saved", at: 1000 });
  });

  it("keeps a typed figure at once and settles it when the typing pauses", async () => {
    const session = open(async () => {});
    const seen: string[] = [];
    session.settled.subscribe((draft) => seen.push(inView(draft).work.done));
    session.type(write("2"));
    session.type(write("22"));
    session.type(write("229"));
    expect(inView(session.draft.value).work.done).toBe("229");
    expect(seen).toEqual([""]);
    await vi.advanceTimersByTimeAsync(100);
    expect(seen).toEqual(["", "229"]);
  });

  it("settles at once when the field is left or anything else is changed", () => {
    const session = open(async () => {});
    session.type(write("2"));
    session.settle();
    expect(inView(session.settled.value).work.done).toBe("2");
    session.type(write("22"));
    session.change((draft) => ({ ...draft, scroll: 7 }));
    expect(session.settled.value).toBe(session.draft.value);
  });

  it("writes what was typed when the page goes away before the typing paused", async () => {
    const kept: string[] = [];
    const session = open(async (draft) => void kept.push(inView(draft).work.done));
    session.type(write("2"));
    await session.flush();
    expect(kept).toEqual(["2"]);
  });

  it("says saved only after the commit", async () => {
    let commit = () => {};
    const session = open(() => new Promise((done) => (commit = done)));
    session.change(write("a"));
    const flushed = session.flush();
    expect(session.saved.value.kind).toBe("typing");
    commit();
    await flushed;
    expect(session.saved.value.kind).toBe("saved");
  });

  it("writes what was typed while the last write was under way", async () => {
    const kept: string[] = [];
    const commits: (() => void)[] = [];
    const session = open(
      (draft) => new Promise((done) => commits.push(() => done(void kept.push(inView(draft).work.done)))),
    );
    session.change(write("a"));
    const flushed = session.flush();
    session.change(write("ab"));
    commits[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    commits[1]?.();
    await flushed;
    expect(kept).toEqual(["a", "ab"]);
  });

  it("says that it could not be written, keeps the text, and tries again with the next change", async () => {
    let full = true;
    const kept: string[] = [];
    const session = open(async (draft) => {
      if (full) throw new Error("QuotaExceededError");
      kept.push(inView(draft).work.done);
    });
    session.change(write("a"));
    await session.flush();
    expect(session.saved.value.kind).toBe("failed");
    full = false;
    session.change(write("ab"));
    await session.flush();
    expect(kept).toEqual(["ab"]);
  });

  it("never writes again once the draft has become a report", async () => {
    const kept: string[] = [];
    const session = open(async (draft) => void kept.push(inView(draft).work.done));
    session.end();
    session.change(write("late"));
    await session.flush();
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept).toEqual([]);
  });
});
