import type { Aligned, AlignPolicy } from "./Aligned.js";
import { withinOwners } from "./withinOwners.js";

/** Which tokens count for which node, and for how much. */
export interface TokenRanges {
  /** By node: `[low, high)`, the tokens of it and all below it; equal where there are none. Not every token in between counts. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** By node: the same of pieces that touch it. */
  readonly firstPiece: Int32Array;
  readonly pieceEnd: Int32Array;
  /** By token: the one node it counts for itself; absent under `split` and `any`, where every piece counts. */
  readonly owner?: Int32Array;
}

/**
 * Tokens of every node under a policy. They are neighbours: what is a node's is in one run of bytes, and owners of
 * tokens stand in the order of their first bytes. Linear.
 */
export function tokenRanges(aligned: Aligned, policy: AlignPolicy): TokenRanges {
  const { nodes } = aligned.source;
  const { pieceNode, pieceToken } = aligned;
  const touched = spread(aligned, pieceNode);
  const firstPiece = touched.low;
  const pieceEnd = touched.high;
  if (policy === "primary" || policy === "within") {
    const owner = policy === "primary" ? aligned.owner : withinOwners(aligned);
    return { ...spread(aligned, owner), firstPiece, pieceEnd, owner };
  }
  const low = new Int32Array(nodes.length);
  const high = new Int32Array(nodes.length);
  for (let id = 0; id < nodes.length; id++) {
    if (firstPiece[id] === pieceEnd[id]) continue;
    low[id] = pieceToken[firstPiece[id]];
    high[id] = pieceToken[pieceEnd[id] - 1] + 1;
  }
  return { low, high, firstPiece, pieceEnd };
}

/** By node: from the first to behind the last item that belongs to it or a node below. */
function spread({ source: { nodes } }: Aligned, owner: Int32Array): { low: Int32Array; high: Int32Array } {
  const low = new Int32Array(nodes.length).fill(owner.length);
  const high = new Int32Array(nodes.length);
  for (let item = 0; item < owner.length; item++) {
    const node = owner[item];
    if (node < 0) continue;
    if (item < low[node]) low[node] = item;
    high[node] = item + 1;
  }
  for (let id = nodes.length - 1; id > 0; id--) {
    const { parent } = nodes[id];
    if (low[id] < low[parent]) low[parent] = low[id];
    if (high[id] > high[parent]) high[parent] = high[id];
  }
  for (let id = 0; id < nodes.length; id++) if (high[id] === 0) low[id] = 0;
  return { low, high };
}
