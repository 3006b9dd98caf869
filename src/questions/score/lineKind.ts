import type { Program } from "../../program/Program.js";
import { lineSites } from "./lineSites.js";

/**
 * What a line does, by the first statement or head that begins on it: the first of these that applies. A `return` or
 * a plain statement is one of the later kinds only where its own text (nested functions and classes left out) awaits,
 * yields or calls nothing.
 */
export const LINE_KINDS = [
  "loop head",
  /** `if`, `switch`, `match` */
  "branch",
  "catch",
  "throw",
  "await",
  "yield",
  /** `return`, and the expression of an arrow function without braces */
  "return",
  /** A statement with a call, `new` or tagged template */
  "call",
  "statement",
  /** The truth has no further line */
  "end",
] as const;

/** One of {@link LINE_KINDS}. */
export type LineKind = (typeof LINE_KINDS)[number];

const LOOPS = new Set(["while", "do", "for", "for-in", "for-of", "for-await", "for-init", "for-update"]);

/** Kind of a line of a program; `statement` where nothing is known of it. */
export function lineKind(program: Program, line: number): LineKind {
  const site = lineSites(program)?.get(line)?.site;
  if (site === undefined) return "statement";
  if (LOOPS.has(site.kind)) return "loop head";
  if (site.kind === "if" || site.kind === "switch") return "branch";
  if (site.kind === "catch") return "catch";
  if (site.kind === "try" || site.kind === "with") return "statement";
  const { type } = program.nodes[site.node];
  if (type === "ThrowStatement" || type === "raise_statement") return "throw";
  const within = ownTypes(program, site.node, site.kind === "arrow");
  if (within.has("AwaitExpression") || within.has("await")) return "await";
  if (within.has("YieldExpression") || within.has("yield")) return "yield";
  if (type === "ReturnStatement" || type === "return_statement" || site.kind === "arrow") return "return";
  const calls = ["CallExpression", "NewExpression", "TaggedTemplateExpression", "call"].some(call =>
    within.has(call),
  );
  return calls ? "call" : "statement";
}

const NESTED =
  /Function|^Class(?:Body|Declaration|Expression)$|^(?:lambda|function_definition|class_definition)$/;

/** Types of the nodes of a statement that its own run evaluates; `arrow`: the node is the body itself. */
function ownTypes(program: Program, node: number, arrow: boolean): ReadonlySet<string> {
  const { nodes } = program;
  const found = new Set<string>();
  for (let id = node; id <= nodes[node].last; id++) {
    const inner = NESTED.test(nodes[id].type);
    if (inner && !(arrow && id === node)) id = nodes[id].last;
    else found.add(nodes[id].type);
  }
  return found;
}
