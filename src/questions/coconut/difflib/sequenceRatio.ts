import { type Encoded, encodeSequences } from "./encodeSequences.js";
import { SuffixAutomaton } from "./SuffixAutomaton.js";

/** Settings of {@link sequenceRatio}. */
export interface SequenceRatioOptions {
  /**
   * Leave out, of a second sequence of at least 200 elements, every element that stands in it more often than once
   * in a hundred, as Python does unless told otherwise. Default true.
   */
  readonly autojunk?: boolean;
}

/**
 * `difflib.SequenceMatcher(None, a, b, autojunk).ratio()` of CPython: `2 M / (|a| + |b|)`, with `M` the elements in
 * the blocks that Ratcliff and Obershelp's rule finds: the longest common block (the first in `a`, then the first
 * in `b`), then the same to its left and to its right. 1 for two empty sequences. Not symmetric.
 *
 * Texts are compared by code points. CPython's search takes time cubic in the length at worst and quadratic on
 * texts of few letters; this one is linear for each block found.
 */
export function sequenceRatio(
  a: string | readonly (string | number)[],
  b: string | readonly (string | number)[],
  options: SequenceRatioOptions = {},
): number {
  const encoded = encodeSequences(a, b, options.autojunk ?? true);
  const total = encoded.a.length + encoded.b.length;
  return total === 0 ? 1 : (2 * matchedElements(encoded)) / total;
}

/** Elements in matching blocks. */
export function matchedElements(encoded: Encoded): number {
  const { a, b, symbols } = encoded;
  const find = finder(encoded);
  let matched = 0;
  // A stack instead of recursion: the texts of long traces have tens of thousands of blocks.
  const open = [0, a.length, 0, b.length];
  while (open.length > 0) {
    const [alo, ahi, blo, bhi] = open.splice(-4);
    if (symbols === 0) break;
    const { i, j, size } = find(alo, ahi, blo, bhi);
    if (size === 0) continue;
    matched += size;
    if (alo < i && blo < j) open.push(alo, i, blo, j);
    if (i + size < ahi && j + size < bhi) open.push(i + size, ahi, j + size, bhi);
  }
  return matched;
}

type Find = (alo: number, ahi: number, blo: number, bhi: number) => Block;

interface Block {
  i: number;
  j: number;
  size: number;
}

/** Search by table costs the product of both lengths, by automaton about this much for each element. */
const AUTOMATON_COST = 24;

function finder({ a, b, rareA, rareB, symbols, rare }: Encoded): Find {
  const fits = SuffixAutomaton.fits(b.length, symbols);
  let automaton: SuffixAutomaton | undefined;
  const row = new Int32Array(b.length);
  return (alo, ahi, blo, bhi) => {
    const [m, n] = [ahi - alo, bhi - blo];
    let block: Block = { i: alo, j: blo, size: 0 };
    if (rare) {
      if (!fits || m * n <= AUTOMATON_COST * (m + n))
        block = longestByTable(rareA, rareB, row, alo, ahi, blo, bhi);
      else {
        automaton ??= new SuffixAutomaton(b.length, symbols);
        automaton.build(rareB, blo, bhi);
        block = automaton.longest(rareA, alo, ahi);
      }
      if (block.size === 0) block = { i: alo, j: blo, size: 0 };
    }
    // What autojunk left out may not begin a block, but goes on with one.
    while (block.i > alo && block.j > blo && a[block.i - 1] === b[block.j - 1]) {
      block.i--;
      block.j--;
      block.size++;
    }
    while (
      block.i + block.size < ahi &&
      block.j + block.size < bhi &&
      a[block.i + block.size] === b[block.j + block.size]
    )
      block.size++;
    return block;
  };
}

/** The longest common block by dynamic programming; `row` is room for a row of the table. */
export function longestByTable(
  a: Int32Array,
  b: Int32Array,
  row: Int32Array,
  alo: number,
  ahi: number,
  blo: number,
  bhi: number,
): { i: number; j: number; size: number } {
  let size = 0;
  let besti = alo;
  let bestj = blo;
  row.fill(0, blo, bhi);
  for (let i = alo; i < ahi; i++) {
    const symbol = a[i];
    let before = 0;
    for (let j = blo; j < bhi; j++) {
      const above = row[j];
      const run = symbol >= 0 && symbol === b[j] ? before + 1 : 0;
      row[j] = run;
      before = above;
      if (run > size) {
        size = run;
        besti = i - run + 1;
        bestj = j - run + 1;
      }
    }
  }
  return { i: besti, j: bestj, size };
}
