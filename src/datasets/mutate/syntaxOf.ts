import type { Program } from "../../program/Program.js";
import { tree } from "../../program/tree.js";
import { children, type Syntax } from "../../trace/javascript/instrument/syntax.js";

/** Every node of a program's tree, parents first, each with its parents from the innermost out. */
export function* nodesOf(
  program: Program,
): Generator<{ readonly node: Syntax; readonly above: readonly Syntax[] }> {
  yield* below(tree(program).ast as unknown as Syntax, []);
}

function* below(
  node: Syntax,
  above: readonly Syntax[],
): Generator<{ readonly node: Syntax; readonly above: readonly Syntax[] }> {
  yield { node, above };
  const inner = [node, ...above];
  for (const child of children(node)) yield* below(child, inner);
}

/** Lists of statements: bodies of the program, of functions and of blocks. */
export function* listsOf(program: Program): Generator<{
  readonly list: readonly Syntax[];
  readonly owner: Syntax;
  readonly above: readonly Syntax[];
}> {
  for (const { node, above } of nodesOf(program)) {
    if (node.type === "Program" || node.type === "BlockStatement" || node.type === "StaticBlock") {
      yield { list: node.body, owner: node, above };
    }
  }
}

/** Every name a program's text mentions: identifiers, properties, private names, types. */
export function wordsOf(program: Program): ReadonlySet<string> {
  return new Set(program.source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
}

/** Names of identifiers in a piece of syntax, functions inside included. */
export function namesIn(node: Syntax, found: Set<string> = new Set()): Set<string> {
  if (node.type === "Identifier") found.add(node.name);
  for (const child of children(node)) namesIn(child, found);
  return found;
}

/** Column text before a statement, when it stands first on its line. */
export function indentAt(source: string, start: number): string | undefined {
  const before = source.slice(source.lastIndexOf("\n", start - 1) + 1, start);
  return /^[ \t]*$/.test(before) ? before : undefined;
}
