import type { PickleTensor, PickleValue } from "./PickleValue.js";

/** What `torch.save` or `pickle.dump` wrote: its value, with tensors that are not read yet. */
export interface TorchFile {
  readonly file: string;
  readonly value: PickleValue;
  /**
   * Numbers of one of its tensors as float32, row-major.
   *
   * @throws SourceError naming file and storage where it is damaged or too short.
   */
  numbers(tensor: PickleTensor): Promise<Float32Array>;
}
