import { SourceError } from "../../program/SourceError.js";

/** How far numbers of a cell's outputs may be from the committed ones. */
export interface Tolerance {
  /** Share of the larger magnitude of both, from 0 to below 1. */
  readonly relative: number;
  /** Allowed besides, for numbers near 0. */
  readonly absolute: number;
}

const LINE = /^[ \t]*(?:\/\/|#|--|%)[ \t]*tolerance[ \t]*:(.*)$/i;
const NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * The tolerance a cell declares in a comment line of its own: `// tolerance: 1e-6`, or with a bound for numbers
 * near 0 `// tolerance: 1e-6, absolute 1e-12`.
 *
 * @param where file and cell, for messages.
 * @throws SourceError for a second declaration, or one that is not as above.
 */
export function toleranceOf(source: string, where: string): Tolerance | undefined {
  let found: Tolerance | undefined;
  for (const [index, line] of source.split("\n").entries()) {
    const text = LINE.exec(line.trimEnd())?.[1].trim();
    if (text === undefined) continue;
    if (found !== undefined)
      throw new SourceError("a second tolerance in one cell", `${where}, line ${index + 1}`);
    const [relative, absolute] = text.split(/\s*,?\s+absolute\s+/i);
    if (!NUMBER.test(relative) || Number(relative) >= 1 || (absolute !== undefined && !NUMBER.test(absolute)))
      throw new SourceError(
        `tolerance: expected a number from 0 to below 1 such as 1e-6, or "1e-6, absolute 1e-12", got ${JSON.stringify(text)}`,
        `${where}, line ${index + 1}`,
      );
    found = { relative: Number(relative), absolute: Number(absolute ?? 0) };
  }
  return found;
}

/** Whether two numbers are equal under a tolerance; NaN and the infinities equal only themselves. */
export function closeEnough(a: number, b: number, { relative, absolute }: Tolerance): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  return Math.abs(a - b) <= Math.max(absolute, relative * Math.max(Math.abs(a), Math.abs(b)));
}
