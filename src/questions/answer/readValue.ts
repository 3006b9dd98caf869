import type { Value } from "../../trace/format/Value.js";
import type { ParseFailure } from "../Question.js";
import { narrow, type Region } from "./Region.js";
import { type LiteralPart, readLiteral } from "./readLiteral.js";

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
}

/** `throws TypeError`, `throw new TypeError("…")`, `Uncaught TypeError: …`, `TypeError: …` and a full stop. */
const THROWS =
  /^(?:(?:it\s+)?(?:throws?|raises?|uncaught)\s+(?:an?\s+)?(?:new\s+)?([A-Za-z_$][\w$]*)|([A-Za-z_$][\w$]*Error))\b([^\n]*)$/i;

/** Lines a value may take up when prose follows it; each is tried as its last. */
const MOST_LINES = 100;

/** Reads the value a region holds. Tries the whole, then what its first lines hold, then past an echo. */
export function readValue(text: string, region: Region, echo: Echo): ReadValue {
  const narrowed = narrow(text, region);
  if (narrowed.start >= narrowed.end) return { failure: "empty" };
  let first: ReadValue | undefined;
  for (const [start, end] of spans(text, narrowed, echo)) {
    const read = readSpan(text, start, end, echo);
    if (!("failure" in read)) return read;
    first ??= read;
  }
  return first ?? { failure: "empty" };
}

function readSpan(text: string, start: number, end: number, echo: Echo): ReadValue {
  const span = text.slice(start, end);
  if (echo.throws) {
    const error = readThrows(span);
    if (error !== undefined) return { value: error, start, end, parts: [] };
  }
  const read = readLiteral(span);
  if ("failure" in read) return read;
  const shift = (part: LiteralPart): LiteralPart => ({ start: part.start + start, end: part.end + start });
  return { value: read.value, ...shift(read), parts: read.parts.map(shift) };
}

function readThrows(span: string): Value | undefined {
  const match = THROWS.exec(span.trim());
  if (match === null) return undefined;
  const name = match[1] ?? match[2];
  const rest = match[3].trim();
  // Only a message may follow the name: `: message`, `("message")`, `with message …`.
  if (rest !== "" && !/^[.:(,;!]|^(?:with|because|since|as|error)\b/i.test(rest)) return undefined;
  return { type: "error", id: 1, class: name, name, message: "", properties: [] };
}

/** Spans to try, best first: the region without an echo, whole, then growing line by line from its start. */
function* spans(text: string, region: Region, echo: Echo): Generator<readonly [number, number]> {
  const start = region.start + echoLength(text.slice(region.start, region.end), echo);
  yield [start, region.end];
  // Then what Markdown hides: "`[1, 2]` because …" or "**7** (…)".
  const mark = /^(\*\*|`)([^`\n]+?)\1(?=[\s.,;(]|$)/.exec(text.slice(start, region.end));
  if (mark !== null) yield [start + mark[1].length, start + mark[1].length + mark[2].length];
  // What looked like a code span may be a template literal.
  if (start === region.start && text[start - 1] === "`" && text[region.end] === "`")
    yield [start - 1, region.end + 1];
  if (region.explicit) {
    let tries = 0;
    for (let at = text.indexOf("\n", start); at >= 0 && at < region.end; at = text.indexOf("\n", at + 1)) {
      if (++tries > MOST_LINES) return;
      const line = narrow(text, { ...region, start, end: at });
      if (line.start < line.end) yield [line.start, line.end];
    }
  }
}

const PROSE = /^[`*]*(?:the|value|result|output|return|printed)\b/i;

/** Length of `f(1) == `, `x = ` or `The value is ` at the start of an answer. */
function echoLength(answer: string, echo: Echo): number {
  // Most answers have no echo; the expression below is made anew for each.
  const plain = /^[`*]*/.exec(answer)?.[0].length ?? 0;
  const names = [echo.call, echo.variable ?? ""].filter(name => name !== "");
  if (!names.some(name => answer.startsWith(name, plain)) && !PROSE.test(answer)) return 0;
  const separator = "\\s*(?:={1,3}|:|=>|->|→|//|is|returns|evaluates to)\\s*";
  const prose =
    "(?:the\\s+)?(?:value|result|output|return value|returned value|printed text)(?:\\s+of\\s+[^\\n=:]{1,80}?)?";
  const match = new RegExp(
    `^(?:[\`*]*(?:${[...names.map(escaped), prose].join("|")})[\`*]*)${separator}[*]*`,
    "i",
  ).exec(answer);
  // An object literal `{…}` or label is no echo; the echo must leave something to read.
  return match === null || match[0].length >= answer.length ? 0 : match[0].length;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
