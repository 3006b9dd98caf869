import type { TiktokenEncoding } from "tiktoken";
import type { Aligned } from "../../../src/lens/align/Aligned.js";
import { align } from "../../../src/lens/align/align.js";
import type { AttentionPatterns } from "../../../src/lens/layers/AttentionPatterns.js";
import type { LogitLens } from "../../../src/lens/layers/LogitLensTable.js";
import type { ScoredText } from "../../../src/lens/scored/ScoredText.js";
import { parseLoose } from "../../../src/program/loose/parseLoose.js";
import type { Language } from "../../../src/program/Program.js";
import { seededRandom } from "../../../src/questions/random.js";
import { scored, vocabulary } from "../align/encode.js";

/** A program in tokens of a public vocabulary, on its tree. */
export function madeAligned(
  source: string,
  language: Language = "python",
  encoding: TiktokenEncoding = "gpt2",
): Aligned {
  return align({ source, nodes: parseLoose(source, { language }).nodes }, scored(source, encoding));
}

function nameOf(id: number): string {
  return new TextDecoder().decode(vocabulary("gpt2").decode_single_token_bytes(id));
}

/**
 * A lens whose every cell is drawn by a seed, with `likeliest(row, token)` as the first of its words (default: the true token from
 * a layer on that is drawn too).
 */
export function madeLens(
  { ids, text, spans }: ScoredText,
  layers: number,
  likeliest?: (row: number, token: number) => number,
): LogitLens {
  const T = ids.length;
  const top = 3;
  const cells = layers * T;
  const random = seededRandom("lens");
  const from = Array.from(ids, () => random.below(layers + 2));
  const lens = {
    logprobs: new Float32Array(cells).fill(Number.NaN),
    ranks: new Int32Array(cells),
    entropies: new Float32Array(cells).fill(Number.NaN),
    divergences: new Float32Array(cells).fill(Number.NaN),
    topIds: new Int32Array(cells * top).fill(-1),
    topLogprobs: new Float32Array(cells * top).fill(Number.NaN),
  };
  const words = new Map<number, string>();
  for (let row = 0; row < layers; row++) {
    for (let t = 1; t < T; t++) {
      const at = row * T + t;
      const first = likeliest?.(row, t) ?? (row >= from[t]! ? ids[t]! : 100 + random.below(900));
      const right = first === ids[t];
      lens.logprobs[at] = right ? -random.next() : -3 - 9 * random.next();
      lens.ranks[at] = right ? 1 : 2 + random.below(3000);
      lens.entropies[at] = 6 * random.next();
      lens.divergences[at] = row === layers - 1 ? 0 : 8 * random.next();
      for (let k = 0; k < top; k++) {
        const id = k === 0 ? first : 100 + random.below(900);
        lens.topIds[at * top + k] = id;
        lens.topLogprobs[at * top + k] = -0.5 - k;
        words.set(id, nameOf(id));
      }
    }
  }
  return {
    model: "made:lens",
    text,
    spans,
    ids,
    names: Array.from(ids, nameOf),
    layers: Array.from({ length: layers }, (_, i) => i),
    vocabulary: 50257,
    top,
    words,
    ...lens,
  };
}

/** Patterns whose rows are drawn by a seed and sum to 1; `weight` of a key instead where it is given. */
export function madePatterns(
  { ids, text, spans }: ScoredText,
  heads: readonly (readonly [layer: number, head: number])[],
  options: {
    readonly lead?: string;
    readonly weight?: (head: number, query: number, key: number) => number;
  } = {},
): AttentionPatterns {
  const size = ids.length + (options.lead === undefined ? 0 : 1);
  const random = seededRandom("patterns");
  const patterns = new Float32Array(heads.length * size * size);
  heads.forEach((_name, h) => {
    for (let q = 0; q < size; q++) {
      const row = Array.from({ length: q + 1 }, (_, k) => options.weight?.(h, q, k) ?? random.next() ** 6);
      const sum = row.reduce((a, b) => a + b, 0);
      row.forEach((value, k) => {
        patterns[(h * size + q) * size + k] = value / sum;
      });
    }
  });
  return {
    model: "made:patterns",
    text,
    spans,
    ids,
    names: Array.from(ids, nameOf),
    special: spans.special,
    ...(options.lead !== undefined && { lead: options.lead }),
    heads: heads.map(([layer, head]) => ({ layer, head })),
    patterns,
  };
}
