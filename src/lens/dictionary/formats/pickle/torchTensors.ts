import { SourceError } from "../../../../program/SourceError.js";
import type { TensorFile, TensorInfo } from "../tensors/TensorFile.js";
import { PickleTensor, type PickleValue } from "./PickleValue.js";
import type { TorchFile } from "./TorchFile.js";

/**
 * A dictionary of tensors (`state_dict`) as tensors by name.
 *
 * @throws SourceError naming file and key of what is no tensor.
 */
export function torchTensors(source: TorchFile, value: PickleValue | undefined, what: string): TensorFile {
  const { file } = source;
  if (!(value instanceof Map)) throw new SourceError(`${what} is no dictionary of tensors`, file);
  const found = new Map<string, PickleTensor>();
  const tensors = new Map<string, TensorInfo>();
  for (const [name, tensor] of value) {
    if (typeof name !== "string" || !(tensor instanceof PickleTensor)) {
      throw new SourceError(`${what}: ${JSON.stringify(String(name))} is no tensor`, file);
    }
    found.set(name, tensor);
    tensors.set(name, { type: tensor.storage.type, shape: tensor.shape });
  }
  return {
    file,
    tensors,
    numbers: async name => {
      const tensor = found.get(name);
      if (!tensor) throw new SourceError(`has no tensor ${JSON.stringify(name)}`, file);
      return await source.numbers(tensor);
    },
  };
}
