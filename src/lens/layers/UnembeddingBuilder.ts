import { architectures } from "../graph/architectures.js";
import { GraphBuilder } from "../onnx/GraphBuilder.js";
import type { Value } from "../onnx/Value.js";
import type { Weights } from "../weights/Weights.js";

/**
 * The end of a model as a graph of its own: what the architecture does behind the last block (final norm, unembedding),
 * with the residual stream as input `residual`, [batch, pos, d_model]. The architecture emits its whole pass; its last
 * residual stream is taken for the input, so that nothing before it is needed, and no norm is written a second time.
 */
export class UnembeddingBuilder extends GraphBuilder {
  readonly #last: string;
  #emitting = true;

  constructor(weights: Weights) {
    super(weights, { hooks: new Set(), interventions: [], logits: "all", cache: false });
    this.#last = `blocks.${weights.config.layers - 1}.hook_resid_post`;
  }

  override hook(name: string, value: Value, axes: readonly string[], layout = {}): Value {
    return name === this.#last ? this.input("residual", "f32", axes) : super.hook(name, value, axes, layout);
  }

  /** The architecture's own output is no output here: what is made of the logits is. */
  override output(...about: Parameters<GraphBuilder["output"]>): void {
    if (!this.#emitting) super.output(...about);
  }

  /** Logits of the residual stream, [batch, pos, vocabulary]. */
  unembedded(): Value {
    architectures[this.config.architecture](this);
    this.#emitting = false;
    return this.logits as Value;
  }
}
