import type { Node } from "../program/Node.js";
import type { Program } from "../program/Program.js";

/** Text shown of a condition, at most. */
const SHOWN = 120;

/** Node that a branch question shows: the test, or the whole `&&`, `||`, `??`; -1 for a `for` without a test. */
export function conditionNode(program: Program, node: number): number {
  if (program.nodes[node].type === "LogicalExpression") return node;
  return childIn(program, node, "test")?.id ?? -1;
}

/** Its text on one line, cut to 120 characters. */
export function conditionText(program: Program, node: number): string {
  const shown = conditionNode(program, node);
  if (shown < 0) return "";
  const { start, end } = program.nodes[shown];
  const text = program.source.slice(start, end).replace(/\s*\n\s*/g, " ");
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}

/** Operator of a logical expression: `&&`, `||` or `??`. */
export function logicalOperator(program: Program, node: number): string {
  const { nodes, source } = program;
  for (let id = node + 1; id <= nodes[node].last; id = nodes[id].last + 1) {
    const text = nodes[id].type === "Punctuator" ? source.slice(nodes[id].start, nodes[id].end) : "";
    if (text === "&&" || text === "||" || text === "??") return text;
  }
  return "&&";
}

/** What a condition belongs to, in words: `` `if` ``, `` `while` loop ``, `` conditional expression `… ? … : …` ``. */
export function conditionOwner(program: Program, node: number): string {
  switch (program.nodes[node].type) {
    case "IfStatement":
      return "`if`";
    case "WhileStatement":
      return "`while` loop";
    case "DoWhileStatement":
      return "`do … while` loop";
    case "ForStatement":
      return "`for` loop";
    default:
      return "`? :` expression";
  }
}

function childIn({ nodes }: Program, node: number, field: string): Node | undefined {
  for (let id = node + 1; id <= nodes[node].last; id = nodes[id].last + 1)
    if (nodes[id].field === field) return nodes[id];
  return undefined;
}
