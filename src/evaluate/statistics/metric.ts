import { SourceError } from "../../program/SourceError.js";

/** Names a metric may use, with their values: counts and means of one score row. */
export type MetricScope = Readonly<Record<string, number>>;

/** A user's metric, ready to be computed. */
export type Metric = (scope: MetricScope) => number | undefined;

/** Names a metric expression may use. */
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

const FUNCTIONS = new Set(["min", "max", "abs", "sqrt", "log", "exp", "pow", "round"]);

/**
 * Compiles a metric such as `right / n` or `(accuracy - chance) / (1 - chance)` with mathjs. Only numbers, the
 * names of {@link METRIC_NAMES}, arithmetic, comparison, `a ? b : c` and a few functions are let through; the
 * syntax tree is checked before anything is computed. A metric that has no finite value is undefined.
 *
 * @throws SourceError naming what is not allowed or where the syntax is wrong.
 */
export async function metric(expression: string): Promise<Metric> {
  const { all, create } = await import("mathjs");
  const math = create(all, {});
  let tree: import("mathjs").MathNode;
  try {
    tree = math.parse(expression);
  } catch (error) {
    throw new SourceError(`not an expression: ${expression} (${(error as Error).message})`, "--metric");
  }
  const refuse = (what: string): never => {
    throw new SourceError(`not allowed in a metric: ${what} (names: ${METRIC_NAMES.join(", ")})`, "--metric");
  };
  tree.traverse((node, path) => {
    if (math.isConstantNode(node)) {
      if (typeof node.value !== "number") refuse(node.toString());
    } else if (math.isSymbolNode(node)) {
      const called = path === "fn" && FUNCTIONS.has(node.name);
      if (!called && !(METRIC_NAMES as readonly string[]).includes(node.name)) refuse(node.name);
    } else if (math.isFunctionNode(node)) {
      if (!math.isSymbolNode(node.fn) || !FUNCTIONS.has(node.fn.name)) refuse(node.toString());
    } else if (!math.isOperatorNode(node) && !math.isParenthesisNode(node) && !math.isConditionalNode(node)) {
      refuse(node.toString());
    }
  });
  const code = tree.compile();
  return scope => {
    // What a row has no value for makes the metric undefined, unless the expression does not use it.
    const missing = METRIC_NAMES.filter(name => scope[name] === undefined);
    if (tree.filter(node => math.isSymbolNode(node) && missing.includes(node.name as never)).length > 0)
      return undefined;
    const value: unknown = code.evaluate({ ...scope });
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  };
}
