import { pythonEqual } from "../../trace/derive/pythonEqual.js";
import { readPythonLiteral } from "../answer/python/readPythonLiteral.js";
import type { CruxevalItem, CruxevalMode } from "./CruxevalItem.js";
import { definesOnly } from "./definesOnly.js";
import type { JudgeItem } from "./judge.js";
import type { Judged } from "./reasons.js";

/**
 * What may change the interpreter for the answers behind it, or look at what they come to. Such an answer gets an
 * interpreter of its own, as every answer had in the original.
 */
const MEDDLES =
  /__\w+__|\b(?:import|eval|exec|compile|open|globals|locals|vars|dir|getattr|setattr|delattr|breakpoint|memoryview)\b/;

/**
 * Judges a generation as CRUXEval's scorer does, bug for bug: the program and `assert <output> == <generation>` behind it
 * must run without an error. Generations without `f(` (input), or with the call itself in them (output), are skipped.
 * Where both sides are literals and the program only defines functions, the outcome is known without running
 * anything; else what to run is given back.
 */
export function compatJudge(item: CruxevalItem, answer: string, mode: CruxevalMode): Judged | JudgeItem {
  if (mode === "input" ? !answer.includes("f(") : answer.includes(`f(${item.input})`))
    return { reason: mode === "input" ? "no call in the answer" : "call in the answer" };
  const equal = mode === "output" ? equalLiterals(item.output, answer) : undefined;
  if (equal === false) return { reason: "assertion fails" };
  if (equal === true && definesOnly(item.code)) return { reason: "passes" };
  const text = `${item.code}\nassert ${item.output} == ${answer}`;
  return { kind: "exec", text, ...(MEDDLES.test(answer) ? { alone: true } : {}) };
}

/** Whether two texts, each an operand of `==` on one line, are equal literals; undefined where Python must say. */
function equalLiterals(left: string, right: string): boolean | undefined {
  const a = operand(left, false);
  const b = a === undefined ? undefined : operand(right, true);
  return a === undefined || b === undefined ? undefined : pythonEqual(a, b);
}

function operand(text: string, last: boolean): Parameters<typeof pythonEqual>[0] | undefined {
  // What goes over several lines means another thing behind `assert`.
  if (/[\n\r\f]|\\$/.test(text)) return undefined;
  const read = readPythonLiteral(text);
  return "failure" in read || read.bare || (read.commented && !last) ? undefined : read.value;
}
