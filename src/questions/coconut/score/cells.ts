import type { CoconutStep } from "../data/CoconutData.js";
import { parseSteps } from "../data/parseSteps.js";

/** The predicted cell as the published scores compare it: commas with one blank, brackets around. */
export function cleanCell(cell: string): string {
  let text = cell.trim().replace(/\s*,\s*/g, ", ");
  if (!text.startsWith("[")) text = `[${text}`;
  return text.endsWith("]") ? text : `${text}]`;
}

/** A list of steps as a cell of a result file. */
export function cellOf(steps: readonly (CoconutStep | string)[]): string {
  return `[${steps.join(", ")}]`;
}

/** A list in which an element that follows itself is written once. */
export function collapsed<T>(steps: readonly T[]): T[] {
  return steps.filter((step, i) => i === 0 || step !== steps[i - 1]);
}

/** Elements of a cell: its lines and parentheses where it is a list of them, else its parts between commas. */
export function elementsOf(cell: string): readonly (CoconutStep | string)[] {
  const read = parseSteps(cell);
  if (read.steps !== undefined) return read.steps;
  const inner = cell.trim().replace(/^\[/, "").replace(/\]$/, "").trim();
  return inner === "" ? [] : inner.split(/\s*,\s*/);
}

/**
 * Elements of a cell of a concurrency file as the published scores see them: digits gather, a parenthesis stands at
 * once (before the number it follows without a comma), a comma ends a number, everything else is nothing.
 */
export function sectionElements(cell: string): string[] {
  const elements: string[] = [];
  let digits = "";
  for (const sign of cell) {
    if (sign >= "0" && sign <= "9") digits += sign;
    else if (sign === "(" || sign === ")") elements.push(sign);
    else if (sign === "," && digits !== "") {
      elements.push(digits);
      digits = "";
    }
  }
  if (digits !== "") elements.push(digits);
  return elements;
}

/** Parts of a list with a section: before its first `(`, up to its last `)`, and behind. */
export function sectionParts<T extends string | number>(
  elements: readonly T[],
): { before: T[]; inside: T[]; after: T[] } {
  const open = elements.indexOf("(" as T);
  if (open < 0) return { before: [...elements], inside: [], after: [] };
  let close = elements.length - 1;
  while (close > open && elements[close] !== ")") close--;
  if (close === open) close = elements.length;
  return {
    before: elements.slice(0, open),
    inside: elements.slice(open + 1, close),
    after: elements.slice(close + 1),
  };
}
