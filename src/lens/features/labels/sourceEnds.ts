import type { Aligned } from "../../align/Aligned.js";

/** By token: byte of the source up to which a model has read at the token; -1 for tokens that show nothing of it. */
export function sourceEnds({ pieceStart, pieceByte, pieceBytes }: Aligned): Int32Array {
  const ends = new Int32Array(pieceStart.length - 1).fill(-1);
  for (let token = 0; token < ends.length; token++) {
    const last = pieceStart[token + 1] - 1;
    if (last >= pieceStart[token]) ends[token] = pieceByte[last] + pieceBytes[last];
  }
  return ends;
}
