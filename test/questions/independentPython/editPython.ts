import type { Node } from "../../../src/program/Node.js";
import type { Program } from "../../../src/program/Program.js";

const SIMPLE = /^(?:expression|return|raise|break|continue|pass|delete|assert|import|import_from)_statement$/;
const HEAD = /^(?:try|with|match)_statement$/;

/**
 * The program with a note before every statement and at every condition and loop step, at the places of its own syntax
 * tree; undefined where something in it has no place for a note (a `for` that is async, a condition in an `elif` is fine).
 */
export function editPython({ nodes, source }: Program): string | undefined {
  const inserts: { readonly at: number; readonly text: string; readonly rank: number }[] = [];
  const put = (at: number, text: string, rank = 0): void => {
    inserts.push({ at, text, rank });
  };
  const child = (node: Node, field: string): Node | undefined =>
    nodes.find(one => one.parent === node.id && one.field === field);
  const before = (node: Node, line: number, id: number): void =>
    put(node.start, `at__(${line}, ${id})\n${" ".repeat(node.column)}`, 1);
  for (const node of nodes) {
    const { type, line, id } = node;
    const parent = nodes[node.parent];
    if (SIMPLE.test(type)) {
      const inner = nodes[id + 1];
      const docstring =
        inner?.type === "string" &&
        inner.last === node.last &&
        parent.type !== "if_statement" &&
        nodes.find(one => one.parent === parent.id && one.type !== "Comment")?.id === id &&
        (parent.type === "module" || /definition$/.test(nodes[parent.parent]?.type ?? ""));
      if (docstring || /^from __future__/.test(source.slice(node.start, node.end))) continue;
      put(node.start, `at__(${line}, ${id}); `, 1);
      if (!/^(?:return|raise|break|continue)/.test(type)) put(node.end, `; after__(${line}, ${id})`);
    } else if (HEAD.test(type)) before(node, line, id);
    else if (/^(?:function|class)_definition$/.test(type) && parent.type !== "decorated_definition")
      before(node, line, id);
    else if (type === "decorated_definition") before(node, line, id);
    else if (/^(?:if_statement|elif_clause|while_statement)$/.test(type)) {
      const condition = child(node, "condition");
      if (condition === undefined) return undefined;
      if (type === "while_statement")
        put(node.start, `enter__(${line}, ${id})\n${" ".repeat(node.column)}`, 1);
      put(condition.start, `at__(${line}, ${id}) or cond__(${line}, ${id}, (`, 1);
      put(condition.end, "))");
    } else if (type === "for_statement") {
      const right = child(node, "right");
      if (right === undefined || /^async\b/.test(source.slice(node.start, node.end))) return undefined;
      put(right.start, `step__(${line}, ${id}, (`, 1);
      put(right.end, "))");
    } else if (type === "except_clause") {
      const block = nodes.find(one => one.parent === id && one.type === "block");
      const first = block === undefined ? undefined : nodes[block.id + 1];
      if (first === undefined || first.line === line) return undefined;
      put(first.start, `at__(${line}, ${id})\n${" ".repeat(first.column)}`, 2);
    } else if (type === "lambda") {
      const body = child(node, "body");
      if (body === undefined) return undefined;
      put(body.start, `(at__(${body.line}, ${body.id}) or (`, 1);
      put(body.end, "))");
    }
  }
  // From the end; at one place what is outermost comes first in the text.
  inserts.sort((a, b) => b.at - a.at || a.rank - b.rank);
  let text = source;
  for (const { at, text: piece } of inserts) text = text.slice(0, at) + piece + text.slice(at);
  return text;
}
