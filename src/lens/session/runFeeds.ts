import { rotarySettings } from "../graph/rotary.js";
import type { ModelConfig } from "../weights/ModelConfig.js";
import type { Feed, Feeds } from "./Feed.js";
import type { RotaryTables } from "./RotaryTables.js";
import type { TokenBatch } from "./tokenBatch.js";

/** Inputs every graph may have besides weights, interventions and the cache (see `src/lens/graph`). */
export function runFeeds(batch: TokenBatch, past: number, config: ModelConfig, tables: RotaryTables): Feeds {
  const { texts, lengths, longest } = batch;
  const count = texts.length;
  const total = past + longest;
  const { heads, kvHeads } = config;
  const ints = (data: number[], dims: number[]): Feed => ({
    type: "int32",
    data: Int32Array.from(data),
    dims,
  });
  const longs = (data: number[], dims: number[]): Feed => ({
    type: "int64",
    data: BigInt64Array.from(data, BigInt),
    dims,
  });
  const table = (which: "global" | "local", what: "cos" | "sin"): Feed => {
    const rotary = rotarySettings(config, which);
    const { rows, [what]: data } = tables.get(rotary, total);
    return { type: "float32", data, dims: [rows, rotary.dims / 2] };
  };
  return new Map<string, () => Feed>([
    ["ids", () => ({ type: "int32", data: padded(texts, longest), dims: [count, longest] })],
    [
      "positions",
      () =>
        ints(
          Array.from({ length: count * longest }, (_, i) => past + (i % longest)),
          [count, longest],
        ),
    ],
    ["offset", () => longs([past], [1])],
    ["total", () => ints([total], [])],
    [
      "lastToken",
      () =>
        ints(
          lengths.map(length => past + length - 1),
          [count],
        ),
    ],
    [
      "lastIndex",
      () =>
        longs(
          lengths.map(length => length - 1),
          [count, 1, 1],
        ),
    ],
    ["scoreShape", () => longs([count, heads, longest, total], [4])],
    ["groupShape", () => longs([count, kvHeads, (heads / kvHeads) * longest, total], [4])],
    ["mask.full", () => ({ type: "float32", data: mask(longest, past), dims: [longest, total] })],
    [
      "mask.sliding",
      () => ({ type: "float32", data: mask(longest, past, config.slidingWindow), dims: [longest, total] }),
    ],
    ["rotary.global.cos", () => table("global", "cos")],
    ["rotary.global.sin", () => table("global", "sin")],
    ["rotary.local.cos", () => table("local", "cos")],
    ["rotary.local.sin", () => table("local", "sin")],
  ]);
}

/** Texts side by side, padded on the right with id 0: what stands there is never looked at. */
function padded(texts: readonly Int32Array[], longest: number): Int32Array {
  const ids = new Int32Array(texts.length * longest);
  for (const [row, text] of texts.entries()) ids.set(text, row * longest);
  return ids;
}

/**
 * What is added to attention scores, [tokens, past + tokens]: 0 where a token may look, -∞ where not. Padding stands on
 * the right, where no token of a text may look anyway.
 */
function mask(tokens: number, past: number, window: number = Number.POSITIVE_INFINITY): Float32Array {
  const total = past + tokens;
  const values = new Float32Array(tokens * total).fill(Number.NEGATIVE_INFINITY);
  for (let query = 0; query < tokens; query++) {
    const self = past + query;
    values.fill(0, query * total + Math.max(0, self - window + 1), query * total + self + 1);
  }
  return values;
}
