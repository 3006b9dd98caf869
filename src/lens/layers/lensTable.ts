import type { Target } from "../session/GraphSession.js";
import type { LogitLens } from "./LogitLensTable.js";
import type { PredictionOutputs } from "./predictionGraph.js";

/** The tables of a lens. */
type Tables = Pick<LogitLens, "logprobs" | "ranks" | "entropies" | "divergences" | "topIds" | "topLogprobs">;

/** Tables in which nothing is said yet, and what writes a chunk of tokens into them. */
export function lensTable(
  layers: number,
  tokens: number,
  top: number,
): Tables & {
  /** Writes what was said of `count` tokens from `first` on. */
  put(first: number, count: number, outputs: PredictionOutputs, targets: ReadonlyMap<string, Target>): void;
} {
  const cells = layers * tokens;
  const tables = {
    logprobs: new Float32Array(cells).fill(Number.NaN),
    ranks: new Int32Array(cells),
    entropies: new Float32Array(cells).fill(Number.NaN),
    divergences: new Float32Array(cells).fill(Number.NaN),
    topIds: new Int32Array(cells * top).fill(-1),
    topLogprobs: new Float32Array(cells * top).fill(Number.NaN),
  };
  return {
    ...tables,
    put(first, count, outputs, targets) {
      const of = (name: keyof PredictionOutputs): Float32Array => targets.get(outputs[name])!.data;
      const logprob = of("logprob");
      const greater = of("greater");
      const entropy = of("entropy");
      const divergence = of("divergence");
      const topIds = of("topIds");
      const topLogprobs = of("topLogprobs");
      for (let layer = 0; layer < layers; layer++) {
        for (let t = 0; t < count; t++) {
          const from = layer * count + t;
          const to = layer * tokens + first + t;
          // Rounding may end a hair on the wrong side of 0.
          tables.logprobs[to] = Math.min(0, logprob[from]);
          tables.ranks[to] = 1 + greater[from];
          tables.entropies[to] = Math.max(0, entropy[from]);
          tables.divergences[to] = Math.max(0, divergence[from]);
          for (let k = 0; k < top; k++) {
            tables.topIds[to * top + k] = topIds[from * top + k];
            tables.topLogprobs[to * top + k] = Math.min(0, topLogprobs[from * top + k]);
          }
        }
      }
    },
  };
}
