/**
 * Texts of a batch in pieces, in order, so that a run holds at most `most` numbers where each token has `width` of them: one text at
 * least, and no more than padding would let in.
 */
export function batchPieces(
  texts: readonly ArrayLike<number>[],
  width: number,
  most: number,
): ArrayLike<number>[][] {
  const pieces: ArrayLike<number>[][] = [];
  let piece: ArrayLike<number>[] = [];
  let longest = 0;
  for (const text of texts) {
    const longer = Math.max(longest, text.length);
    if (piece.length > 0 && (piece.length + 1) * longer * width > most) {
      pieces.push(piece);
      piece = [];
      longest = 0;
    }
    piece.push(text);
    longest = Math.max(longest, text.length);
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}

/** One text or a batch, as a batch. */
export function asBatch(
  tokens: ArrayLike<number> | readonly ArrayLike<number>[],
): readonly ArrayLike<number>[] {
  return Array.isArray(tokens) && typeof tokens[0] === "object"
    ? (tokens as readonly ArrayLike<number>[])
    : [tokens as ArrayLike<number>];
}
