import type { Node } from "../../program/Node.js";

/** Stretches of a source, in order and without a gap, each with one owner. */
export interface Segments {
  readonly count: number;
  /** By segment: first byte; one entry more than segments, the last is the number of bytes. */
  readonly start: Int32Array;
  /** By segment: a leaf, or the innermost node around a gap between its children. */
  readonly node: Int32Array;
  /** By segment: 1 for gaps. */
  readonly gap: Uint8Array;
}

/**
 * Cuts the bytes of a source at the borders of leaves. A child is cut off at the end of its parent, and where two
 * siblings overlap the later one loses the overlap. Linear in the number of nodes.
 *
 * @param nodes preorder; the first spans the whole source.
 * @param bytes length of the source in UTF-8 bytes.
 */
export function segmentsOf(nodes: readonly Node[], bytes: number): Segments {
  // Every node opens at most one leaf or gap and closes at most one gap.
  const start = new Int32Array(2 * nodes.length + 2);
  const owner = new Int32Array(2 * nodes.length + 2);
  const gap = new Uint8Array(2 * nodes.length + 2);
  let count = 0;
  let at = 0;
  const put = (end: number, node: number, isGap: 0 | 1): void => {
    if (end <= at) return;
    start[count] = at;
    owner[count] = node;
    gap[count++] = isGap;
    at = end;
  };
  /** Open nodes, and where each ends inside of those around it. */
  const open: number[] = [];
  const ends: number[] = [];
  for (let id = 0; id < nodes.length; id++) {
    const node = nodes[id];
    while (open.length > 0 && nodes[open[open.length - 1]].last < id) put(ends.pop()!, open.pop()!, 1);
    // Whatever the root says, all of the text is its own.
    const limit = id === 0 ? bytes : ends[ends.length - 1];
    const end = id === 0 ? bytes : Math.min(node.byteEnd, limit);
    if (id > 0) put(Math.min(node.byteStart, limit), open[open.length - 1], 1);
    if (node.last === id) put(end, id, id === 0 ? 1 : 0);
    else {
      open.push(id);
      ends.push(end);
    }
  }
  while (open.length > 0) put(ends.pop()!, open.pop()!, 1);
  start[count] = bytes;
  return {
    count,
    start: start.subarray(0, count + 1),
    node: owner.subarray(0, count),
    gap: gap.subarray(0, count),
  };
}
