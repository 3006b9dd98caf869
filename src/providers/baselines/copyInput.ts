import { parseExpressionAt } from "acorn";
import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import { readLiteral } from "../../questions/answer/readLiteral.js";
import type { Question } from "../../questions/Question.js";
import { statementLines } from "../../questions/statementLines.js";
import { type Baseline, TEXT_ONLY } from "../Model.js";

/** What {@link copyInput} may look at: everything but the truth. */
type Blind = Omit<Question, "truth">;

/**
 * Repeats what the prompt shows, without running anything: the first argument as output, YES for coverage, the
 * next statement in the text as next line, the argument or initial value of the variable as its state, the lines
 * of the called function from top to bottom as line list.
 */
export function copyInput(): Baseline {
  return {
    kind: "baseline",
    name: "baseline:copy-input",
    can: TEXT_ONLY,
    about:
      "repeats what the prompt shows: first argument, YES, next line of text, initial value, lines from top to bottom",
    answer: ({ question, program }) => `Answer: ${copy(question, program)}`,
  };
}

function copy(question: Blind, program: Program): string {
  const call = readCall(question.call);
  switch (question.task) {
    case "output":
      return call.arguments[0] ?? "undefined";
    case "coverage":
      return "YES";
    case "path": {
      const lines = statementLines(program, question.occurrence?.function ?? 0);
      return String(lines.find(line => line > (question.line ?? 0)) ?? "returns");
    }
    case "state":
      return initialValue(question.variable ?? "", call, program) ?? call.arguments[0] ?? "undefined";
    case "lines":
      return `[${statementLines(program, calledFunction(call, program)?.id ?? 0).join(", ")}]`;
  }
}

interface Call {
  /** Last name of what is called: `f`, or `method` of `x.method()`. */
  readonly name: string;
  /** Texts of the arguments. */
  readonly arguments: readonly string[];
}

function readCall(text: string): Call {
  try {
    let node = parseExpressionAt(text, 0, { ecmaVersion: "latest", allowAwaitOutsideFunction: true });
    while (node.type === "AwaitExpression") node = node.argument;
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return { name: "", arguments: [] };
    const callee = node.callee.type === "MemberExpression" ? node.callee.property : node.callee;
    const name = callee.type === "Identifier" ? callee.name : "";
    return { name, arguments: node.arguments.map(argument => text.slice(argument.start, argument.end)) };
  } catch {
    return { name: "", arguments: [] };
  }
}

function calledFunction(call: Call, program: Program): Node | undefined {
  const named = program.nodes.filter(
    node =>
      node.type === "Identifier" &&
      text(program, node) === call.name &&
      (node.field === "id" || node.field === "key"),
  );
  for (const name of named) {
    const parent = program.nodes[name.parent];
    if (/Function/.test(parent.type)) return parent;
    const value = children(program, parent).find(child => /Function/.test(child.type));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Argument passed for a parameter, or the literal a variable is declared with. */
function initialValue(variable: string, call: Call, program: Program): string | undefined {
  const called = calledFunction(call, program);
  if (called !== undefined) {
    const params = children(program, called).filter(child => child.field === "params");
    const index = params.findIndex(param => text(program, param) === variable);
    if (index >= 0) return call.arguments[index] ?? "undefined";
  }
  for (const node of program.nodes) {
    if (node.type !== "VariableDeclarator") continue;
    const [id, init] = ["id", "init"].map(field =>
      children(program, node).find(child => child.field === field),
    );
    if (id === undefined || init === undefined || text(program, id) !== variable) continue;
    if (!("failure" in readLiteral(text(program, init)))) return text(program, init);
  }
  return undefined;
}

function children(program: Program, node: Node): Node[] {
  const found: Node[] = [];
  for (let id = node.id + 1; id <= node.last; id = program.nodes[id].last + 1) found.push(program.nodes[id]);
  return found;
}

function text(program: Program, node: Node): string {
  return program.source.slice(node.start, node.end);
}
