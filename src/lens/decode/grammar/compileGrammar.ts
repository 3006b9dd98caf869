import { SourceError } from "../../../program/SourceError.js";
import type { GrammarExpression, GrammarRules } from "./GrammarExpression.js";
import { utf8Ranges } from "./utf8Ranges.js";

/** A place in a grammar between two bytes. */
export type GrammarNode =
  /** One byte of a range, then on. */
  | { kind: "byte"; first: number; last: number; next: number }
  /** On at any of them. */
  | { kind: "split"; next: number[] }
  /** Through a rule, then on. */
  | { kind: "call"; rule: string; next: number }
  /** The rule is over. */
  | { kind: "end" };

/** A grammar as a machine of places, one piece a rule, that call each other. */
export interface CompiledGrammar {
  readonly nodes: readonly GrammarNode[];
  /** Place each rule begins at. */
  readonly starts: ReadonlyMap<string, number>;
}

/** The place all rules end at. */
export const END = 0;

/**
 * Makes a machine over bytes of the rules.
 *
 * @throws SourceError for a rule that begins with itself, directly or through others: it would never come to a byte.
 */
export function compileGrammar(rules: GrammarRules, source = "grammar"): CompiledGrammar {
  refuseLeftRecursion(rules, source);
  const nodes: GrammarNode[] = [{ kind: "end" }];
  const add = (node: GrammarNode): number => nodes.push(node) - 1;
  const split = (next: number[]): number => (next.length === 1 ? next[0] : add({ kind: "split", next }));
  const chain = (bytes: readonly (readonly [number, number])[], next: number): number =>
    bytes.reduceRight((then, [first, last]) => add({ kind: "byte", first, last, next: then }), next);
  const build = (expression: GrammarExpression, next: number): number => {
    switch (expression.kind) {
      case "literal":
        return chain(
          [...expression.bytes].map(byte => [byte, byte] as const),
          next,
        );
      case "class":
        return split(
          expression.ranges.flatMap(([first, last]) =>
            utf8Ranges(first, last).map(bytes => chain(bytes, next)),
          ),
        );
      case "rule":
        return add({ kind: "call", rule: expression.name, next });
      case "sequence":
        return expression.items.reduceRight((then, item) => build(item, then), next);
      case "choice":
        return split(expression.items.map(item => build(item, next)));
      case "repeat": {
        const { item, least, most } = expression;
        let then = next;
        if (most === Number.POSITIVE_INFINITY) {
          const again: number[] = [];
          then = add({ kind: "split", next: again });
          again.push(build(item, then), next);
        } else for (let i = least; i < most; i++) then = split([build(item, then), next]);
        for (let i = 0; i < least; i++) then = build(item, then);
        return then;
      }
    }
  };
  const starts = new Map<string, number>();
  for (const [name, expression] of rules) starts.set(name, build(expression, END));
  return { nodes, starts };
}

function refuseLeftRecursion(rules: GrammarRules, source: string): void {
  const empty = new Set<string>();
  const canBeEmpty = (expression: GrammarExpression): boolean => {
    switch (expression.kind) {
      case "literal":
        return expression.bytes.length === 0;
      case "class":
        return false;
      case "rule":
        return empty.has(expression.name);
      case "sequence":
        return expression.items.every(canBeEmpty);
      case "choice":
        return expression.items.some(canBeEmpty);
      case "repeat":
        return expression.least === 0 || canBeEmpty(expression.item);
    }
  };
  for (let before = -1; before < empty.size; ) {
    before = empty.size;
    for (const [name, expression] of rules) if (canBeEmpty(expression)) empty.add(name);
  }
  type Named = Extract<GrammarExpression, { kind: "rule" }>;
  const firsts = (expression: GrammarExpression): Named[] => {
    switch (expression.kind) {
      case "rule":
        return [expression];
      case "sequence": {
        const solid = expression.items.findIndex(item => !canBeEmpty(item));
        return expression.items.slice(0, solid < 0 ? undefined : solid + 1).flatMap(firsts);
      }
      case "choice":
        return expression.items.flatMap(firsts);
      case "repeat":
        return firsts(expression.item);
      default:
        return [];
    }
  };
  const done = new Set<string>();
  const visit = (name: string, open: readonly string[]): void => {
    if (done.has(name)) return;
    for (const { name: first, line, column } of firsts(rules.get(name) as GrammarExpression)) {
      const way = [...open, name];
      if (way.includes(first))
        throw new SourceError(
          `the rule ${first} begins with itself (${[...way.slice(way.indexOf(first)), first].join(" → ")})`,
          source,
          line,
          column,
        );
      visit(first, way);
    }
    done.add(name);
  };
  for (const name of rules.keys()) visit(name, []);
}
