import type { Node } from "../Node.js";
import { SourceError } from "../SourceError.js";
import { parsePython } from "./parsePython.js";

/**
 * Node table of a text that must be one Python expression: a module with one expression_statement.
 *
 * @throws SourceError for no expression, a statement, more than one, or a syntax error.
 */
export function parsePythonExpression(source: string, file: string): Node[] {
  if (source.trim() === "") throw new SourceError("an expression is missing", file, 1, 0);
  const nodes = parsePython(source, file);
  const top: Node[] = [];
  for (let id = 1; id < nodes.length; id = nodes[id].last + 1) {
    if (nodes[id].type !== "Comment") top.push(nodes[id]);
  }
  const [first, more] = top;
  if (first === undefined) throw new SourceError("an expression is missing", file, 1, 0);
  const inner = nodes[first.id + 1];
  if (first.type !== "expression_statement" || /assignment/.test(inner.type)) {
    const what = (first.type === "expression_statement" ? inner : first).type.replaceAll("_", " ");
    throw new SourceError(
      `one expression expected, not a statement (${what})`,
      file,
      first.line,
      first.column,
    );
  }
  if (more !== undefined) {
    const rest = source.slice(more.start, more.start + 20).split("\n", 1)[0];
    throw new SourceError(`one expression expected, but more follows: ${rest}`, file, more.line, more.column);
  }
  return nodes;
}
