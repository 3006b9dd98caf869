import { SourceError } from "../../../../program/SourceError.js";
import type { TensorFile } from "./TensorFile.js";

/**
 * Shape of a tensor that must be there.
 *
 * @throws SourceError naming file and tensor, and those there are.
 */
export function shapeOf({ file, tensors }: TensorFile, name: string, rank: number): readonly number[] {
  const found = tensors.get(name);
  if (!found) {
    const names = [...tensors.keys()].sort().map(one => JSON.stringify(one));
    const shown = names.slice(0, 12).join(", ") + (names.length > 12 ? `, … (${names.length})` : "");
    throw new SourceError(`has no tensor ${JSON.stringify(name)}; it has ${shown || "none"}`, file);
  }
  if (found.shape.length !== rank) {
    throw new SourceError(
      `tensor ${JSON.stringify(name)} has shape [${found.shape.join(", ")}]; expected ${rank} ${rank === 1 ? "axis" : "axes"}`,
      file,
    );
  }
  if (found.shape.includes(0)) {
    throw new SourceError(
      `tensor ${JSON.stringify(name)} has shape [${found.shape.join(", ")}]: it is empty`,
      file,
    );
  }
  return found.shape;
}

/**
 * Numbers of a tensor that must be there, have this shape, and be finite.
 *
 * @param axes what the axes are, for messages (`d_in, features`)
 * @throws SourceError naming file, tensor, the shape found and that expected, or the first number that is not finite.
 */
export async function shapedTensor(
  source: TensorFile,
  name: string,
  shape: readonly number[],
  axes: string,
): Promise<Float32Array> {
  const found = shapeOf(source, name, shape.length);
  if (found.some((n, i) => n !== shape[i])) {
    throw new SourceError(
      `tensor ${JSON.stringify(name)} has shape [${found.join(", ")}]; expected [${shape.join(", ")}] (${axes})`,
      source.file,
    );
  }
  return finite(await source.numbers(name), name, shape, source.file);
}

/** The numbers, checked. @throws SourceError naming file, tensor, index and value of the first that is not finite. */
export function finite(
  numbers: Float32Array,
  name: string,
  shape: readonly number[],
  file: string,
): Float32Array {
  for (let i = 0; i < numbers.length; i++) {
    if (Number.isFinite(numbers[i])) continue;
    const index: number[] = [];
    let rest = i;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index.unshift(rest % shape[axis]!);
      rest = Math.floor(rest / shape[axis]!);
    }
    throw new SourceError(
      `tensor ${JSON.stringify(name)} is ${numbers[i]} at [${index.join(", ")}]; expected finite numbers`,
      file,
    );
  }
  return numbers;
}
