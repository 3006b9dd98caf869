/** Largest code: a share of 1. */
const MOST = 255;

/** A packed pattern, and the share of its attention that it keeps, mean over queries. */
export interface PackedPattern {
  readonly bytes: Uint8Array;
  readonly kept: number;
}

/** Share a code stands for. */
export function unpackShare(code: number): number {
  return (code / MOST) ** 2;
}

/**
 * One head's pattern in few bytes: the triangle up to each query, row by row, a share p as the byte round(√p · 255), so that
 * an error is at most 0.4 points, and far less for small ones. Shares below `least` become 0; a run of zeros is a 0 and its
 * length (1..255).
 *
 * @param pattern [tokens, tokens].
 */
export function packPattern(pattern: Float32Array, tokens: number, least: number): PackedPattern {
  const bytes: number[] = [];
  let zeros = 0;
  let kept = 0;
  const flush = (): void => {
    if (zeros > 0) bytes.push(0, zeros);
    zeros = 0;
  };
  for (let query = 0; query < tokens; query++) {
    for (let key = 0; key <= query; key++) {
      const share = pattern[query * tokens + key];
      const code = share < least ? 0 : Math.min(MOST, Math.round(Math.sqrt(share) * MOST));
      if (code > 0) {
        flush();
        bytes.push(code);
        kept += share;
      } else if (++zeros === MOST) flush();
    }
  }
  flush();
  return { bytes: Uint8Array.from(bytes), kept: tokens === 0 ? 1 : Math.min(1, kept / tokens) };
}

/** Codes of a packed pattern, the triangle row by row. */
export function unpackPattern(bytes: Uint8Array, tokens: number): Uint8Array {
  const codes = new Uint8Array((tokens * (tokens + 1)) / 2);
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0) at += bytes[++i];
    else codes[at++] = bytes[i];
  }
  return codes;
}
