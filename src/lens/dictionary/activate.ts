import type { SparseActivation } from "./Dictionary.js";

/**
 * Activations of the pre-activations of one token, in place of a graph's: a plain reference.
 *
 * @param pre [features]
 * @param out [features], overwritten
 */
export function activate(pre: Float32Array, activation: SparseActivation, out: Float32Array): void {
  switch (activation.kind) {
    case "relu":
      for (let i = 0; i < pre.length; i++) out[i] = Math.max(0, pre[i]!);
      return;
    case "jumprelu":
      for (let i = 0; i < pre.length; i++) {
        out[i] = pre[i]! > activation.threshold[i]! ? Math.max(0, pre[i]!) : 0;
      }
      return;
    case "topk": {
      out.fill(0);
      for (const i of largest(pre, activation.k)) out[i] = activation.relu ? Math.max(0, pre[i]!) : pre[i]!;
    }
  }
}

/** Indices of the k largest numbers, largest first; of equal ones the one that comes first. */
export function largest(values: Float32Array, k: number): number[] {
  const indices = Array.from(values, (_, i) => i);
  return indices.sort((a, b) => values[b]! - values[a]! || a - b).slice(0, k);
}
