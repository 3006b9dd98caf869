import type { CoconutStep } from "./CoconutData.js";

/** A list of steps, or what is wrong with its text. */
export type ReadSteps =
  | { readonly steps: readonly CoconutStep[]; readonly fault?: undefined }
  | { readonly steps?: undefined; readonly fault: string };

const ELEMENT = /\s*(?:(\d{1,9})|(['"]?)([()])\2)\s*(,|\]|$)/y;

/**
 * Reads a list of lines: `[24, '(', 5, ')']`. Parentheses may stand without quotes, as the result files write them.
 * Anything else is a fault with its place.
 */
export function parseSteps(text: string): ReadSteps {
  const start = /^\s*\[/.exec(text);
  if (start === null) return { fault: `does not begin with [: ${shorten(text, 0)}` };
  let at = start[0].length;
  const steps: CoconutStep[] = [];
  const empty = /\s*\]\s*$/y;
  empty.lastIndex = at;
  if (empty.test(text)) return { steps };
  for (;;) {
    ELEMENT.lastIndex = at;
    const match = ELEMENT.exec(text);
    if (match === null) return { fault: `no line number at character ${at + 1}: ${shorten(text, at)}` };
    if (match[4] === "") return { fault: "the list is not closed" };
    steps.push(match[1] === undefined ? (match[3] as "(" | ")") : Number(match[1]));
    at = ELEMENT.lastIndex;
    if (match[4] !== "]") continue;
    if (text.slice(at).trim() === "") return { steps };
    return { fault: `text behind the list: ${shorten(text, at)}` };
  }
}

function shorten(text: string, at: number): string {
  const piece = text.slice(at, at + 24);
  return JSON.stringify(at + 24 < text.length ? `${piece}…` : piece);
}
