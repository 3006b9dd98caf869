import { pythonEqual } from "../../trace/derive/pythonEqual.js";
import { type ReadPythonLiteral, readPythonLiteral } from "../answer/python/readPythonLiteral.js";
import type { CruxevalItem, CruxevalMode } from "./CruxevalItem.js";
import { definesOnly } from "./definesOnly.js";
import { type JudgeItem, MEDDLES } from "./judge.js";
import type { Judged } from "./reasons.js";

/**
 * Judges a generation as CRUXEval's scorer does, bug for bug: the program and `assert <output> == <generation>` behind it
 * must run without an error. Generations without `f(` (input), or with the call itself in them (output), are skipped.
 * Where both sides are literals and the program only defines functions, the outcome is known without running
 * anything; else what to run is given back.
 */
export function compatJudge(item: CruxevalItem, answer: string, mode: CruxevalMode): Judged | JudgeItem {
  if (mode === "input" ? !answer.includes("f(") : answer.includes(`f(${item.input})`))
    return { reason: mode === "input" ? "no call in the answer" : "call in the answer" };
  const known = mode === "output" ? knownOutcome(item, answer) : undefined;
  if (known !== undefined) return known;
  const text = `${item.code}\nassert ${item.output} == ${answer}`;
  return { kind: "exec", text, ...(MEDDLES.test(answer) ? { alone: true } : {}) };
}

/** What `assert <output> == <answer>` surely comes to; undefined where Python must say. */
function knownOutcome({ code, output }: CruxevalItem, answer: string): Judged | undefined {
  const truth = operand(output);
  const said = operand(answer);
  if (truth === undefined || "failure" in truth || truth.commented || said === undefined) return undefined;
  // A text or a bracket that is open at the end of the program is open whatever stands before it.
  if ("failure" in said)
    return said.failure === "never closed" ? { reason: "syntax error", error: "SyntaxError" } : undefined;
  if (!pythonEqual(truth.value, said.value)) return { reason: "assertion fails" };
  return definesOnly(code) ? { reason: "passes" } : undefined;
}

/** A text read as an operand of `==` on one line; undefined where it would be another thing behind `assert`. */
function operand(text: string): ReadPythonLiteral | undefined {
  if (/[\n\r\f]|\\$/.test(text)) return undefined;
  const read = readPythonLiteral(text);
  return "bare" in read && read.bare ? undefined : read;
}
