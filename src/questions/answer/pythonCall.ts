import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import { parseExpression } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import { pythonLiteral } from "../../trace/derive/pythonLiteral.js";
import { partIn, partsOf } from "../nodeTypes.js";
import type { PlainCall, ReadPlainCall, WantedCall } from "./plainCall.js";
import { isPlainPython, type PythonRules, pythonRules } from "./pythonArgument.js";
import { isPythonOpen } from "./pythonLiteralEnd.js";
import type { LiteralPart } from "./readLiteral.js";
import { readPythonAnswer } from "./readPythonAnswer.js";

/** Longest text that is parsed as a call. */
const LONGEST = 50_000;

/**
 * `plainCall` for Python: exactly one call `f(…)` of a function of the program's top level, with `await`, `print(…)` or a
 * comparison with a value around it; where nothing is called, the text may be the arguments alone (`[1, 2], n=3`). What an
 * argument may be: see {@link isPlainPython}.
 */
export function pythonCall(text: string, wanted: WantedCall): ReadPlainCall {
  const body = text.trimEnd().replace(/;$/, "");
  if (body.trim() === "") return { failure: "empty" };
  const name = wanted.function;
  const rules = pythonRules(wanted.program, wanted.functions);
  const lead = body.length - body.trimStart().length;
  const expression = parsed(body.trimStart());
  if (expression !== undefined) {
    const call = callIn(expression, expression.nodes[firstPart(expression).id], name);
    if (call !== undefined) {
      const called = textOf(expression, partIn(expression.nodes, call, "function"));
      if (name === undefined ? !rules.own.has(called) : called !== name) return { failure: "other function" };
      return made(expression, call, called, rules, lead);
    }
  }
  if (name === undefined) {
    if (expression === undefined) return { failure: isPythonOpen(body) ? "truncated" : "not one expression" };
    return {
      failure: bare(expression, firstPart(expression)).type === "call" ? "other function" : "not a call",
    };
  }
  if (expression !== undefined && bare(expression, firstPart(expression)).type === "call") {
    const call = bare(expression, firstPart(expression));
    const plain = isPlainPython(call, expression, rules);
    const own = textOf(expression, partIn(expression.nodes, call, "function")) === name;
    if (!plain || own) return { failure: own ? "not a call" : "other function" };
  }
  return argumentsAlone(body, name, rules, expression === undefined);
}

/** The arguments alone, read as those of a call; `(1, 2)` is one tuple unless the function is called with nothing. */
function argumentsAlone(body: string, name: string, rules: PythonRules, isNone: boolean): ReadPlainCall {
  const prefix = `${name}(`;
  const empty = /^\s*\(\s*\)$/.test(body);
  const source = empty ? `${prefix})` : `${prefix}${body.trimStart()}\n)`;
  const read = parsed(source);
  const call = read === undefined ? undefined : firstPart(read);
  if (read === undefined || call?.type !== "call") {
    if (!isNone) return { failure: "not a call" };
    return { failure: isPythonOpen(body) ? "truncated" : "not one expression" };
  }
  const shift = body.length - body.trimStart().length - prefix.length;
  if (empty)
    return {
      function: name,
      arguments: [],
      text: `${name}()`,
      start: body.indexOf("("),
      end: body.length,
      parts: [],
    };
  const found = made(read, call, name, rules, shift);
  if ("failure" in found) return { failure: isNone ? "not one expression" : "not a call" };
  const { parts } = found;
  return parts.length === 0
    ? { failure: "empty" }
    : { ...found, start: parts[0].start, end: parts[parts.length - 1].end };
}

function made(read: Program, call: Node, name: string, rules: PythonRules, shift: number): ReadPlainCall {
  const given = partIn(read.nodes, call, "arguments");
  if (given?.type !== "argument_list") return { failure: "argument not allowed" };
  const parts = partsOf(read.nodes, given);
  if (!parts.every(part => isPlainPython(part, read, rules))) return { failure: "argument not allowed" };
  const texts = parts.map(part => argumentText(read, part));
  const span = ({ start, end }: Node): LiteralPart => ({ start: start + shift, end: end + shift });
  const found: PlainCall = {
    function: name,
    arguments: texts,
    text: `${name}(${texts.join(", ")})`,
    ...span(call),
    parts: parts.map(span),
  };
  return found;
}

/** An argument with its literal in the form the library writes; other expressions as they are. */
function argumentText(read: Program, node: Node): string {
  const value = node.type === "keyword_argument" ? partIn(read.nodes, node, "value") : undefined;
  if (value !== undefined)
    return `${textOf(read, partIn(read.nodes, node, "name"))}=${argumentText(read, value)}`;
  const text = textOf(read, node);
  const literal = readPythonAnswer(text);
  const written = "value" in literal ? pythonLiteral(literal.value) : undefined;
  // `inf` or `datetime.date(2020, 1, 1)` are what repr says; whether they are names of the program is not known.
  const names =
    written === undefined || (parsed(written)?.nodes ?? []).some(one => one.type === "identifier");
  return written === undefined || names ? text : written;
}

function parsed(text: string): Program | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return parseExpression(text, "<answer>", "python");
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** The expression: the first part of the one statement. */
function firstPart(read: Program): Node {
  const [statement] = partsOf(read.nodes, read.nodes[0]);
  return partsOf(read.nodes, statement)[0];
}

function bare(read: Program, node: Node): Node {
  let inner = node;
  while (inner.type === "parenthesized_expression" || inner.type === "await") {
    const [next] = partsOf(read.nodes, inner);
    if (next === undefined) return inner;
    inner = next;
  }
  return inner;
}

/** The call of `name` (or of any name) an expression is about. */
function callIn(read: Program, node: Node, name: string | undefined): Node | undefined {
  const { nodes, source } = read;
  const inner = bare(read, node);
  if (inner.type === "call") {
    const callee = partIn(nodes, inner, "function");
    if (callee?.type !== "identifier") return undefined;
    const called = textOf(read, callee);
    if (called === name || (name === undefined && called !== "print")) return inner;
    const given = partIn(nodes, inner, "arguments");
    const [first, more] = called === "print" && given !== undefined ? partsOf(nodes, given) : [];
    return first === undefined || more !== undefined ? undefined : callIn(read, first, name);
  }
  if (name === undefined || inner.type !== "comparison_operator") return undefined;
  const operators = nodes.filter(one => one.parent === inner.id && /^(?:Punctuator|Keyword)$/.test(one.type));
  // Only a call itself may stand on a side: `f(1) == 2 == 2` is no answer.
  if (operators.length !== 1 || !/^(?:==|is)$/.test(source.slice(operators[0].start, operators[0].end)))
    return undefined;
  const sides = partsOf(nodes, inner)
    .map(side => bare(read, side))
    .filter(side => side.type === "call" && textOf(read, partIn(nodes, side, "function")) === name);
  return sides.length === 1 ? sides[0] : undefined;
}

function textOf({ source }: Program, node: Node | undefined): string {
  return node === undefined ? "" : source.slice(node.start, node.end);
}
