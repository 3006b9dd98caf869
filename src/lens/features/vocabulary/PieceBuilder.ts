import { architectures } from "../../graph/architectures.js";
import { GraphBuilder, type HookLayout } from "../../onnx/GraphBuilder.js";
import type { Value } from "../../onnx/Value.js";
import type { Weights } from "../../weights/Weights.js";

/**
 * The part of a model between two hooks as a graph of its own: input `piece`, the first hook's value with its last two axes in one where it
 * has heads; output the second's.
 */
export class PieceBuilder extends GraphBuilder {
  readonly #from: string;
  readonly #to: string;
  #end: Value | undefined;

  constructor(weights: Weights, from: string, to: string) {
    super(weights, { hooks: new Set(), interventions: [], logits: "none", cache: false });
    this.#from = from;
    this.#to = to;
  }

  override hook(name: string, value: Value, axes: readonly string[], layout: HookLayout = {}): Value {
    if (name === this.#from)
      return this.input("piece", "f32", layout.flat === undefined ? axes : [...axes.slice(0, -2), "flat"]);
    if (name === this.#to) this.#end = value;
    return super.hook(name, value, axes, layout);
  }

  /** The architecture's own outputs are none here. */
  override output(): void {}

  /** Name of the output. */
  emit(): string {
    architectures[this.config.architecture](this);
    const end = this.#end as Value;
    super.output(end, "f32", ["batch", "pos", "d_model"]);
    return end.name;
  }
}
