import { SourceError } from "../../program/SourceError.js";
import type { TensorEntry, Weights } from "../weights/Weights.js";

/**
 * Entry of a weight whose shape the architecture knows.
 *
 * @throws SourceError naming file, tensor and both shapes.
 */
export function weightEntry(weights: Weights, name: string, dims: readonly number[]): TensorEntry {
  const entry = weights.tensors.get(name);
  const { architecture } = weights.config;
  if (!entry)
    throw new SourceError(
      `tensor "${name}" is missing; the architecture "${architecture}" needs it as [${dims}]`,
      weights.path,
    );
  if (entry.shape.length !== dims.length || entry.shape.some((size, axis) => size !== dims[axis]))
    throw new SourceError(
      `tensor "${name}" is [${entry.shape}]; by its configuration the model needs [${dims}]`,
      entry.file,
    );
  return entry;
}
