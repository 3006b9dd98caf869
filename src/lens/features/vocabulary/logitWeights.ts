import { SourceError } from "../../../program/SourceError.js";
import type { LocalModel } from "../../session/LocalModel.js";
import { DirectionBuilder } from "./DirectionBuilder.js";
import { EmbeddingBuilder } from "./EmbeddingBuilder.js";
import { runRows } from "./runRows.js";
import { type TokenWeights, tokenWeights } from "./tokenWeights.js";
import { toResidual } from "./toResidual.js";

/** How weights of tokens are made. */
export interface LogitWeightsOptions {
  /** Hook the vectors are written at. Default: the residual stream itself. */
  readonly hook?: string;
  /** Head, where the hook is `attn.hook_z` and the vectors are of one. */
  readonly head?: number;
  /** Tokens kept at each end, 1..1000. Default 10. */
  readonly top?: number;
}

/**
 * What vectors (decoder rows of features, codes) add to every token's logit where they are written to the residual stream: d·γ·W_U, with the gain γ of the
 * final norm folded in and its division by the scale of the stream left out, so that weights compare within a vector, not across
 * positions. The direct path only. Biases are left out; of a LayerNorm the vector's mean is taken out, as the norm would.
 *
 * @param vectors [n, width of the hook].
 * @returns one for each vector.
 * @throws SourceError as `toResidual`, and for options out of range.
 */
export async function logitWeights(
  model: LocalModel,
  vectors: Float32Array,
  options: LogitWeightsOptions = {},
): Promise<TokenWeights[]> {
  const { hook = "blocks.0.hook_resid_post", head, top = 10 } = options;
  checkTop(top);
  const { dModel, vocabulary } = model.config;
  const residual = await toResidual(model, vectors, hook, head);
  // A row of zeros in front: what biases alone give.
  const rows = new Float32Array(residual.length + dModel);
  rows.set(residual, dModel);
  const found: TokenWeights[] = [];
  const base = new Float32Array(vocabulary);
  await runRows(
    model,
    weights => {
      const graph = new DirectionBuilder(weights);
      const value = graph.unembedded();
      graph.output(value, "f32", ["batch", "pos", vocabulary]);
      return { graph, input: "residual", output: value.name };
    },
    rows,
    { inputs: dModel, outputs: vocabulary },
    (values, first, count) => {
      for (let i = 0; i < count; i++) {
        const row = values.subarray(i * vocabulary, (i + 1) * vocabulary);
        if (first + i === 0) base.set(row);
        else
          found.push(
            tokenWeights(
              row.map((weight, id) => weight - base[id]),
              model.tokenizer,
              top,
            ),
          );
      }
    },
  );
  return found;
}

/**
 * De-embedding: products of directions that are read from the residual stream (encoder rows of features, codes) with every token's
 * embedding. What tokens would excite them by the direct path, norms and all layers between left out: most telling in the first
 * layers.
 *
 * @param directions [n, d_model].
 * @throws SourceError for another width, and for options out of range.
 */
export async function embeddingWeights(
  model: LocalModel,
  directions: Float32Array,
  { top = 10 }: Pick<LogitWeightsOptions, "top"> = {},
): Promise<TokenWeights[]> {
  checkTop(top);
  const { dModel, vocabulary } = model.config;
  if (directions.length % dModel !== 0)
    throw new SourceError(`expected rows of ${dModel}, not ${directions.length} numbers`, "directions");
  const found: TokenWeights[] = [];
  await runRows(
    model,
    weights => {
      const graph = new EmbeddingBuilder(weights);
      return { graph, input: "direction", output: graph.emit() };
    },
    directions,
    { inputs: dModel, outputs: vocabulary },
    (values, _first, count) => {
      for (let i = 0; i < count; i++)
        found.push(tokenWeights(values.slice(i * vocabulary, (i + 1) * vocabulary), model.tokenizer, top));
    },
  );
  return found;
}

function checkTop(top: number): void {
  if (!(Number.isInteger(top) && top >= 1 && top <= 1000))
    throw new SourceError(`expected a whole number within 1..1000, not ${top}`, "top");
}
