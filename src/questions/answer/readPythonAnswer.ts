import { parseExpression } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import type { ParseFailure } from "../Question.js";
import type { PythonLiteralFailure } from "./python/PythonSource.js";
import { readPythonLiteral } from "./python/readPythonLiteral.js";
import { isPythonOpen } from "./pythonLiteralEnd.js";
import type { ReadLiteral } from "./readLiteral.js";
import { trimmedEnd } from "./trim.js";

/** Failures of the literal reader that say that the text is an expression of Python, but none that is read here. */
const NO_LITERAL: ReadonlySet<PythonLiteralFailure> = new Set([
  "formatted text",
  "bytes and text joined",
  "key cannot be hashed",
  "lone surrogate in the text",
  "too deeply nested",
  "too long an integer",
  "too large for a float",
  "character by name",
  "surrogates side by side",
]);
/** Longer texts are not parsed to tell one failure from another. */
const LONGEST = 2000;

/**
 * Reads a text as exactly one Python literal, or as what `repr` writes of values that have none (see
 * {@link readPythonLiteral}). A tuple needs its parentheses: `1, 2` may as well be two answers. A `;` at the end is passed.
 */
export function readPythonAnswer(text: string): ReadLiteral {
  const end = trimmedEnd(text, /[\s;]/);
  const start = end - text.slice(0, end).trimStart().length;
  const body = text.slice(start, end);
  const read = readPythonLiteral(body, { reprs: true });
  if ("failure" in read) return { failure: failureOf(body, read.failure) };
  if (read.bare) return { failure: "not one expression" };
  const parts = read.parts.map(part => ({ start: part.start + start, end: part.end + start }));
  return { value: read.value, start: read.start + start, end: read.end + start, parts };
}

function failureOf(text: string, failure: PythonLiteralFailure): ParseFailure {
  if (failure === "empty") return "empty";
  if (NO_LITERAL.has(failure)) return "not a literal";
  if (failure === "never closed" || isPythonOpen(text)) return "truncated";
  return isExpression(text) ? "not a literal" : "not one expression";
}

/** Whether a text is one expression of Python. */
export function isExpression(text: string): boolean {
  if (text.length > LONGEST) return false;
  try {
    parseExpression(text, "<answer>", "python");
    return true;
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
}
