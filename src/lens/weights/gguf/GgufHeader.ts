/** A value of a GGUF file's metadata; whole numbers too large for a double stay bigint. */
export type GgufValue = number | bigint | boolean | string | readonly GgufValue[];

/** A tensor of a GGUF file, not read. */
export interface GgufEntry {
  /** llama.cpp's name (`blk.0.attn_q.weight`). */
  readonly name: string;
  /** ggml's name of the type, lower case. */
  readonly type: string;
  /** Rows first: ggml's dimensions backwards. */
  readonly shape: readonly number[];
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Undefined for types there is no reader for. */
  readonly bytes: number | undefined;
}

/** What a GGUF file says about itself. */
export interface GgufHeader {
  readonly file: string;
  readonly version: number;
  readonly metadata: ReadonlyMap<string, GgufValue>;
  /** By llama.cpp's name, in the order of the file. */
  readonly tensors: ReadonlyMap<string, GgufEntry>;
  /** Of the whole file, bytes. */
  readonly size: number;
}
