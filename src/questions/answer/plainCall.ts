import { type CallExpression, type Expression, parseExpressionAt, type Super } from "acorn";
import type { Program } from "../../program/Program.js";
import { stripTypes } from "../../program/strip.js";
import { literal } from "../../trace/derive/literal.js";
import type { ParseFailure, Question } from "../Question.js";
import { type ArgumentRules, argumentRules, isPlain } from "./plainArgument.js";
import { pythonCall } from "./pythonCall.js";
import { isOpen, type LiteralPart, readLiteral } from "./readLiteral.js";

/** A call of a named function with plain arguments, found in a text. */
export interface PlainCall {
  readonly function: string;
  /** Arguments in order, literals in canonical form (`[1, 2]`, `"a"`), everything else as it was written. */
  readonly arguments: readonly string[];
  /** `f([1, 2], "a")`, made of the above: calls that differ in spaces, quotes or a final `;` have one text. */
  readonly text: string;
  /** UTF-16 span of the call (or of the arguments alone) in the text that was read. */
  readonly start: number;
  readonly end: number;
  /** Spans of the arguments. */
  readonly parts: readonly LiteralPart[];
}

/** Which call is looked for. */
export interface WantedCall {
  readonly program: Program;
  /** Name of the function that must be called; any function of the program's top level when absent. */
  readonly function?: string;
  /** Arrow functions (lambdas) may be arguments. */
  readonly functions: boolean;
}

/** A plain call, or why a text is none. */
export type ReadPlainCall = PlainCall | { readonly failure: ParseFailure };

/**
 * Reads a text as exactly one call `f(…)` of a function of the program's top level. Around the call may stand
 * `await`, a comparison with a value, `x =`, `assert(…)` and the like; where nothing is called, the text may be the
 * arguments alone (`[1, 2], 3`). Nothing is evaluated. What an argument may be: see {@link isPlain}; for Python
 * {@link pythonCall}.
 */
export function plainCall(text: string, wanted: WantedCall): ReadPlainCall {
  if (wanted.program.language === "python") return pythonCall(text, wanted);
  const body = text.trimEnd().replace(/;$/, "");
  if (body.trim() === "") return { failure: "empty" };
  if (/^\s*\(\s*\)$/.test(body) && wanted.function !== undefined)
    return made(body, wanted.function, [], { start: body.indexOf("("), end: body.length });
  const source = readable(body, wanted.program);
  const node = source === undefined ? undefined : parsed(source);
  if (source === undefined || node === undefined)
    return { failure: isOpen(body) ? "truncated" : "not one expression" };
  const rules = argumentRules(wanted.program, wanted.functions);
  const name = wanted.function;
  const call = callIn(node, name);
  if (call !== undefined) {
    const called = (call.callee as { readonly name: string }).name;
    if (name === undefined ? !rules.functionsOfProgram.has(called) : called !== name)
      return { failure: "other function" };
    const plain = call.arguments.every(argument => isPlain(argument, rules));
    if (!plain) return { failure: "argument not allowed" };
    return made(source, called, call.arguments.map(unshifted), unshifted(call));
  }
  const inner = bare(node);
  if (inner.type === "CallExpression") return { failure: "other function" };
  if (inner.type === "NewExpression" && inner.callee.type === "Identifier" && inner.callee.name === name)
    return { failure: "not a call" };
  return name === undefined ? { failure: "not a call" } : argumentsAlone(source, node, name, rules);
}

/** Offsets of acorn are one too large: a parenthesis is put before the text. */
function unshifted({ start, end }: LiteralPart): LiteralPart {
  return { start: start - 1, end: end - 1 };
}

function made(source: string, name: string, parts: readonly LiteralPart[], span: LiteralPart): PlainCall {
  const texts = parts.map(({ start, end }) => canonical(source.slice(start, end)));
  return { function: name, arguments: texts, text: `${name}(${texts.join(", ")})`, ...span, parts };
}

/** Literals in the form the library writes them in; other expressions as they are. */
function canonical(text: string): string {
  const read = readLiteral(text);
  return ("value" in read ? literal(read.value) : undefined) ?? text;
}

/** The text as JavaScript: for a TypeScript program types are blanked where the text does not parse without. */
function readable(text: string, program: Program): string | undefined {
  if (parsed(text) !== undefined) return text;
  if (program.language !== "typescript") return undefined;
  try {
    return stripTypes(text, "<answer>", "expression");
  } catch {
    return undefined;
  }
}

/** The one expression a text holds. */
function parsed(text: string): Expression | undefined {
  // The line break ends a `//` comment behind the answer.
  const wrapped = `(${text}\n)`;
  try {
    const node = parseExpressionAt(wrapped, 0, {
      ecmaVersion: "latest",
      preserveParens: true,
      allowAwaitOutsideFunction: true,
    });
    return node.end === wrapped.length && node.type === "ParenthesizedExpression"
      ? node.expression
      : undefined;
  } catch {
    return undefined;
  }
}

function bare(node: Expression | Super): Expression | Super {
  let inner = node;
  while (inner.type === "ParenthesizedExpression" || inner.type === "AwaitExpression")
    inner = inner.type === "AwaitExpression" ? inner.argument : inner.expression;
  return inner;
}

/** Wrappers a call may be shown in: `assert(f(1) === 2)`, `assert.equal(f(1), 2)`, `console.log(f(1))`. */
const WRAPPERS = new Set(["assert", "console"]);

/** The call of `name` (or of any name) an expression is about. */
function callIn(node: Expression, name: string | undefined): CallExpression | undefined {
  const inner = bare(node);
  if (inner.type === "CallExpression" && !inner.optional) {
    const callee = bare(inner.callee);
    if (callee.type === "Identifier" && (name === undefined || callee.name === name)) return inner;
    const object = callee.type === "MemberExpression" ? callee.object : callee;
    const first = inner.arguments[0];
    const wrapper = object.type === "Identifier" && WRAPPERS.has(object.name);
    return wrapper && first !== undefined && first.type !== "SpreadElement" ? callIn(first, name) : undefined;
  }
  if (name === undefined) return undefined;
  if (inner.type === "AssignmentExpression" && inner.operator === "=" && inner.left.type === "Identifier")
    return callIn(inner.right, name);
  if (inner.type !== "BinaryExpression" || !/^={2,3}$/.test(inner.operator)) return undefined;
  // Only a call itself may stand on a side: `f(1) == 2 == 2` is no answer.
  const sides = [inner.left, inner.right].flatMap(side => {
    if (side.type === "PrivateIdentifier") return [];
    const one = bare(side);
    const own = one.type === "CallExpression" && one.callee.type === "Identifier" && one.callee.name === name;
    return own ? [one] : [];
  });
  return sides.length === 1 ? sides[0] : undefined;
}

function argumentsAlone(source: string, node: Expression, name: string, rules: ArgumentRules): ReadPlainCall {
  let inner: Expression = node;
  while (inner.type === "ParenthesizedExpression") inner = inner.expression;
  // `n = 5`, the parameter's name with its value.
  if (inner.type === "AssignmentExpression" && inner.operator === "=" && inner.left.type === "Identifier")
    inner = inner.right;
  const args = inner.type === "SequenceExpression" ? inner.expressions : [inner];
  if (!args.every(argument => isPlain(argument, rules))) return { failure: "not a call" };
  const parts = args.map(unshifted);
  return made(source, name, parts, { start: parts[0].start, end: parts[parts.length - 1].end });
}

/** What an answer to an input question must call: functions may be passed where the recorded call passes one. */
export function wantedCall(question: Question, program: Program): WantedCall {
  const { truth } = question;
  if (truth.task !== "input") return { program, functions: false };
  const recorded = plainCall(truth.call, { program, function: truth.function, functions: false });
  return { program, function: truth.function, functions: "failure" in recorded };
}
