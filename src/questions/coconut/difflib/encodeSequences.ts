/** Two sequences as numbers: equal elements, equal numbers. */
export interface Encoded {
  /** -1 for what `b` has not. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** The same with -1 also for what autojunk leaves out. */
  readonly rareA: Int32Array;
  readonly rareB: Int32Array;
  /** Different elements of `b`. */
  readonly symbols: number;
  /** Something of `b` is not left out. */
  readonly rare: boolean;
}

/**
 * Numbers the elements of two sequences, a text's by code point. With `autojunk`, elements of a `b` of at least 200
 * elements are popular when they stand in it more than `⌊|b| / 100⌋ + 1` times.
 */
export function encodeSequences(
  a: string | readonly (string | number)[],
  b: string | readonly (string | number)[],
  autojunk: boolean,
): Encoded {
  const known = new Map<string | number, number>();
  const counts: number[] = [];
  const second = new Int32Array(b.length);
  let n = 0;
  for (const element of b) {
    let symbol = known.get(element);
    if (symbol === undefined) {
      symbol = known.size;
      known.set(element, symbol);
      counts.push(0);
    }
    counts[symbol]++;
    second[n++] = symbol;
  }
  const first = new Int32Array(a.length);
  let m = 0;
  for (const element of a) first[m++] = known.get(element) ?? -1;
  const most = autojunk && n >= 200 ? Math.floor(n / 100) + 1 : n;
  // A text with surrogate pairs has fewer code points than UTF-16 units.
  const [codesA, codesB] = [first.subarray(0, m), second.subarray(0, n)];
  const popular = counts.map(count => count > most);
  if (!popular.includes(true))
    return { a: codesA, b: codesB, rareA: codesA, rareB: codesB, symbols: known.size, rare: n > 0 };
  const rareOf = (codes: Int32Array): Int32Array =>
    codes.map(code => (code < 0 || popular[code] ? -1 : code));
  return {
    a: codesA,
    b: codesB,
    rareA: rareOf(codesA),
    rareB: rareOf(codesB),
    symbols: known.size,
    rare: popular.includes(false),
  };
}
