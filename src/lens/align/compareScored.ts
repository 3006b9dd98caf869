import { SourceError } from "../../program/SourceError.js";
import type { Aligned } from "./Aligned.js";
import { type KeyBy, nodeKey, WHITE_SPACE_KEY } from "./nodeKey.js";

/** Bits of the same bytes under two models. */
export interface BitPair {
  /** UTF-8 bytes both have scored. */
  readonly bytes: number;
  readonly a: number;
  readonly b: number;
  /** `b - a`: negative where the second model knows the text better. */
  readonly difference: number;
}

/** A node under two models, with all nodes below it; undefined where not a byte of it was scored by both. */
export interface NodeComparison {
  readonly node: number;
  readonly bytes: number;
  readonly a?: number;
  readonly b?: number;
  readonly difference?: number;
  /** Bits per byte. */
  readonly aPerByte?: number;
  readonly bPerByte?: number;
  readonly differencePerByte?: number;
}

/** Two models over the bytes of one program. */
export interface ScoredComparison {
  /** By node id. */
  readonly nodes: readonly NodeComparison[];
  /** Exact parts of `total` by group, `white space` and `error` among them; largest difference first. */
  readonly parts: readonly (BitPair & { readonly key: string })[];
  /** All bytes that both have scored. */
  readonly total: BitPair;
  /** Bits of bytes only one of them has scored (the other's first token): in nothing else. */
  readonly onlyA: number;
  readonly onlyB: number;
}

/** How {@link compareScored} groups. */
export interface CompareScoredOptions {
  /** Default `category`. */
  readonly by?: KeyBy;
  /** White space between leaves: default `apart` (a part of its own, in no node), or `with` the node around. */
  readonly trivia?: "apart" | "with";
}

/**
 * Compares two models, whatever their tokenizers, over the same bytes: the bits of each token are spread evenly over its
 * bytes, and every byte has one owner, so that differences of groups and own differences of nodes add up to the whole
 * one.
 *
 * @throws SourceError where the two are not aligned to the same program.
 */
export function compareScored(
  a: Aligned,
  b: Aligned,
  { by = "category", trivia = "apart" }: CompareScoredOptions = {},
): ScoredComparison {
  const { source } = a;
  const { nodes } = source;
  if (source.source !== b.source.source || nodes.length !== b.source.nodes.length) {
    throw new SourceError("the two scored texts are aligned to different programs", "compareScored");
  }
  const left = bytesOf(a);
  const right = bytesOf(b);
  const ownBits = [new Float64Array(nodes.length), new Float64Array(nodes.length)];
  const ownBytes = new Float64Array(nodes.length);
  const sums = new Map<string, { bytes: number; a: number; b: number }>();
  const total = { bytes: 0, a: 0, b: 0 };
  let onlyA = 0;
  let onlyB = 0;
  const keys = nodes.map(node => nodeKey(node, source, by) ?? "other");
  for (const { byte, node, space } of walk(a, b)) {
    const one = left[byte];
    const other = right[byte];
    if (Number.isNaN(one) || Number.isNaN(other)) {
      if (!Number.isNaN(one)) onlyA += one;
      if (!Number.isNaN(other)) onlyB += other;
      continue;
    }
    const key = space && trivia === "apart" ? WHITE_SPACE_KEY : keys[node];
    const sum = sums.get(key) ?? { bytes: 0, a: 0, b: 0 };
    sums.set(key, sum);
    for (const to of [sum, total]) {
      to.bytes++;
      to.a += one;
      to.b += other;
    }
    if (space && trivia === "apart") continue;
    ownBits[0][node] += one;
    ownBits[1][node] += other;
    ownBytes[node]++;
  }
  return {
    nodes: pooled(a, ownBits, ownBytes),
    parts: [...sums]
      .map(([key, sum]) => ({ key, ...sum, difference: sum.b - sum.a }))
      .sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || (x.key < y.key ? -1 : 1)),
    total: { ...total, difference: total.b - total.a },
    onlyA,
    onlyB,
  };
}

/** By byte of the source: bits of its token, spread evenly; NaN where there are none. */
function bytesOf({ source, scored, pieceToken, pieceByte, pieceBytes }: Aligned): Float64Array {
  const bits = new Float64Array(Buffer.byteLength(source.source)).fill(Number.NaN);
  const { start, end } = scored.spans;
  for (let piece = 0; piece < pieceToken.length; piece++) {
    const token = pieceToken[piece];
    const each = -scored.logprobs[token] / Math.LN2 / (end[token] - start[token]);
    bits.fill(Math.max(0, each), pieceByte[piece], pieceByte[piece] + pieceBytes[piece]);
  }
  return bits;
}

/** Every byte of the source that either shows, with its owner. */
function* walk(...both: readonly Aligned[]): Generator<{ byte: number; node: number; space: boolean }> {
  const seen = new Uint8Array(Buffer.byteLength(both[0].source.source));
  for (const { pieceNode, pieceByte, pieceBytes, pieceTrivia } of both) {
    for (let piece = 0; piece < pieceNode.length; piece++) {
      const end = pieceByte[piece] + pieceBytes[piece];
      for (let byte = pieceByte[piece]; byte < end; byte++) {
        if (seen[byte] === 1) continue;
        seen[byte] = 1;
        yield { byte, node: pieceNode[piece], space: pieceTrivia[piece] === 1 };
      }
    }
  }
}

/** Sums of nodes with those of all below. */
function pooled(
  { source: { nodes } }: Aligned,
  [a, b]: readonly Float64Array[],
  bytes: Float64Array,
): NodeComparison[] {
  for (let id = nodes.length - 1; id > 0; id--) {
    const { parent } = nodes[id];
    a[parent] += a[id];
    b[parent] += b[id];
    bytes[parent] += bytes[id];
  }
  return nodes.map(({ id }) => {
    const n = bytes[id];
    if (n === 0) return { node: id, bytes: 0 };
    const difference = b[id] - a[id];
    return {
      node: id,
      bytes: n,
      a: a[id],
      b: b[id],
      difference,
      aPerByte: a[id] / n,
      bPerByte: b[id] / n,
      differencePerByte: difference / n,
    };
  });
}
