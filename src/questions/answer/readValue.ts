import type { Language } from "../../program/Program.js";
import type { Value } from "../../trace/format/Value.js";
import type { ParseFailure } from "../Question.js";
import { echoLength } from "./echoLength.js";
import { type LiteralForm, literalForm } from "./LiteralForm.js";
import { narrow, type Region } from "./Region.js";
import type { LiteralPart } from "./readLiteral.js";
import { readThrows } from "./readThrows.js";

/** A value found in a completion, with the UTF-16 span of its text and of its outermost elements; or why not. */
export type ReadValue =
  | {
      readonly value: Value;
      readonly start: number;
      readonly end: number;
      readonly parts: readonly LiteralPart[];
    }
  | { readonly failure: ParseFailure };

/** What the answer may be introduced by, to be skipped. */
export interface Echo {
  /** The call, `f(1, 2)`; models like to write `f(1, 2) == 3`. */
  readonly call: string;
  /** The variable, for `x = 3`. */
  readonly variable?: string;
  /** An error may be the answer: `throws TypeError`. */
  readonly throws: boolean;
  /** Whose literals are read. */
  readonly language: Language;
}

/** Longest literal that is read, in UTF-16 units; those asked for are a few hundred long. */
const LONGEST = 200_000;

/** Reads the value a region holds. Tries the whole, then what its first lines hold, then past an echo. */
export function readValue(text: string, region: Region, echo: Echo): ReadValue {
  const narrowed = narrow(text, region);
  if (narrowed.start >= narrowed.end) return { failure: "empty" };
  const form = literalForm(echo.language);
  let first: ReadValue | undefined;
  for (const [start, end] of spans(text, narrowed, echo, form)) {
    const read = readSpan(text, start, end, echo, form);
    if (!("failure" in read)) return read;
    first ??= read;
  }
  return first ?? { failure: "empty" };
}

function readSpan(text: string, start: number, to: number, echo: Echo, form: LiteralForm): ReadValue {
  // The stop of a sentence, not the point of `3.`.
  const end = /\d\.$/.test(text.slice(Math.max(start, to - 2), to)) ? to - 1 : to;
  const span = text.slice(start, end);
  // Nested so deeply or written so long, no answer asked for is; the parser would take its time.
  if (span.length > LONGEST) return { failure: form.isOpen(span) ? "truncated" : "not one expression" };
  if (echo.throws) {
    const error = readThrows(span, echo.language);
    if (error !== undefined) return { value: error, start, end, parts: [] };
  }
  const read = form.read(span);
  const plain = "failure" in read ? typed(span) : undefined;
  const found = plain === undefined ? read : form.read(plain);
  if ("failure" in found) return read;
  const shift = (part: LiteralPart): LiteralPart => ({ start: part.start + start, end: part.end + start });
  return { value: found.value, ...shift(found), parts: found.parts.map(shift) };
}

/** A text of the same length with what typography and LaTeX made of its quotes and braces taken back. */
function typed(span: string): string | undefined {
  // With plain quotes beside them the curly ones may be meant.
  if (/[“”]/.test(span) && !/["\\]/.test(span)) return span.replace(/[“”]/g, '"');
  if (/[‘’]/.test(span) && !/['"\\]/.test(span)) return span.replace(/[‘’]/g, "'");
  return /^\\\{[^\\]*\\\}$/.test(span) ? span.replace(/\\([{}])/g, " $1") : undefined;
}

/** Spans to try, best first: the region without an echo, whole; a marked part at its start; a literal with prose behind it. */
function* spans(
  text: string,
  region: Region,
  echo: Echo,
  form: LiteralForm,
): Generator<readonly [number, number]> {
  const answer = text.slice(region.start, region.end);
  const start = region.start + echoLength(answer, echo);
  if (start > region.start) {
    const stop = /[.!]$/.test(answer) ? region.end - 1 : region.end;
    const rest = narrow(text, { ...region, start, end: stop });
    if (rest.start < rest.end) yield [rest.start, rest.end];
  }
  yield [start, region.end];
  // Then what Markdown hides: "`[1, 2]` because …" or "**7** (…)".
  const mark = /^(\*\*|`)([^`\n]{1,9999}?)\1(?=[\s.,;(]|$)/.exec(text.slice(start, region.end));
  if (mark !== null) {
    const behind = text.slice(start + mark[0].length, Math.min(region.end, start + mark[0].length + 60));
    const prose = region.explicit || BEHIND.test(behind);
    if (prose && !OTHER.test(behind)) yield [start + mark[1].length, start + mark[1].length + mark[2].length];
  }
  // What looked like a code span may be a template literal.
  if (start === region.start && text[start - 1] === "`" && text[region.end] === "`")
    yield [start - 1, region.end + 1];
  if (!region.explicit && !region.line) return;
  const end = form.end(text, start);
  if (end !== undefined && end <= region.end) {
    const behind = text.slice(end, Math.min(region.end, end + 60));
    if ((region.explicit ? BEHIND_ANSWER : BEHIND).test(behind) && !OTHER.test(behind)) yield [start, end];
  }
  const line = lineEnd(text, start, region.end);
  if (echo.throws && line < region.end) yield [start, line];
  if (region.line) yield* conclusions(text, region, echo);
}

/** What may follow an answer on its line: a reason, a comment, a parenthesis. Not what would make it another value. */
const BEHIND =
  /^[*_`$]*[.,;:]?(?:\s*$|[ \t]*;?[ \t]*(?:\/\/|#\s)|[ \t]+(?:\((?!or\b|not\b)|because\b|since\b|as\b(?! a\b)|which\b|so\b|due\b|—|–|-\s+[A-Za-z]))/i;
/** The same, or a new sentence or line. */
const BEHIND_ANSWER = new RegExp(
  `${BEHIND.source}|^[*_\`$]*[.!][ \\t]+[A-Z*\`]|^[*_\`$]*[.;,]?[*_\`$]*[ \\t]*\\r?\\n(?!\\s{0,20}(?:[-+*/%&|<>=?.]{1,3}[ \\t]*[\\d("'[\\w]|[\\])}]))|^[*_\`$]*[.;,]?[*_\`$]*[ \\t]*\\r?\\n\\s{0,20}(?:[-*+]\\s+[A-Z]|\\*\\*)`,
  "i",
);
/** A second answer beside the first. */
const OTHER = /^[*_`$]*\s*,?\s*(?:or\b|\/|\(or\b|\|)/i;

function lineEnd(text: string, start: number, end: number): number {
  const at = text.indexOf("\n", start);
  return at < 0 || at > end ? end : at;
}

/** Ends of sentences such as "as no item is left, the call returns 6": what follows the last one that can be read. */
function* conclusions(text: string, region: Region, echo: Echo): Generator<readonly [number, number]> {
  const answer = text.slice(region.start, region.end);
  const places = [
    ...answer.matchAll(/[,;:—.]\s+|\b(?:so|that|and|then|means|hence|thus|therefore)\s+/gi),
  ].slice(-12);
  for (const place of places.reverse()) {
    const at = place.index + place[0].length;
    const rest = answer.slice(at);
    const length = echoLength(rest, echo);
    const start = region.start + at + length;
    if (length > 0) {
      const value = narrow(text, { ...region, start, end: region.start + answer.length });
      yield [value.start, value.end];
      const bare = /^(\*\*|`)([^`\n]{1,9999}?)\1[.!]?$/.exec(text.slice(start, region.end));
      if (bare !== null) yield [start + bare[1].length, start + bare[1].length + bare[2].length];
    }
    // An error is its own verb: "…, so it throws a TypeError."
    else if (echo.throws && readThrows(rest, echo.language) !== undefined)
      yield [region.start + at, region.end];
  }
}
