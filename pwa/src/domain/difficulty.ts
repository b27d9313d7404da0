/** A job's difficulty (1 simple … 5 workshop) against the technician's grade: told, never a lock. */
import type { Bilingual, Schemas } from "./draft";

type Grade = NonNullable<Schemas["Me"]["grade"]>;

/** The hardest work that each grade may do alone; house policy. D does not yet work alone. */
const REACH: Readonly<Record<Grade, number>> = { "A+": 5, A: 4, B: 3, C: 2, D: 0 };

/** The lowest grade that a difficulty asks for. */
export function gradeFor(difficulty: number): Grade {
  const fit = (["C", "B", "A"] as const).find((grade) => REACH[grade] >= difficulty);
  return fit ?? "A+";
}

/** Whether the work is harder than the grade allows; an unknown grade is told nothing. */
export function isAbove(difficulty: number, grade: Schemas["Me"]["grade"]): boolean {
  return grade !== null && difficulty > REACH[grade];
}

/** In words. */
const WORDS: Readonly<Record<number, Bilingual>> = {
  1: { zh: "简单", en: "simple" },
  2: { zh: "一般", en: "basic" },
  3: { zh: "较难", en: "advanced" },
  4: { zh: "复杂", en: "complex" },
  5: { zh: "厂修或换机", en: "workshop or replacement" },
};

export function difficultyText(difficulty: number): Bilingual {
  return WORDS[difficulty] ?? { zh: String(difficulty), en: String(difficulty) };
}
