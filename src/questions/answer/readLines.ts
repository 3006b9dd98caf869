import type { ParseFailure } from "../Question.js";
import { narrow, type Region } from "./Region.js";
import { trimmedEnd } from "./trim.js";

/** A line number of a list with its UTF-16 span. */
export interface ReadLine {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Line numbers in order. With a failure, `lines` is what could be read before it. */
export interface ReadLines {
  readonly lines: readonly ReadLine[];
  readonly failure?: ParseFailure;
}

/** One entry: `7`, `"7"`, `line 7`, with what may separate it from the entry before. */
const ENTRY = /\s*(?:(?:,|->|=>|→|;)\s*)?(?:lines?\s*)?["'`]?(\d+)["'`]?(?=[\s,;\]\-=→"'`]|$)/iy;

/**
 * Reads the list of lines a region holds: `[1, 2, 3]` (the last list of the text, or the first behind a label),
 * else numbers separated by commas, blanks, line ends or arrows, else echoed code lines `3 | x = 1`. Ranges, dots and
 * nested lists are no list of lines; a list without its closing bracket is `truncated`.
 */
export function readLines(text: string, region: Region): ReadLines {
  const narrowed = narrow(text, region);
  if (narrowed.start >= narrowed.end) return { lines: [], failure: "empty" };
  const answer = text.slice(narrowed.start, narrowed.end);
  const open = region.explicit ? answer.indexOf("[") : answer.lastIndexOf("[");
  if (open >= 0) return bracketed(text, narrowed.start + open, narrowed.end);
  const echoed = echoedLines(text, narrowed);
  if (echoed.length > 0) return { lines: echoed };
  const paragraph = answer.search(/\n\s*\n/);
  return bare(text, narrowed.start, paragraph < 0 ? narrowed.end : narrowed.start + paragraph);
}

function bracketed(text: string, open: number, end: number): ReadLines {
  const read = entries(text, open + 1, end);
  const rest = /^[\s,]*(\]?)/.exec(text.slice(read.end, end)) as RegExpExecArray;
  if (rest[1] === "]") return { lines: read.lines };
  const cut = read.end + rest[0].length >= end;
  return { lines: read.lines, failure: cut ? "truncated" : "not a list of lines" };
}

function bare(text: string, start: number, end: number): ReadLines {
  const read = entries(text, start, end);
  const ends =
    trimmedEnd(text.slice(read.end, end), /[\s.*`]/) === 0 && !/\.\.|…/.test(text.slice(read.end, end));
  return read.lines.length > 0 && ends
    ? { lines: read.lines }
    : { lines: read.lines, failure: "not a list of lines" };
}

function entries(text: string, start: number, end: number): { lines: ReadLine[]; end: number } {
  const lines: ReadLine[] = [];
  let at = start;
  for (;;) {
    ENTRY.lastIndex = at;
    const match = ENTRY.exec(text);
    if (match === null || ENTRY.lastIndex > end) return { lines, end: at };
    const digits = match.index + match[0].lastIndexOf(match[1]);
    lines.push({ line: Number(match[1]), start: digits, end: digits + match[1].length });
    at = ENTRY.lastIndex;
  }
}

/** Numbers of lines that look like the numbered program: a number, a bar (or tab or colon), code. */
function echoedLines(text: string, region: Region): ReadLine[] {
  const found: ReadLine[] = [];
  for (const row of text.slice(region.start, region.end).matchAll(/[^\n]+/g)) {
    if (row[0].trim() === "") continue;
    const match = /^\s*(\d+)(?:\s*[|:]|\t)/.exec(row[0]);
    if (match === null) return [];
    const start = region.start + row.index + match[0].indexOf(match[1]);
    found.push({ line: Number(match[1]), start, end: start + match[1].length });
  }
  return found;
}
