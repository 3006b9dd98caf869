import type { Node } from "../Node.js";
import type { Program } from "../Program.js";
import { byteOfPosition } from "./byteOfPosition.js";

/** Nodes that stand for no node of CPython's `ast` but hold one, often of the same span. */
const WRAPPERS: ReadonlySet<string> = new Set(["module", "block", "with_clause", "type", "case_pattern"]);

/**
 * The node a byte span stands for, as CPython's `ast` gives spans: id of the outermost node with exactly this span
 * that is a node of its own to Python (no `module`, `block`, `with_clause`, `type` or `case_pattern`); else of the
 * `elif_clause` that starts there, for CPython's `If` of an `elif` goes on to the end of the chain; else of the
 * smallest node that contains the span (the module, 0, if no other does).
 *
 * @param byteStart UTF-8 offset of the first byte; see {@link byteOfPosition} for CPython's lines and columns.
 * @param byteEnd UTF-8 offset behind the last byte.
 * @param types where given, only nodes of these types count as exact; the smallest container is of any type.
 */
export function nodeOfSpan(
  program: Program,
  byteStart: number,
  byteEnd: number,
  types?: ReadonlySet<string>,
): number {
  const { nodes } = program;
  let at = 0;
  for (;;) {
    const node = nodes[at];
    const exact = node.byteStart === byteStart && node.byteEnd === byteEnd;
    if (exact && (types === undefined ? !WRAPPERS.has(node.type) : types.has(node.type))) return at;
    const inner = childAround(nodes, node, byteStart, byteEnd);
    if (inner < 0) return elifAt(nodes, node, byteStart) ?? at;
    at = inner;
  }
}

/** {@link nodeOfSpan} by CPython's positions: 1-based lines, 0-based columns in UTF-8 bytes of the line. */
export function nodeOfPythonSpan(
  program: Program,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
  types?: ReadonlySet<string>,
): number {
  const start = byteOfPosition(program, line, column);
  return nodeOfSpan(program, start, byteOfPosition(program, endLine, endColumn), types);
}

/** The `elif_clause` of an `if_statement` that starts at an offset. */
function elifAt(nodes: readonly Node[], parent: Node, byteStart: number): number | undefined {
  if (parent.type !== "if_statement") return undefined;
  const id = lastStarting(nodes, parent, byteStart);
  const found = id !== undefined && nodes[id].type === "elif_clause" && nodes[id].byteStart === byteStart;
  return found ? id : undefined;
}

/** The child of a node that contains a span, -1 if none does. */
function childAround(nodes: readonly Node[], parent: Node, byteStart: number, byteEnd: number): number {
  const id = lastStarting(nodes, parent, byteStart);
  if (id === undefined || nodes[id].byteStart > byteStart || nodes[id].byteEnd < byteEnd) return -1;
  return id;
}

/** The last child that starts at or before an offset (the first child if none does); children do not overlap. */
function lastStarting(nodes: readonly Node[], parent: Node, byteStart: number): number | undefined {
  const ids = childIds(nodes, parent);
  let low = 0;
  let high = ids.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (nodes[ids[middle]].byteStart <= byteStart) low = middle;
    else high = middle - 1;
  }
  return ids[low];
}

const children = new WeakMap<readonly Node[], Map<number, Int32Array>>();

/** Ids of the children of a node, kept while the table lives: a recorder asks for every span of a program. */
function childIds(nodes: readonly Node[], parent: Node): Int32Array {
  let known = children.get(nodes);
  if (known === undefined) {
    known = new Map();
    children.set(nodes, known);
  }
  let ids = known.get(parent.id);
  if (ids === undefined) {
    const found: number[] = [];
    for (let id = parent.id + 1; id <= parent.last; id = nodes[id].last + 1) found.push(id);
    ids = Int32Array.from(found);
    known.set(parent.id, ids);
  }
  return ids;
}
