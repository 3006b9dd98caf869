import { type Child, childrenOf } from "./children.js";
import type { Node } from "./Node.js";
import { nodeWriter } from "./NodeWriter.js";
import type { Language } from "./Program.js";
import type { Syntax, SyntaxNode } from "./Syntax.js";

/** Node table of a program, and the way from ESTree objects to it. */
export interface NodeTable {
  readonly nodes: Node[];
  /** Id of every ESTree object; objects normalised away have the id of the node that stands for them. */
  readonly ids: ReadonlyMap<object, number>;
}

/** ESTree nodes that are one token each: no punctuation or keyword leaf stands inside. */
const LEAVES: ReadonlySet<string> = new Set([
  "Identifier",
  "PrivateIdentifier",
  "Literal",
  "TemplateElement",
  "ThisExpression",
  "Super",
  "EmptyStatement",
]);

/** A node whose children are being written. */
interface Open {
  readonly id: number;
  readonly node: SyntaxNode;
  readonly end: number;
  readonly children: readonly Child[];
  next: number;
}

/**
 * Builds the node table: preorder ids over the normalised tree, tokens and comments as leaves of the innermost
 * node that contains them. Linear in the number of nodes and tokens (plus one binary search for a line each).
 *
 * Parentheses are punctuation of the surrounding node; what else is normalised {@link childrenOf} tells. The
 * Program spans the whole text.
 *
 * @param inserted offsets of characters the parsed text has and the source has not (TypeScript only).
 */
export function buildNodes(
  source: string,
  syntax: Syntax,
  language: Language,
  inserted: ReadonlySet<number> = new Set(),
): NodeTable {
  const { nodes, push, close } = nodeWriter(source, language);
  const ids = new Map<object, number>();
  const aliases: (readonly [gone: SyntaxNode, by: SyntaxNode])[] = [];
  const alias = (gone: SyntaxNode, by: SyntaxNode): void => {
    if (gone !== by) aliases.push([gone, by]);
  };
  const { leaves } = syntax;
  let cursor = 0;

  const pushLeaves = (parent: number, before: number): void => {
    while (cursor < leaves.length && leaves[cursor].start < before) {
      const leaf = leaves[cursor++];
      push(leaf.type, leaf.start, leaf.end, parent, "");
    }
  };

  const root = syntax.ast;
  ids.set(root, push(root.type, 0, source.length, -1, ""));
  const stack: Open[] = [
    { id: 0, node: root, end: source.length, children: childrenOf(root, alias), next: 0 },
  ];
  while (stack.length > 0) {
    const open = stack[stack.length - 1];
    if (open.next === open.children.length) {
      pushLeaves(open.id, open.end);
      close(open.id);
      stack.pop();
      continue;
    }
    const { field, node } = open.children[open.next++];
    let { start, end } = node;
    // A statement may end in a `;` that only the stripped text has: it ends where the source's text ends.
    if (inserted.has(end - 1)) {
      end--;
      while (end > 0 && /\s/.test(source[end - 1])) end--;
      start = Math.min(start, end);
    }
    pushLeaves(open.id, start);
    const id = push(node.type, start, end, open.id, field);
    ids.set(node, id);
    if (LEAVES.has(node.type)) {
      while (cursor < leaves.length && leaves[cursor].start < end) cursor++;
    } else stack.push({ id, node, end, children: childrenOf(node, alias), next: 0 });
  }
  // Parentheses in parentheses were reported outside in: resolve the innermost first.
  for (let i = aliases.length - 1; i >= 0; i--) ids.set(aliases[i][0], ids.get(aliases[i][1])!);
  return { nodes, ids };
}
