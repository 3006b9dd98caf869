import type { Node } from "../Node.js";
import type { Program } from "../Program.js";
import { byteOfPosition } from "./byteOfPosition.js";

/**
 * The node a byte span stands for, as CPython's `ast` gives spans: id of the outermost node with exactly this span
 * that is not the module, else of the smallest node that contains it (the module, 0, if no other does).
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
    if (at > 0 && exact && (types === undefined || types.has(node.type))) return at;
    const inner = childAround(nodes, node, byteStart, byteEnd);
    if (inner < 0) return at;
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

/** The child of a node that contains a span, -1 if none does. */
function childAround(nodes: readonly Node[], parent: Node, byteStart: number, byteEnd: number): number {
  const ids = childIds(nodes, parent);
  // The last child that starts at or before the span; children do not overlap.
  let low = 0;
  let high = ids.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (nodes[ids[middle]].byteStart <= byteStart) low = middle;
    else high = middle - 1;
  }
  const id = ids[low];
  if (id === undefined || nodes[id].byteStart > byteStart || nodes[id].byteEnd < byteEnd) return -1;
  return id;
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
