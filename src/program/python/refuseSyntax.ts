import type { Language, Node, Tree } from "web-tree-sitter";
import { lineStarts, positionAt } from "../lines.js";
import { SourceError } from "../SourceError.js";

/** A place in a text and what is wrong there. */
interface Fault {
  readonly reason: string;
  readonly offset: number;
}

/**
 * Refuses a text whose tree holds ERROR or MISSING nodes, at the first of them. An ERROR node starts where the parser
 * gave up its longest reading, which may be far before the fault: inside of it, the fault is at the first token the
 * grammar does not allow behind the one before.
 *
 * @throws SourceError always, with line, column and the offending text.
 */
export function refuseSyntax(tree: Tree, language: Language, source: string, file: string): never {
  const broken = firstBroken(tree.rootNode);
  const { reason, offset } = broken.isMissing
    ? missing(broken, tree.rootNode)
    : within(innermost(broken), language, source);
  const { line, column } = positionAt(lineStarts(source, "python"), offset);
  throw new SourceError(reason, file, line, column);
}

/** The first ERROR or MISSING node in source order, the outermost at its place. */
function firstBroken(root: Node): Node {
  let node = root;
  while (!node.isError && !node.isMissing) {
    const next = node.children.find(child => child.hasError || child.isError || child.isMissing);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** The first ERROR inside of ERRORs. */
function innermost(error: Node): Node {
  let node = error;
  for (;;) {
    const inner = node.children.find(child => child.isError);
    if (inner === undefined) return node;
    node = inner;
  }
}

function missing(node: Node, root: Node): Fault {
  const before = node.previousSibling ?? root;
  return { reason: `${node.type} is missing`, offset: Math.min(node.startIndex, before.endIndex) };
}

function within(error: Node, language: Language, source: string): Fault {
  const { children } = error;
  const at = children.find((child, i) => i > 0 && !follows(children[i - 1], child, language));
  if (at !== undefined) {
    const before = children[children.indexOf(at) - 1];
    if (before.type !== "string_start" && at.startPosition.row > before.endPosition.row) {
      return { reason: `syntax error behind ${show(source, before)}`, offset: before.endIndex };
    }
    if (before.type !== "string_start") {
      return { reason: `syntax error at ${show(source, at)}`, offset: at.startIndex };
    }
  }
  const string = children.find(child => child.type === "string_start");
  if (string !== undefined) return { reason: "the string does not end", offset: string.startIndex };
  return { reason: `syntax error at ${show(source, error)}`, offset: error.startIndex };
}

/** Whether the grammar allows `next` right behind `before`. */
function follows(before: Node, next: Node, language: Language): boolean {
  let first = next;
  while (first.childCount > 0) first = first.child(0)!;
  const allowed = language.lookaheadIterator(before.nextParseState);
  if (allowed === null) return true;
  try {
    for (const type of allowed) if (type === first.type) return true;
    return false;
  } finally {
    allowed.delete();
  }
}

/** The first line of a node's text, at most 30 characters. */
function show(source: string, node: Node): string {
  const line = source.slice(node.startIndex, node.endIndex).split(/[\r\n]/, 1)[0];
  return line.length > 30 ? `${line.slice(0, 29)}…` : line;
}
