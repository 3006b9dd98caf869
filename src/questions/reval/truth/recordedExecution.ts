import { SourceError } from "../../../program/SourceError.js";
import { equalValues } from "../../../trace/derive/equalValues.js";
import { nextLine } from "../../../trace/derive/nextLine.js";
import { pythonLiteral } from "../../../trace/derive/pythonLiteral.js";
import { valueAt } from "../../../trace/derive/valueAt.js";
import type { Value } from "../../../trace/format/Value.js";
import { readPythonLiteral } from "../../answer/python/readPythonLiteral.js";
import type { Posing } from "../../pose/Posing.js";

/** An execution in a trace, as line events see it. */
export interface RecordedExecution {
  /** Index of `occurrences`: where it begins, and the last statement of it, which is another where several stand on its line. */
  readonly begin: number;
  readonly last: number;
}

/**
 * Line events do not tell statements of one line apart: what a one-line `if` or loop runs on its own line belongs to
 * its execution.
 */
export function recordedExecution(posing: Posing, begin: number): RecordedExecution {
  const { occurrences } = posing;
  let last = begin;
  for (let next = occurrences.next[last]; next >= 0 && isWithin(posing, begin, next); )
    [last, next] = [next, occurrences.next[next]];
  return { begin, last };
}

/** Whether an occurrence is of a statement inside that of another and on its line. */
function isWithin({ occurrences, trace, program }: Posing, outer: number, inner: number): boolean {
  const [around, site] = [occurrences.site[outer], occurrences.site[inner]].map(id => trace.tables.sites[id]);
  const { last } = program.nodes[around.node];
  return site.program === 0 && around.node < site.node && site.node <= last && site.line === around.line;
}

/** The next line of the activation, or why there is none. */
export function lineOver({ trace }: Posing, { last }: RecordedExecution): string {
  return lineText(nextLine(trace, last));
}

/** The next line wherever it is, calls included; those into lambdas are not steps of their own. */
export function lineInto(posing: Posing, { begin, last }: RecordedExecution): string {
  const { occurrences, trace, program } = posing;
  const { functions, sites } = trace.tables;
  let at = begin;
  for (let next = at + 1; next < occurrences.count; next++) {
    const fn = functions[sites[occurrences.site[next]].function];
    const lambda = fn.program === 0 && program.nodes[fn.node]?.type === "lambda";
    const joined = occurrences.frame[next] === occurrences.frame[begin] && next <= last;
    if (!lambda && !joined) break;
    at = next;
  }
  return lineText(nextLine(trace, at, { stepInto: true }));
}

function lineText({ line, end }: ReturnType<typeof nextLine>): string {
  return end === undefined ? String(line) : end === "throws" ? "raises" : end;
}

/** The value of an expression after an execution; undefined where it has none, `no path` where a trace does not look it up. */
export function valueAfter(
  { trace, occurrences }: Posing,
  { last }: RecordedExecution,
  expression: string,
  raised: boolean,
): Value | "no path" | undefined {
  // A statement that only leaves its block changes nothing and has no end of its own.
  const when = occurrences.end[last] < 0 && !raised ? "before" : "after";
  try {
    const value = valueAt(trace, last, when, expression);
    if (value !== undefined) return value.type === "uninitialized" ? undefined : value;
    // Objects of other libraries, such as arrays of numpy, have no items in a trace.
    const [root] = /^\w*/.exec(expression) as RegExpExecArray;
    const holder = root === expression || root === "" ? undefined : valueAt(trace, last, when, root);
    return holder?.type === "opaque" ? "no path" : undefined;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return "no path";
  }
}

/** How a recorded value and the text of Python's `repr` agree. `unwritten`: no literal says it or no trace looks it up, so it is not compared. */
export type ValueAgreement = "same text" | "other order of a set" | "unwritten" | "differs";

/** Compares a recorded value with the text of Python's `repr`; null and undefined: there is no value. */
export function agreement(repr: string | null, value: Value | "no path" | undefined): ValueAgreement {
  if (value === "no path") return "unwritten";
  if (value === undefined || repr === null)
    return (value === undefined) === (repr === null) ? "same text" : "differs";
  const text = pythonLiteral(value);
  if (text === undefined) return "unwritten";
  if (text === repr) return "same text";
  if (!holdsSet(value)) return "differs";
  const read = readPythonLiteral(repr, { reprs: true });
  const same = "value" in read && equalValues(read.value, value, { negativeZero: true });
  return same ? "other order of a set" : "differs";
}

function holdsSet(value: Value): boolean {
  if (value.type === "set") return true;
  if (value.type === "array") return value.items.some(holdsSet);
  return value.type === "map" && value.entries.some(pair => pair.some(holdsSet));
}
