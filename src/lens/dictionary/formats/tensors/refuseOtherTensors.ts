import { SourceError } from "../../../../program/SourceError.js";
import type { TensorFile } from "./TensorFile.js";

/**
 * Checks that a file has no tensors besides those that are read: a second skip or a threshold that is left out makes another function of the
 * dictionary, without a word.
 *
 * @param read names of the tensors that are read where there are any.
 * @throws SourceError naming file and tensors.
 */
export function refuseOtherTensors({ file, tensors }: TensorFile, read: readonly string[]): void {
  const others = [...tensors.keys()].filter(name => !read.includes(name)).sort();
  if (others.length === 0) return;
  const quoted = others.slice(0, 6).map(name => JSON.stringify(name));
  const shown = quoted.join(", ") + (others.length > 6 ? `, … (${others.length})` : "");
  throw new SourceError(
    `has tensors that are not read in a dictionary of this kind (${shown}); expected none besides ${read.join(", ")}`,
    file,
  );
}
