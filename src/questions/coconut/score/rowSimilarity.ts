import { sequenceRatio } from "../difflib/sequenceRatio.js";
import type { CoconutConventions } from "./Conventions.js";
import { cellOf, elementsOf, sectionElements, sectionParts } from "./cells.js";

/** Verdict and similarity of a row. */
export interface RowScore {
  readonly matched: boolean;
  /** 0 … 1; named so by the published files, though 1 is the best. */
  readonly distance: number;
}

/** Scores two cells of a function, class or recursion file: matched when the texts are equal. */
export function scoreCells(
  actual: string,
  predicted: string,
  { similarity, autojunk }: CoconutConventions,
): RowScore {
  const distance =
    similarity === "characters"
      ? // The published score joins the characters of the two texts with commas.
        sequenceRatio([...actual].join(","), [...predicted].join(","), { autojunk })
      : sequenceRatio(elementsOf(actual).map(String), elementsOf(predicted).map(String), { autojunk });
  return { matched: actual === predicted, distance };
}

/**
 * Scores two cells of a concurrency file. `ordered` is what the published numbers are; `multiset` what was meant:
 * the mean of three similarities, before the section, inside it with the elements sorted, behind it.
 */
export function scoreSections(
  actual: string,
  predicted: string,
  { similarity, autojunk, section }: CoconutConventions,
): RowScore {
  const ratio = (a: readonly string[], b: readonly string[]): number =>
    similarity === "characters"
      ? sequenceRatio(a.join(","), b.join(","), { autojunk })
      : sequenceRatio(a, b, { autojunk });
  const [truth, given] = [sectionElements(actual), sectionElements(predicted)];
  if (section === "ordered") {
    const distance = ratio(truth, given);
    return { matched: distance === 1, distance };
  }
  const [a, b] = [sectionParts(truth), sectionParts(given)];
  const parts = [
    [a.before, b.before],
    [a.inside.sort(), b.inside.sort()],
    [a.after, b.after],
  ] as const;
  const distance = parts.reduce((sum, [x, y]) => sum + ratio(x, y), 0) / 3;
  return { matched: parts.every(([x, y]) => cellOf(x) === cellOf(y)), distance };
}
