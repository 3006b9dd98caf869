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

/** One entry: `7`, `"7"`, `line 7`, `L7`, with what may separate it from the entry before: `,`, an arrow, `and`, a bullet, a comment. */
const ENTRY =
  /\s*(?:\/\/[^\n]*\n\s*)?(?:(?:,|->|=>|→|⇒|;|、)\s*(?:\/\/[^\n]*\n\s*)?)?(?:(?:and|then)\s+|[-*•]\s+)?["'`]?(?:lines?\s*|L)?["'`]?(\d{1,9})["'`]?(?=[\s,;)\]\-=→⇒、"'`/]|\.?\s*$|\.\s|\\\])/iy;

/**
 * Reads the list of lines a region holds: `[1, 2, 3]`, else numbers separated by commas, blanks, line ends or arrows, else
 * echoed code lines `3 | x = 1`. Of several lists in a text the last one counts that stands alone on its line or is
 * introduced as the lines. Ranges, dots and nested lists are no list of lines; a list without its closing
 * bracket is `truncated`.
 *
 * @param listing lines of the program: the whole of it shown again is no answer.
 */
export function readLines(text: string, region: Region, listing: number): ReadLines {
  const { start, end } = narrow(text, region);
  if (start >= end) return { lines: [], failure: "empty" };
  const answer = text.slice(start, end);
  if (/^[[(]/.test(answer)) return first(text, start, end, region);
  if (/^(?:["'`]?\d|lines?\s*\d|L\d|[-*•]\s+(?:line\s*)?\d)/i.test(answer)) {
    // One line of code at the end of a text may be anything.
    const echoed = region.line && !region.explicit ? undefined : echoedLines(text, start, end, listing);
    if (echoed !== undefined) return echoed;
    const read = bare(text, start, end, region.explicit);
    if (read.failure === undefined || !answer.includes("[")) return read;
  }
  return among(text, start, end, region) ?? bare(text, start, end, region.explicit);
}

interface List extends ReadLines {
  /** Of the opening bracket, and past the closing one. */
  readonly open: number;
  readonly close: number;
}

function bracketed(text: string, open: number, end: number): List {
  const closing = text[open] === "(" ? ")" : "]";
  const read = entries(text, open + 1, end);
  const rest =
    /^(?:[\s,]|\/\/[^\n]*\n)*/.exec(text.slice(read.end, Math.min(end, read.end + 300)))?.[0].length ?? 0;
  const at = read.end + rest;
  if (at < end && text[at] === closing) return { lines: read.lines, open, close: at + 1 };
  return { lines: read.lines, open, close: at, failure: at >= end ? "truncated" : "not a list of lines" };
}

/** The list a region begins with, if no second one is offered beside it. */
function first(text: string, start: number, end: number, region: Region): ReadLines {
  const list = bracketed(text, start, end);
  const behind = text.slice(list.close, Math.min(end, list.close + 200));
  if (/^[*_`\s]*(?:,?\s*or\b|\/|and\b|,)\s*[*_`]*[[(]/i.test(behind))
    return { lines: [], failure: "not a list of lines" };
  if (!region.explicit && list.failure === undefined) return among(text, start, end, region) ?? list;
  return list;
}

/** What stands before a list on its line and says that it holds the lines; and what says that it holds something else. */
const LINES =
  /(?:\b(?:lines?|order|sequence|path|trace|steps?|is|are|be|get|executed|so|therefore|thus|hence)|[:=→>])[\s:*_`]*$/i;
const VALUE =
  /\b(?:returns?|returned|inputs?|arguments?|passed|prints?|printed|values?|array|result is|given|call(?:ed)? with)\b[^.;]*$/i;

/** Of the lists in a text the last one that is meant as the answer. */
function among(text: string, start: number, end: number, region: Region): ReadLines | undefined {
  const lists: { readonly list: List; readonly own: boolean }[] = [];
  let row = start;
  let seen = start;
  for (let open = text.indexOf("[", start); open >= 0 && open < end; ) {
    const list = bracketed(text, open, end);
    // `list[0]`, `f([1])` and `x = [1]` are code.
    const code = /[\w$)\]([]$|[\w$]\s?=\s?$/.test(text.slice(Math.max(start, open - 3), open));
    const broken = text.slice(seen, open).lastIndexOf("\n");
    if (broken >= 0) row = seen + broken + 1;
    seen = open;
    const before = text.slice(Math.max(row, open - 200, lists.at(-1)?.list.close ?? 0), open);
    const own = !VALUE.test(before) && (/^[\s*_`>#-]*$/.test(before) || LINES.test(before));
    if (!code && (list.lines.length > 0 || list.failure !== "not a list of lines")) lists.push({ list, own });
    open = text.indexOf("[", Math.max(open + 1, list.failure === undefined ? list.close : open + 1));
  }
  if (lists.length === 0) return undefined;
  const meant = lists.filter(({ own }) => own);
  if (meant.length > 0 && !region.explicit) return meant.at(-1)?.list;
  const choice = meant.length > 0 ? meant : lists;
  const says = new Set(choice.map(({ list }) => list.lines.map(({ line }) => line).join()));
  if (says.size === 1 && (meant.length > 0 || region.explicit)) return choice[0].list;
  return { lines: [], failure: "not a list of lines" };
}

/** What may follow a list without brackets. */
const BEHIND =
  /^[\s.*_`]*$|^[*_`.]*\s*(?:\((?!\s*\d)|—|because\b|since\b)|^[*_`]*\.\s+[A-Z]|^[*_`.]*[ \t]*\r?\n\s*[A-Z*#(]/;

function bare(text: string, start: number, end: number, explicit: boolean): ReadLines {
  const paragraph = text.slice(start, end).search(/\n[ \t\r]*\n/);
  const until = paragraph < 0 ? end : start + paragraph;
  const read = entries(text, start, until);
  const rest = text.slice(read.end, until);
  // The first of numbered steps.
  if (read.lines.length === 1 && /^\.\s+\S/.test(rest)) return { lines: [], failure: "not a list of lines" };
  const ends = explicit
    ? BEHIND.test(rest.slice(0, 300)) && !/^[\s.]*(?:\.\.|…)/.test(rest)
    : trimmedEnd(rest, /[\s.*`]/) === 0 && !/\.\.|…/.test(rest);
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
function echoedLines(text: string, start: number, end: number, listing: number): ReadLines | undefined {
  const lines: ReadLine[] = [];
  for (const row of text.slice(start, end).matchAll(/[^\n]+/g)) {
    if (row[0].trim() === "") continue;
    const match = /^\s*(?:[-*•]\s+)?(?:line\s+)?(\d{1,9})(?:\s*[|:]|\t)(?!\s*(?:line\s*)?\d+\s*$)/i.exec(
      row[0],
    );
    if (match === null) return undefined;
    const at = start + row.index + match[0].indexOf(match[1]);
    lines.push({ line: Number(match[1]), start: at, end: at + match[1].length });
  }
  if (lines.length >= listing && lines.every(({ line }, index) => line === index + 1))
    return { lines: [], failure: "not a list of lines" };
  return lines.length === 0 ? undefined : { lines };
}
