import type { Aligned } from "./Aligned.js";

/**
 * By token: the innermost node that holds the whole of it, white space in front aside; of a token of white space the
 * innermost node around. -1 where bytes of it, white space in front aside, are outside of the source.
 */
export function withinOwners(aligned: Aligned): Int32Array {
  const { source, pieceNode, pieceTrivia, pieceStart, trivia, crossing } = aligned;
  const { nodes } = source;
  const owners = new Int32Array(trivia.length).fill(-1);
  for (let token = 0; token < owners.length; token++) {
    let first = pieceStart[token];
    const past = pieceStart[token + 1];
    if (first === past || crossing[token] === 1 || !wholly(aligned, token)) continue;
    if (trivia[token] === 0) while (pieceTrivia[first] === 1) first++;
    let node = pieceNode[first];
    const last = pieceNode[past - 1];
    while (node > last || nodes[node].last < last) node = nodes[node].parent;
    // The nodes between are inside too: pieces stand in the order of the tree, but for gaps behind children.
    for (let piece = first + 1; piece < past - 1; piece++) {
      while (node > pieceNode[piece] || nodes[node].last < pieceNode[piece]) node = nodes[node].parent;
    }
    owners[token] = node;
  }
  return owners;
}

/** Whether all of a token is in the source, but for white space in front of other things. */
function wholly(
  { scored, pieceStart, pieceBytes, source, pieceByte, trivia }: Aligned,
  token: number,
): boolean {
  if (source.pieces === undefined) return true;
  const { start, end } = scored.spans;
  let inside = 0;
  for (let piece = pieceStart[token]; piece < pieceStart[token + 1]; piece++) inside += pieceBytes[piece];
  if (inside === end[token] - start[token]) return true;
  if (trivia[token] === 1) return false;
  // What is outside is white space: it may only stand in front.
  const first = source.pieces.findIndex(([, own, length]) => pieceByte[pieceStart[token]] < own + length);
  const [text] = source.pieces[first];
  return end[token] - Math.max(text, start[token]) === inside;
}
