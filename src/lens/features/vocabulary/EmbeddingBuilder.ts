import { architectures } from "../../graph/architectures.js";
import { GraphBuilder } from "../../onnx/GraphBuilder.js";
import { matmulTransposed } from "../../onnx/ops.js";
import type { Value } from "../../onnx/Value.js";
import type { Weights } from "../../weights/Weights.js";

/** Products of directions (input `direction`, [batch, pos, d_model]) with every token's embedding, as it lies in the file. */
export class EmbeddingBuilder extends GraphBuilder {
  #table: string | undefined;

  constructor(weights: Weights) {
    super(weights, { hooks: new Set(), interventions: [], logits: "none", cache: false });
  }

  /** The table whose rows are read first is that of the tokens. */
  override rows(name: string, dims: readonly number[], numbers: Value): Value {
    this.#table ??= name;
    return super.rows(name, dims, numbers);
  }

  override output(): void {}

  /** Name of the output, [batch, pos, vocabulary]. */
  emit(): string {
    architectures[this.config.architecture](this);
    const { vocabulary, dModel } = this.config;
    const table = this.weight(this.#table as string, [vocabulary, dModel]);
    const product = matmulTransposed(this, this.input("direction", "f32", ["batch", "pos", dModel]), table);
    super.output(product, "f32", ["batch", "pos", vocabulary]);
    return product.name;
  }
}
