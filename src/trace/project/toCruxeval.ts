import { parseExpressionAt } from "acorn";
import { parseExpression } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import { literal } from "../derive/literal.js";
import { outcomeValue } from "../derive/outcomeValue.js";
import { pythonLiteral } from "../derive/pythonLiteral.js";
import type { Trace } from "../format/Trace.js";

/** One row of a CRUXEval-like data set. */
export interface CruxevalRow {
  readonly code: string;
  /** The argument list between the parentheses of the call. */
  readonly input: string;
  /** Literal of what the call returned. */
  readonly output: string;
}

/**
 * The row CRUXEval would hold: program, argument text, output literal.
 *
 * @throws SourceError when the trace has no call of the form `f(…)`, did not return, or returned what no literal says.
 */
export function toCruxeval(trace: Trace): CruxevalRow {
  const { call, programs } = trace.header;
  const { file, source } = programs[0];
  const input = programs[0].language === "python" ? pythonArguments(call, file) : argumentText(call, file);
  const { outcome } = trace.footer;
  if (outcome.kind !== "return")
    throw new SourceError(`the call ${call} did not return: ${outcome.kind}`, file);
  const value = outcomeValue(trace);
  const python = programs[0].language === "python";
  const output = value === undefined ? undefined : python ? pythonLiteral(value) : literal(value);
  if (output === undefined)
    throw new SourceError(`what ${call} returned has no literal: ${value?.type}`, file);
  return { code: source, input, output };
}

function argumentText(call: string, file: string): string {
  if (call === "") return refuse(call, file);
  const node = parseExpressionAt(call, 0, { ecmaVersion: "latest" });
  if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return refuse(call, file);
  const open = call.indexOf("(", node.callee.end);
  return call.slice(open + 1, node.end - 1).trim();
}

function pythonArguments(call: string, file: string): string {
  if (call === "") return refuse(call, file);
  const { nodes, source } = parseExpression(call, "<call>", "python");
  const { type, last } = nodes[2];
  const list = nodes.find(node => node.parent === 2 && node.field === "arguments");
  if (type !== "call" || last !== nodes[1].last || nodes[3].type !== "identifier" || list === undefined) {
    return refuse(call, file);
  }
  // A generator expression alone is the argument list itself.
  const { start, end } = list;
  return list.type === "argument_list" ? source.slice(start + 1, end - 1).trim() : source.slice(start, end);
}

function refuse(call: string, file: string): never {
  throw new SourceError(`a call of the form f(…) is needed, found ${JSON.stringify(call)}`, file);
}
