import type { Program as EstreeProgram } from "acorn";
import type { Program } from "./Program.js";
import type { SyntaxNode } from "./Syntax.js";

/** The ESTree behind a node table. For the instrumenter: not part of the public types. */
export interface Tree {
  /** Root. Every node has `start`, `end` and `loc`; parentheses are ParenthesizedExpressions (acorn only). */
  readonly ast: EstreeProgram;
  /**
   * Id of the node an ESTree object stands for. A ParenthesizedExpression has the id of what is inside; the key
   * of a shorthand property that of its value (for `{a = 1}`, of the name in it); an empty TemplateElement that
   * of its TemplateLiteral.
   *
   * @throws RangeError for an object of another tree.
   */
  readonly idOf: (node: object) => number;
  /** The text that was parsed: the source, or for TypeScript the source with types blanked. */
  readonly text: string;
}

const trees = new WeakMap<Program, Tree>();

/** Keeps the tree a program was built from, for as long as the program lives. */
export function remember(
  program: Program,
  made: { ast: SyntaxNode; ids: ReadonlyMap<object, number>; text: string },
): void {
  const idOf = (node: object): number => {
    const id = made.ids.get(node);
    if (id === undefined) throw new RangeError(`not a node of the tree of ${program.file}`);
    return id;
  };
  trees.set(program, { ast: made.ast as unknown as EstreeProgram, idOf, text: made.text });
}

/** The remembered tree, if this very object was made by the parser. */
export function recall(program: Program): Tree | undefined {
  return trees.get(program);
}
