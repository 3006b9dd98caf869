import type { Program } from "../program/Program.js";
import { partIn, partsOf } from "./nodeTypes.js";

/** Text shown of a condition, at most. */
const SHOWN = 120;

/** Whether a node is `&&`, `||`, `??`, or Python's `and` and `or`. */
export function isLogical({ nodes }: Program, node: number): boolean {
  return nodes[node].type === "LogicalExpression" || nodes[node].type === "boolean_operator";
}

/** Node that a branch question shows: the test, or the whole `&&`, `||`, `??`; -1 for a `for` without a test. */
export function conditionNode(program: Program, node: number): number {
  const { nodes } = program;
  if (isLogical(program, node)) return node;
  // `a if test else b`: the grammar gives its parts no names.
  if (nodes[node].type === "conditional_expression") return partsOf(nodes, nodes[node])[1]?.id ?? -1;
  return (partIn(nodes, nodes[node], "test") ?? partIn(nodes, nodes[node], "condition"))?.id ?? -1;
}

/** Its text on one line, cut to 120 characters. */
export function conditionText(program: Program, node: number): string {
  const shown = conditionNode(program, node);
  if (shown < 0) return "";
  const { start, end } = program.nodes[shown];
  const text = program.source.slice(start, end).replace(/\s*\n\s*/g, " ");
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}

/** Operator of a logical expression: `&&`, `||` or `??`; in Python `and` or `or`. */
export function logicalOperator(program: Program, node: number): string {
  const { nodes, source } = program;
  for (let id = node + 1; id <= nodes[node].last; id = nodes[id].last + 1) {
    const leaf = /^(?:Punctuator|Keyword)$/.test(nodes[id].type);
    const text = leaf ? source.slice(nodes[id].start, nodes[id].end) : "";
    if (/^(?:&&|\|\||\?\?|and|or)$/.test(text)) return text;
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
    case "if_statement":
      return "`if`";
    case "elif_clause":
      return "`elif`";
    case "while_statement":
      return "`while` loop";
    case "conditional_expression":
      return "`… if … else …` expression";
    default:
      return "`? :` expression";
  }
}
