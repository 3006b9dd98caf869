import { equalValues } from "../../trace/derive/equalValues.js";
import { pythonEqual } from "../../trace/derive/pythonEqual.js";
import type { PythonLiteralFailure } from "../answer/python/PythonSource.js";
import { readPythonLiteral } from "../answer/python/readPythonLiteral.js";
import type { CruxevalItem, CruxevalMode } from "./CruxevalItem.js";
import type { JudgeItem } from "./judge.js";
import type { CruxevalReason, Judged } from "./reasons.js";

/**
 * Judges a generation by what it says, not by what running it leaves behind. Output: it must be one Python literal and
 * nothing else (no comment, no expression, no call of `f`), equal to the value with its types: `17.0` is not `17`, `1` is
 * not `True`. Input: it must be one call of `f` whose arguments are data (see `plain.py`); the call is made in the
 * sandbox and its value compared with its types.
 */
export function strictJudge(item: CruxevalItem, answer: string, mode: CruxevalMode): Judged | JudgeItem {
  if (answer.trim() === "") return { reason: "empty" };
  const { code, output } = item;
  if (mode === "input") return { kind: "call", code, answer, output };
  const said = readPythonLiteral(answer.trim());
  if ("failure" in said) {
    // These two only Python can read.
    if (said.failure === "character by name" || said.failure === "surrogates side by side")
      return { kind: "literal", answer: answer.trim(), output };
    return { reason: /\bf\s*\(/.test(answer) ? "call of the function" : UNREAD[said.failure] };
  }
  if (said.commented) return { reason: "comment" };
  const truth = readPythonLiteral(output);
  if ("failure" in truth) return { kind: "literal", answer: answer.trim(), output };
  if (equalValues(truth.value, said.value, { negativeZero: true })) return { reason: "equal" };
  return { reason: pythonEqual(truth.value, said.value) ? "other type" : "not equal" };
}

const UNREAD: Readonly<Record<PythonLiteralFailure, CruxevalReason>> = {
  empty: "empty",
  "never closed": "not one expression",
  "not a literal": "not a literal",
  "formatted text": "not a literal",
  "more than one expression": "not one expression",
  "malformed number": "not one expression",
  "malformed text": "not one expression",
  "bytes and text joined": "not one expression",
  "key cannot be hashed": "not a literal",
  indented: "not one expression",
  "null character": "not one expression",
  "lone surrogate in the text": "not one expression",
  "too deeply nested": "not one expression",
  "too long an integer": "not one expression",
  "too large for a float": "not a literal",
  "character by name": "not a literal",
  "surrogates side by side": "not a literal",
};
