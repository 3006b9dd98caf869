import type { MathNode } from "mathjs";
import type { ExactShare } from "../ReportData.js";
import { AGGREGATES, METRIC_COLUMNS, METRIC_NAMES, type MetricColumn, parseMetric } from "./metricSyntax.js";

/** Names a metric may use, with their values: counts and means of one score row. */
export type MetricScope = Readonly<Record<string, number>>;

/** What a metric sees of one answer; columns an answer does not have are left out. */
export type MetricAnswer = Readonly<Partial<Record<MetricColumn, number>>>;

/** Value of a metric; as a fraction too where only whole numbers and exact operations went in. */
export interface MetricValue {
  readonly value: number;
  readonly exact?: Pick<ExactShare, "numerator" | "denominator">;
}

/** A user's metric, ready to be computed on a row and its answers; undefined where it has no finite value. */
export type Metric = (scope: MetricScope, answers?: readonly MetricAnswer[]) => MetricValue | undefined;

/** Functions whose values are no fractions. */
const INEXACT = /^(?:sqrt|log|exp|pow)$/;

/**
 * Compiles a metric such as `(accuracy - chance) / (1 - chance)` or `sum(right * outputTokens) / sum(outputTokens)` with
 * mathjs. Names are those of the row; within `mean`, `sum`, `count`, `countIf`, `median` and `quantile(…, p)` they are
 * columns of the row's answers, and what stands there is computed for each answer that has the columns it names. The syntax
 * tree is checked before anything is computed (see {@link parseMetric}); mathjs is imported on the first use.
 *
 * @throws SourceError naming what is not allowed or where the syntax is wrong.
 */
export async function metric(expression: string): Promise<Metric> {
  const { all, create } = await import("mathjs");
  const math = create(all, {});
  const parsed = parseMetric(math, expression);
  const aggregates: { name: string; of: MathNode; share?: number }[] = [];
  const outer = parsed.transform(node => {
    if (!math.isFunctionNode(node) || !AGGREGATES.has(node.fn.name)) return node;
    const share = math.isConstantNode(node.args[1]) ? (node.args[1].value as number) : undefined;
    aggregates.push({ name: node.fn.name, of: node.args[0], share });
    // In none of the lists of names, so it cannot be the user's.
    return new math.SymbolNode(`over${aggregates.length - 1}`);
  });
  const used = (node: MathNode, names: readonly string[]): string[] =>
    names.filter(name => node.filter(part => math.isSymbolNode(part) && part.name === name).length > 0);
  /** The tree with its numbers as fractions; undefined where it has operations that leave them. */
  const exactly = (tree: MathNode): MathNode | undefined => {
    const leaves = tree.filter(
      node =>
        (math.isFunctionNode(node) && INEXACT.test(node.fn.name)) ||
        (math.isOperatorNode(node) && node.fn === "pow") ||
        (math.isConstantNode(node) && !(Math.abs(node.value as number) < 1e15)),
    );
    if (leaves.length > 0) return undefined;
    return tree.transform(node =>
      math.isConstantNode(node) ? new math.ConstantNode(fraction(node.value as number)) : node,
    );
  };
  const fraction = (value: number): never => math.fraction(value) as never;
  const scalars = used(outer, METRIC_NAMES);
  const program = (tree: MathNode) => ({ float: tree.compile(), exact: exactly(tree)?.compile() });
  const whole = program(outer);
  const inner = aggregates.map(({ name, of, share }) => ({
    name,
    share,
    columns: used(of, METRIC_COLUMNS) as MetricColumn[],
    ...program(of),
  }));

  /** Value of the metric with numbers, or with fractions; undefined where something is missing or not exact. */
  const compute = (scope: MetricScope, answers: readonly MetricAnswer[], exact: boolean): unknown => {
    const code = exact ? whole.exact : whole.float;
    if (code === undefined) return undefined;
    const values: Record<string, unknown> = {};
    const put = (target: Record<string, unknown>, name: string, value: number | undefined): boolean => {
      if (value === undefined || (exact && !Number.isSafeInteger(value))) return false;
      target[name] = exact ? fraction(value) : value;
      return true;
    };
    if (!scalars.every(name => put(values, name, scope[name]))) return undefined;
    for (const [i, { name, share, columns, float, exact: exactInner }] of inner.entries()) {
      const own = exact ? exactInner : float;
      const having = answers.filter(answer => columns.every(column => answer[column] !== undefined));
      // No answer has the column: that is no 0.
      if (own === undefined || (having.length === 0 && answers.length > 0)) return undefined;
      const list: unknown[] = [];
      for (const answer of having) {
        const row: Record<string, unknown> = {};
        if (!columns.every(column => put(row, column, answer[column]))) return undefined;
        const value: unknown = own.evaluate(row);
        list.push(typeof value === "boolean" ? (exact ? fraction(Number(value)) : Number(value)) : value);
      }
      const total = aggregate(name, list, share);
      if (total === undefined) return undefined;
      values[`over${i}`] = exact && typeof total === "number" ? fraction(total) : total;
    }
    return code.evaluate(values);
  };
  const aggregate = (name: string, list: unknown[], share: number | undefined): unknown => {
    const numbers = list as number[];
    if (name === "count") return list.length;
    if (name === "countIf") return list.filter(value => Number(value) !== 0).length;
    if (name === "sum" && list.length === 0) return 0;
    if (list.length === 0) return undefined;
    if (name === "sum") return math.sum(numbers);
    if (name === "mean") return math.mean(numbers);
    return math.quantileSeq(numbers, name === "median" ? 0.5 : (share as number));
  };
  return (scope, answers = []) => {
    const found = compute(scope, answers, false);
    const value = typeof found === "boolean" ? Number(found) : found;
    if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
    const exact = exactOrNothing(() => compute(scope, answers, true));
    if (!math.isFraction(exact)) return { value };
    const { s, n, d } = exact as unknown as { s: bigint; n: bigint; d: bigint };
    return { value, exact: { numerator: String(s * n), denominator: String(d) } };
  };
}

/** Not every operation of mathjs takes fractions; where one does not, there is only the float. */
function exactOrNothing(compute: () => unknown): unknown {
  try {
    return compute();
  } catch {
    return undefined;
  }
}
