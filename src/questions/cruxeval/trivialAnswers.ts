import type { CruxevalItem, CruxevalMode } from "./CruxevalItem.js";
import { splitArguments } from "./splitArguments.js";

/** Answers that take no understanding of the program. */
export interface TrivialAnswers {
  readonly name:
    | "expected output for every argument"
    | "'' for every argument"
    | "[] for every argument"
    | "'a' for every argument"
    | "first argument"
    | "any argument"
    | "False"
    | "[]"
    | "True";
  /** By item: one answer, or several of which one must be right. */
  readonly answers: readonly (readonly string[])[];
}

/**
 * Trivial answers to items. Input: the expected output, or a constant, for every argument of the call. Output: the
 * first argument as it is written, the best of all arguments, or one of the most common values.
 */
export function trivialAnswers(
  mode: CruxevalMode,
  items: readonly CruxevalItem[],
): readonly TrivialAnswers[] {
  const split = items.map(({ input }) => splitArguments(input));
  if (mode === "output") {
    const constant = (name: "False" | "[]" | "True"): TrivialAnswers => ({
      name,
      answers: items.map(() => [name]),
    });
    return [
      { name: "first argument", answers: split.map(list => list.slice(0, 1)) },
      { name: "any argument", answers: split },
      constant("False"),
      constant("[]"),
      constant("True"),
    ];
  }
  const all = (name: TrivialAnswers["name"], value: (item: CruxevalItem) => string): TrivialAnswers => ({
    name,
    answers: items.map((item, i) => [`f(${split[i].map(() => value(item)).join(", ")})`]),
  });
  return [
    all("expected output for every argument", ({ output }) => output),
    all("'' for every argument", () => "''"),
    all("[] for every argument", () => "[]"),
    all("'a' for every argument", () => "'a'"),
  ];
}
