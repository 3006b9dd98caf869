import type { Node } from "../../program/Node.js";

/*
 * What derived views ask about the nodes of a program: ESTree's names for JavaScript and TypeScript, those of
 * tree-sitter's grammar for Python. No name means two things, so one table serves all.
 */

/** Statements that leave their place for another: what stands behind them in their list does not follow. */
const JUMPS: ReadonlyMap<string, "return" | "throw" | "break" | "continue"> = new Map([
  ["ReturnStatement", "return"],
  ["ThrowStatement", "throw"],
  ["BreakStatement", "break"],
  ["ContinueStatement", "continue"],
  ["return_statement", "return"],
  ["raise_statement", "throw"],
  ["break_statement", "break"],
  ["continue_statement", "continue"],
]);

/** How a statement leaves its place; `undefined` where it goes on to the next. */
export function jumpOf(type: string): "return" | "throw" | "break" | "continue" | undefined {
  return JUMPS.get(type);
}

const LOOPS: ReadonlySet<string> = new Set([
  "WhileStatement",
  "DoWhileStatement",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "while_statement",
  "for_statement",
]);

/** Whether a node is a loop a `break` or `continue` belongs to. */
export function isLoop(type: string): boolean {
  return LOOPS.has(type);
}

/** Whether a node has activations of its own: a function, a static block, the body of a Python class. */
export function activates(type: string): boolean {
  return (
    /Function/.test(type) ||
    type === "StaticBlock" ||
    type === "function_definition" ||
    type === "lambda" ||
    type === "class_definition"
  );
}

/** Whether a node, or the statement it is all of, reads what it writes: `++`, `+=`. */
export function readsOld(nodes: readonly Node[], node: Node, source: string): boolean {
  if (node.type === "UpdateExpression" || node.type === "augmented_assignment") return true;
  if (node.type === "expression_statement") return nodes[node.id + 1]?.type === "augmented_assignment";
  if (node.type !== "AssignmentExpression") return false;
  for (let id = node.id + 1; id <= node.last; id = nodes[id].last + 1) {
    const { type, start, end } = nodes[id];
    if (type === "Punctuator" && end - start > 1 && source[end - 1] === "=") return true;
  }
  return false;
}
