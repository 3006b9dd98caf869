import type { MathJsInstance, MathNode } from "mathjs";
import { SourceError } from "../../program/SourceError.js";

/** Counts and means of one score row a metric may use. */
export const METRIC_NAMES = [
  "n",
  "clusters",
  "right",
  "wrong",
  "unparsed",
  "refused",
  "error",
  "accuracy",
  "chance",
  "prefix",
  "edgeF1",
  "blockF1",
] as const;

/** Columns of single answers a metric may use within {@link AGGREGATES}. */
export const METRIC_COLUMNS = [
  "score",
  "right",
  "wrong",
  "unparsed",
  "refused",
  "error",
  "prefix",
  "divergence",
  "edgePrecision",
  "edgeRecall",
  "edgeF1",
  "blockPrecision",
  "blockRecall",
  "blockF1",
  "sample",
  "latencyMs",
  "inputTokens",
  "outputTokens",
  "cacheHit",
] as const;

/** One of {@link METRIC_COLUMNS}. */
export type MetricColumn = (typeof METRIC_COLUMNS)[number];

/** Functions over all answers of a row, with how many arguments they take: what is computed of each answer first. */
export const AGGREGATES: ReadonlyMap<string, number> = new Map([
  ["mean", 1],
  ["sum", 1],
  ["count", 1],
  ["countIf", 1],
  ["median", 1],
  ["quantile", 2],
]);

const FUNCTIONS: ReadonlySet<string> = new Set(["min", "max", "abs", "sqrt", "log", "exp", "pow", "round"]);
const OPERATORS: ReadonlySet<string> = new Set([
  ...["add", "subtract", "multiply", "divide", "mod", "pow", "unaryMinus", "unaryPlus"],
  ...["smaller", "smallerEq", "larger", "largerEq", "equal", "unequal", "and", "or", "not"],
]);

/** Longest expression read, in UTF-16 units. */
const LONGEST = 1000;

/**
 * Parses a metric and checks every node of it against a list of what is let through: numbers, names, arithmetic,
 * comparison, `a ? b : c`, a few functions, and aggregates over answers. Nothing is computed.
 *
 * @throws SourceError naming the fault, its place (1-based character), and the names there are.
 */
export function parseMetric(math: MathJsInstance, expression: string): MathNode {
  if (expression.length > LONGEST)
    throw new SourceError(`longer than ${LONGEST} characters: ${expression.length}`, "--metric");
  let tree: MathNode;
  try {
    tree = math.parse(expression);
  } catch (error) {
    const { message, char } = error as Error & { char?: number };
    const at = char === undefined ? "" : ` at character ${char}`;
    const said = message.replace(/ \(char \d+\)$/, "");
    throw new SourceError(`not an expression${at}: ${expression} (${said})`, "--metric");
  }
  check(math, expression, tree, 0);
  return tree;
}

/** `within`: where the argument of an aggregate begins, 0 outside of them. */
function check(math: MathJsInstance, expression: string, tree: MathNode, within: number): void {
  const names: readonly string[] = within > 0 ? METRIC_COLUMNS : METRIC_NAMES;
  const refuse = (what: string, node: MathNode): never => {
    const found = place(math, expression, node, within);
    const at = found < 0 ? "" : ` at character ${found + 1}`;
    const there =
      within > 0
        ? `columns of an answer: ${METRIC_COLUMNS.join(", ")}`
        : `names: ${METRIC_NAMES.join(", ")}; functions: ${[...FUNCTIONS].join(", ")}; over answers: ${[...AGGREGATES.keys()].join(", ")}`;
    throw new SourceError(`not allowed in a metric${at}: ${what} (${there})`, "--metric");
  };
  const visit = (node: MathNode): void => {
    if (math.isConstantNode(node)) {
      if (typeof node.value !== "number") refuse(node.toString(), node);
    } else if (math.isSymbolNode(node)) {
      if (!names.includes(node.name)) refuse(node.name, node);
    } else if (math.isFunctionNode(node)) {
      const name = math.isSymbolNode(node.fn) ? node.fn.name : refuse(node.toString(), node);
      const wanted = AGGREGATES.get(name);
      if (wanted !== undefined && within === 0) {
        if (node.args.length !== wanted)
          refuse(`${name} of ${node.args.length} arguments, expected ${wanted}`, node);
        check(math, expression, node.args[0], place(math, expression, node, 0) + name.length);
        if (wanted === 2) expectShare(node.args[1]);
        return;
      }
      if (!FUNCTIONS.has(name)) refuse(name, node);
      if (node.args.length === 0) refuse(node.toString(), node);
      node.args.forEach(visit);
    } else if (math.isOperatorNode(node)) {
      if (!OPERATORS.has(node.fn)) refuse(node.op, node);
      node.args.forEach(visit);
    } else if (math.isParenthesisNode(node) || math.isConditionalNode(node) || math.isRelationalNode(node)) {
      node.forEach(visit);
    } else refuse(node.toString(), node);
  };
  const expectShare = (node: MathNode): void => {
    const share = math.isConstantNode(node) ? node.value : undefined;
    if (typeof share !== "number" || !(share >= 0 && share <= 1))
      refuse(`quantile at ${node.toString()}, expected a number from 0 to 1`, node);
  };
  visit(tree);
}

/**
 * Where a node stands, from `from` on; -1 where it is not found. mathjs keeps no places, so its first name, number or operator
 * is looked for.
 */
function place(math: MathJsInstance, expression: string, node: MathNode, from: number): number {
  let word = "";
  node.traverse(part => {
    if (word !== "") return;
    if (math.isSymbolNode(part)) word = part.name;
    else if (math.isConstantNode(part)) word = String(part.value);
  });
  const own = math.isOperatorNode(node) ? node.op : word;
  if (own === "") return -1;
  const escaped = own.replace(/[^\w\s]/g, "\\$&");
  const pattern = /^\w/.test(own) ? `(?<![\\w.])${escaped}(?!\\w)` : escaped;
  const at = expression.slice(from).search(new RegExp(pattern));
  return at < 0 ? -1 : from + at;
}
