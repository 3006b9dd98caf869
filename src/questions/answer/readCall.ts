import type { Language } from "../../program/Program.js";
import type { ParseFailure } from "../Question.js";
import { type PlainCall, plainCall, type WantedCall } from "./plainCall.js";
import { narrow, type Region } from "./Region.js";

/** A call found in a completion, with UTF-16 spans in it; or why not. */
export type ReadCall = PlainCall | { readonly failure: ParseFailure };

/** Places where what follows the call may begin: `f(1) → 3`, `f(1) // 3`, `f(1) returns 3`, a new line. */
const BEHIND =
  /\s*(?:→|⇒|->|=>|\/\/|#|\n|[.:](?=\s|$)|\s[(—–]|,?\s*\b(?:returns|gives|evaluates|yields|because|since|which|so|as|where)\b)/g;
/** Words before it: `assert f(1) == 3`, `const x = f(1)`, `the call is f(1)`. */
const BEFORE =
  /^[`*]*(?:assert\s+|(?:const|let|var)\s+[\w$]+\s*=\s*|return\s+|(?:the\s+|one\s+|a\s+)?(?:call|input|arguments?|inputs)(?:\s+(?:is|are))?\s*:?\s*)?[`*]*/i;
/** The same for Python: `answer = f(1)`. */
const BEFORE_PYTHON =
  /^[`*]*(?:>>>\s+)?(?:assert\s+|[A-Za-z_]\w*\s*=(?!=)\s*|return\s+|(?:the\s+|one\s+|a\s+)?(?:call|input|arguments?|inputs)(?:\s+(?:is|are))?\s*:?\s*)?[`*]*/i;
/** Ends to try behind which prose may stand. */
const MOST_ENDS = 40;

/** Reads the call a region holds: the whole, then what Markdown hides, then what stands before a comment or prose. */
export function readCall(text: string, region: Region, wanted: WantedCall): ReadCall {
  const narrowed = narrow(text, region);
  if (narrowed.start >= narrowed.end) return { failure: "empty" };
  const failures: ParseFailure[] = [];
  for (const { start, end, whole } of spans(text, narrowed, wanted.program.language)) {
    const read = plainCall(text.slice(start, end), wanted);
    const called = !("failure" in read) && /^[\w$]+\s*\(/.test(text.slice(start + read.start, end));
    // Words and numbers cut out of prose are no arguments.
    if (!("failure" in read) && (whole || called)) return shifted(read, start);
    if ("failure" in read) failures.push(read.failure);
  }
  const telling = (["argument not allowed", "other function"] as const).find(why => failures.includes(why));
  return { failure: telling ?? failures[0] ?? "not a call" };
}

function shifted(read: PlainCall, by: number): PlainCall {
  return {
    ...read,
    start: read.start + by,
    end: read.end + by,
    parts: read.parts.map(({ start, end }) => ({ start: start + by, end: end + by })),
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
  /** All there is: arguments alone may be read from it. */
  readonly whole: boolean;
}

function* spans(text: string, { start, end }: Region, language: Language): Generator<Span> {
  const answer = text.slice(start, end);
  yield { start, end, whole: true };
  const lead = (language === "python" ? BEFORE_PYTHON : BEFORE).exec(answer)?.[0].length ?? 0;
  const from = start + lead;
  if (lead > 0) yield { start: from, end, whole: true };
  const mark = /^(\*\*|`)([^`\n]+?)\1(?=[\s.,;:(]|$)/.exec(answer);
  if (mark !== null)
    yield { start: start + mark[1].length, end: start + mark[1].length + mark[2].length, whole: true };
  let tries = 0;
  for (const match of text.slice(from, end).matchAll(BEHIND)) {
    if (match.index === 0) continue;
    if (++tries > MOST_ENDS) return;
    let last = from + match.index;
    while (last > from && /[`*]/.test(text[last - 1])) last--;
    yield { start: from, end: last, whole: match[0] === "\n" && tries === 1 };
  }
}
