import { closeEnough, type Tolerance } from "./Tolerance.js";

/** Where two texts begin to differ. */
export interface TextDifference {
  /** 1-based line in the committed text. */
  readonly line: number;
  /** The committed line, and the one that is there now; cut around the difference when long. */
  readonly committed: string;
  readonly now: string;
}

/** A stretch of text that is compared exactly, or a number. */
interface Token {
  readonly at: number;
  readonly text: string;
  readonly isNumber: boolean;
}

/** Digits that touch no letter, digit, _ or further dot: not those of `v1.2.3`, `12ms` or a hash. */
const NUMBER = /(?<![\w.])[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?(?!\.?\w)/g;
/** What is compared to the byte in HTML even with a tolerance: tags with all their attributes, scripts, styles. */
const MARKUP = /<script\b[\s\S]*?<\/script\s*>|<style\b[\s\S]*?<\/style\s*>|<!--[\s\S]*?-->|<[^>]*>/gi;

/**
 * The first difference between two texts; `undefined` when they are equal. With a tolerance numbers are compared
 * as numbers and all other characters exactly.
 *
 * @param html leaves numbers inside tags, scripts and styles to the exact comparison.
 */
export function firstDifference(
  committed: string,
  now: string,
  tolerance?: Tolerance,
  html = false,
): TextDifference | undefined {
  if (committed === now) return undefined;
  if (tolerance === undefined) return around(committed, now, sameLength(committed, now));
  const [a, b] = [tokens(committed, html), tokens(now, html)];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined || y === undefined) {
      return around(committed, now, x?.at ?? committed.length, y?.at ?? now.length);
    }
    if (x.text === y.text) continue;
    if (x.isNumber && y.isNumber && closeEnough(Number(x.text), Number(y.text), tolerance)) continue;
    const same = sameLength(x.text, y.text);
    return around(committed, now, x.at + same, y.at + same);
  }
  return undefined;
}

function tokens(text: string, html: boolean): readonly Token[] {
  const found: Token[] = [];
  const exact = (at: number, end: number): void => {
    if (at < end) found.push({ at, text: text.slice(at, end), isNumber: false });
  };
  const prose = (start: number, end: number): void => {
    let at = start;
    for (const match of text.slice(start, end).matchAll(NUMBER)) {
      exact(at, start + match.index);
      found.push({ at: start + match.index, text: match[0], isNumber: true });
      at = start + match.index + match[0].length;
    }
    exact(at, end);
  };
  let at = 0;
  if (html) {
    for (const match of text.matchAll(MARKUP)) {
      prose(at, match.index);
      exact(match.index, match.index + match[0].length);
      at = match.index + match[0].length;
    }
  }
  prose(at, text.length);
  return found;
}

/** How many characters two texts have in common from the start. */
function sameLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

const WIDTH = 160;
const BEFORE = 60;

function around(committed: string, now: string, at: number, atNow: number = at): TextDifference {
  return {
    line: committed.slice(0, at).split("\n").length,
    committed: lineAt(committed, at),
    now: lineAt(now, atNow),
  };
}

/** The line of a text around a place, its control characters shown, cut when it is long. */
function lineAt(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const found = text.indexOf("\n", at);
  const end = found < 0 ? text.length : found;
  const from = end - start <= WIDTH ? start : Math.max(start, Math.min(at - BEFORE, end - WIDTH));
  const to = Math.min(end, from + WIDTH);
  return `${from > start ? "…" : ""}${visible(text.slice(from, to))}${to < end ? "…" : ""}`;
}

/** Control characters as escapes, so that a terminal shows and does not obey them. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, unit =>
    unit === "\t" ? unit : `\\x${unit.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
