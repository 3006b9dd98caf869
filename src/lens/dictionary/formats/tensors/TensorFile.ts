import type { SafetensorsType } from "../../../weights/safetensors/SafetensorsHeader.js";

/** A tensor of a file, not read. Types of every kind of file go by safetensors' names. */
export interface TensorInfo {
  readonly type: SafetensorsType;
  readonly shape: readonly number[];
}

/** Tensors of a file of any kind by name: nothing but its directory has been read. */
export interface TensorFile {
  /** Path as it was given, for messages. */
  readonly file: string;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  /**
   * The numbers of a tensor as float32, row-major.
   *
   * @throws SourceError naming file and tensor where there is none of this name, or it is damaged.
   */
  numbers(name: string): Promise<Float32Array>;
  /**
   * `count` numbers of a tensor, row-major, from number `from` on, read by offset; absent for files whose tensors must be read
   * whole.
   *
   * @throws SourceError as {@link numbers}.
   */
  part?(name: string, from: number, count: number): Promise<Float32Array>;
}
