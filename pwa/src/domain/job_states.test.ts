import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/job_states.json";
import type { Actor, JobState, Move } from "./job_states";
import { decide, PHONE_MOVES, REPORT_MOVES } from "./job_states";

describe("the life of a job is the same on the phone and on the server", () => {
  it("for every move by everybody from every state", () => {
    for (const [state, by, actor, ...expected] of vectors.moves) {
      const { applied, to, why } = decide(state as JobState, by as Move, actor as Actor);
      expect([state, by, actor, applied, to, why.zh, why.en]).toEqual([state, by, actor, ...expected]);
    }
  });

  it("for what phones tell and what reports end", () => {
    expect(PHONE_MOVES).toEqual(vectors.phone);
    expect(REPORT_MOVES).toEqual(vectors.report);
  });
});
