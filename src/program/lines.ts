import type { Language } from "./Program.js";

/** A place in a text: 1-based line, 0-based column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const LF = 10;
const CR = 13;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

/**
 * UTF-16 offsets at which the lines of a text start; the first is 0. A line ends where ECMAScript ends it:
 * at LF, CR, CR LF, U+2028 or U+2029, so the numbers are those of acorn, esprima and V8. A line of Python ends at
 * LF, CR or CR LF only, as CPython counts.
 */
export function lineStarts(text: string, language: Language = "javascript"): Int32Array {
  const separators = language !== "python";
  let starts = new Int32Array(64);
  let lines = 1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== LF && unit !== CR) {
      if (!separators || (unit !== LINE_SEPARATOR && unit !== PARAGRAPH_SEPARATOR)) continue;
    }
    if (unit === CR && text.charCodeAt(i + 1) === LF) i++;
    if (lines === starts.length) {
      const longer = new Int32Array(starts.length * 2);
      longer.set(starts);
      starts = longer;
    }
    starts[lines++] = i + 1;
  }
  return starts.slice(0, lines);
}

/** 0-based index of the line that holds a UTF-16 offset. */
export function lineIndex(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Line and column of a UTF-16 offset. */
export function positionAt(starts: Int32Array, offset: number): Position {
  const index = lineIndex(starts, offset);
  return { line: index + 1, column: offset - starts[index] };
}
