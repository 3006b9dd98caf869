/** Numbers that go into a run. */
export interface Feed {
  readonly type: "int32" | "int64" | "float32" | "bool";
  readonly data: Int32Array | BigInt64Array | Float32Array | Uint8Array;
  readonly dims: readonly number[];
}

/** By the name of the graph's input; only those a graph has are made. */
export type Feeds = Map<string, () => Feed>;
