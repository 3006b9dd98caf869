import type { InputScaling } from "./Dictionary.js";

/** Scaled input is (x − shift)·factor; of an SAE, output·back + shift is on the input's scale again. */
export interface InputScale {
  readonly shift: number;
  readonly factor: number;
  readonly back: number;
}

/** How one input row is scaled (SAELens' `constant_norm_rescale` and `layer_norm`). */
export function inputScale(x: Float32Array, { kind }: InputScaling): InputScale {
  if (kind === "none") return { shift: 0, factor: 1, back: 1 };
  if (kind === "constant norm") {
    const norm = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
    return { shift: 0, factor: Math.sqrt(x.length) / norm, back: norm / Math.sqrt(x.length) };
  }
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const squares = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const std = Math.sqrt(squares / (x.length - 1));
  return { shift: mean, factor: 1 / (std + 1e-5), back: std };
}
