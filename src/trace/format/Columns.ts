/** Up to {@link CHUNK_ROWS} rows as parallel typed arrays, all of length `rows`. */
export interface Chunk {
  readonly rows: number;
  readonly op: Int32Array;
  readonly frame: Int32Array;
  readonly value: Float64Array;
}

/**
 * The rows of a trace, chunk by chunk. All chunks but the last hold exactly CHUNK_ROWS rows, so row `i` is
 * row `i % CHUNK_ROWS` of chunk `floor(i / CHUNK_ROWS)`. A chunk may be kept packed and unpacked on demand:
 * hold on to one only while you walk over it.
 */
export interface Columns {
  readonly rows: number;
  readonly chunkCount: number;
  chunk(index: number): Chunk;
}
