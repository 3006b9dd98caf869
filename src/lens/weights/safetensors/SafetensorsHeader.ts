/** Bytes of one number of each type that safetensors files hold. */
export const SAFETENSORS_BYTES = {
  F64: 8,
  I64: 8,
  U64: 8,
  F32: 4,
  I32: 4,
  U32: 4,
  F16: 2,
  BF16: 2,
  I16: 2,
  U16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I8: 1,
  U8: 1,
  BOOL: 1,
} as const;

/** Type of numbers, as safetensors files name it. */
export type SafetensorsType = keyof typeof SAFETENSORS_BYTES;

/** A tensor of a safetensors file, not read. */
export interface SafetensorsEntry {
  readonly type: SafetensorsType;
  readonly shape: readonly number[];
  /** Bytes from the start of the file, and how many. */
  readonly offset: number;
  readonly bytes: number;
}

/** What a safetensors file says about itself. */
export interface SafetensorsHeader {
  /** By name, in the order of their data. */
  readonly tensors: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
  /** Of the whole file, bytes. */
  readonly size: number;
}
