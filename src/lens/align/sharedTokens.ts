import type { Aligned } from "./Aligned.js";
import type { TokenRanges } from "./tokenRanges.js";

/** By node: number of tokens with other than white space both inside and outside of it, see `NodeScore.shared`. Linear. */
export function sharedTokens(aligned: Aligned, { firstPiece, pieceEnd }: TokenRanges): Int32Array {
  const { source, pieceToken, pieceTrivia, pieceStart, trivia, crossing } = aligned;
  const count = trivia.length;
  /** By token: its pieces from the first to behind the last that are no white space. */
  const content = Int32Array.from(pieceStart.subarray(0, count));
  const contentEnd = Int32Array.from(pieceStart.subarray(1));
  /** By token: how many before it have other than white space outside of the source. */
  const before = new Int32Array(count + 1);
  for (let token = 0; token < count; token++) {
    const end = pieceStart[token + 1];
    while (content[token] < end && pieceTrivia[content[token]] === 1) content[token]++;
    while (contentEnd[token] > content[token] && pieceTrivia[contentEnd[token] - 1] === 1)
      contentEnd[token]--;
    const inside = contentEnd[token] > content[token];
    before[token + 1] = before[token] + (crossing[token] === 1 && inside ? 1 : 0);
  }
  const shared = new Int32Array(source.nodes.length);
  for (let id = 0; id < shared.length; id++) {
    const first = firstPiece[id];
    const end = pieceEnd[id];
    if (first === end) continue;
    const low = pieceToken[first];
    const high = pieceToken[end - 1];
    /** Whether a token at the node's border has content on both sides of it. */
    const split = (token: number): boolean =>
      Math.max(content[token], first) < Math.min(contentEnd[token], end) &&
      (content[token] < first || contentEnd[token] > end || crossing[token] === 1);
    let n = split(low) ? 1 : 0;
    if (high > low) n += (split(high) ? 1 : 0) + before[high] - before[low + 1];
    shared[id] = n;
  }
  return shared;
}
