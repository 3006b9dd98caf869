import type { LensModel } from "./LensModel.js";

/** A number of bits or layers for people. */
export function short(value: number, digits = 1): string {
  return value.toFixed(digits).replace(/\.0+$/, "");
}

/** What the figure shows, in sentences; numbers first. */
export function lensSummary(model: LensModel): string[] {
  const said = model.final.filter(row => row >= 0).length;
  const right = model.truth.filter(row => row >= 0).length;
  const last = model.layers.length - 1;
  const half = halfDecided(model.truth, right);
  return [
    `${model.tokens} tokens, ${model.layers.length} layers (0 is what goes into the first block, ${model.layers[last]} the whole model). ` +
      `Of ${said} predicted tokens ${right} are the likeliest at the end` +
      (half < 0 ? "." : `; half of them are decided by layer ${model.layers[half]}.`),
    "Each layer is read through the final norm and the unembedding (logit lens, nothing trained: a tuned lens would learn a map per layer, and says more of early ones).",
    "Decided: the first layer from which on the true token stays the likeliest; a node is when all its tokens are.",
  ];
}

/** Row by which half of the decided tokens are; -1 where none is. */
function halfDecided(rows: readonly number[], decided: number): number {
  if (decided === 0) return -1;
  const sorted = rows.filter(row => row >= 0).sort((a, b) => a - b);
  return sorted[Math.ceil(decided / 2) - 1];
}
