import { SourceError } from "../../program/SourceError.js";
import type { ModelConfig } from "./ModelConfig.js";
import { tensorShapes } from "./tensorShapes.js";
import type { TensorEntry } from "./Weights.js";

/**
 * Checks that every tensor the config asks for is there and has the shape it implies.
 *
 * @param source file or folder, for tensors that are missing
 * @throws SourceError naming file, tensor, shape found and shape wanted; for the missing, how many more there are.
 */
export function checkTensors(
  config: ModelConfig,
  tensors: ReadonlyMap<string, TensorEntry>,
  source: string,
): void {
  const shapes = tensorShapes(config);
  const missing = [...shapes.keys()].filter(name => !tensors.has(name));
  if (missing.length > 0) {
    const first = missing[0]!;
    const more = missing.length > 1 ? `, and ${missing.length - 1} more of ${shapes.size}` : "";
    const untied = /^(lm_head|embed_out)\.weight$/.test(first)
      ? " (the config says that the unembedding is not the embedding: tie_word_embeddings)"
      : "";
    throw new SourceError(
      `has no tensor ${first} [${shapes.get(first)!.join(", ")}]${more}${untied}; the config says ${config.architecture} with ${config.layers} layers`,
      source,
    );
  }
  for (const [name, shape] of shapes) {
    const entry = tensors.get(name)!;
    if (entry.shape.length !== shape.length || entry.shape.some((n, i) => n !== shape[i])) {
      throw new SourceError(
        `tensor ${name} has shape [${entry.shape.join(", ")}]; the config wants [${shape.join(", ")}]`,
        entry.file,
      );
    }
  }
}
