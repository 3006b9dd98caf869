import type { Aligned } from "./Aligned.js";
import type { CountedTokens } from "./countedTokens.js";

/**
 * By node: the token with the least and the one with the largest probability, the first of equals; -1 without one.
 * Linear: both pass from a node to its parent.
 */
export function extremes(
  aligned: Aligned,
  { p, scored }: CountedTokens,
  owner: Int32Array | undefined,
): { readonly min: Int32Array; readonly max: Int32Array } {
  const { nodes } = aligned.source;
  const { pieceNode, pieceToken } = aligned;
  const min = new Int32Array(nodes.length).fill(-1);
  const max = new Int32Array(nodes.length).fill(-1);
  const put = (node: number, low: number, high: number): void => {
    const least = min[node];
    if (least < 0 || p[low] < p[least] || (p[low] === p[least] && low < least)) min[node] = low;
    const most = max[node];
    if (most < 0 || p[high] > p[most] || (p[high] === p[most] && high < most)) max[node] = high;
  };
  if (owner === undefined) {
    for (let piece = 0; piece < pieceNode.length; piece++) {
      const token = pieceToken[piece];
      if (scored[token] === 1) put(pieceNode[piece], token, token);
    }
  } else {
    for (let token = 0; token < owner.length; token++) {
      if (scored[token] === 1) put(owner[token], token, token);
    }
  }
  for (let id = nodes.length - 1; id > 0; id--) {
    if (min[id] >= 0) put(nodes[id].parent, min[id], max[id]);
  }
  return { min, max };
}
