import { SourceError } from "../../../program/SourceError.js";

/** What the published numbers depend on, each by a name of its own. */
export interface CoconutConventions {
  /** Normalise the predicted cell: commas with one blank, brackets put around where they are missing. */
  readonly clean: boolean;
  /** The truth as the file has it, or the published trace with every repetition kept (needs the traces). */
  readonly truth: "file" | "verbatim";
  /** Where a line that follows itself is written once. */
  readonly collapse: "none" | "truth" | "both";
  /** Leave out, on both sides, the line of `if __name__ == "__main__":` (needs the traces; so do the next two). */
  readonly dropGuard: boolean;
  /** Leave out, on both sides, lines of `def`, `class` and decorators. */
  readonly dropHeaders: boolean;
  /** Leave out, on both sides, `else:`, `finally:`, blank and comment lines, which have no line event. */
  readonly dropSilent: boolean;
  /** What the similarity compares: the characters of the two texts, or their lines. */
  readonly similarity: "characters" | "lines";
  /** Whether it leaves out elements that are frequent in a prediction of 200 elements or more. */
  readonly autojunk: boolean;
  /** Concurrent sections: compared in order, or before and after in order and inside as a multiset. */
  readonly section: "ordered" | "multiset";
  /** Rows whose request failed (`ERROR`). */
  readonly errors: "counted" | "excluded";
  /** What a task without a wrong row adds to the mean similarity of wrong rows. */
  readonly falseSim: "zero" | "left out";
}

/** The conventions of the published numbers. */
export const PUBLISHED_CONVENTIONS: CoconutConventions = {
  clean: true,
  truth: "file",
  collapse: "truth",
  dropGuard: false,
  dropHeaders: false,
  dropSilent: false,
  similarity: "characters",
  autojunk: true,
  section: "ordered",
  errors: "counted",
  falseSim: "zero",
};

/** The conventions of the strict profile; what needs the traces is left out where they are not given. */
export const STRICT_CONVENTIONS: CoconutConventions = {
  clean: true,
  truth: "file",
  collapse: "both",
  dropGuard: true,
  dropHeaders: true,
  dropSilent: true,
  similarity: "lines",
  autojunk: false,
  section: "ordered",
  errors: "excluded",
  falseSim: "left out",
};

const CHOICES: { readonly [K in keyof CoconutConventions]: readonly CoconutConventions[K][] } = {
  clean: [true, false],
  truth: ["file", "verbatim"],
  collapse: ["none", "truth", "both"],
  dropGuard: [true, false],
  dropHeaders: [true, false],
  dropSilent: [true, false],
  similarity: ["characters", "lines"],
  autojunk: [true, false],
  section: ["ordered", "multiset"],
  errors: ["counted", "excluded"],
  falseSim: ["zero", "left out"],
};

/** @throws SourceError naming a convention that does not exist or has no such value. */
export function checkConventions(given: Partial<CoconutConventions>): void {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(CHOICES, name))
      throw new SourceError(
        `no such convention: ${Object.keys(CHOICES).join(", ")} exist`,
        `conventions.${name}`,
      );
    const choices: readonly unknown[] = CHOICES[name as keyof CoconutConventions];
    if (value !== undefined && !choices.includes(value))
      throw new SourceError(
        `${JSON.stringify(value)} is not one of ${choices.map(choice => JSON.stringify(choice)).join(", ")}`,
        `conventions.${name}`,
      );
  }
}
