import type { TensorType } from "../Weights.js";

/** How ggml stores numbers: so many in a block of so many bytes. */
export interface GgmlType {
  /** In lower case, as in {@link TensorType} where it can be read. */
  readonly name: string;
  readonly numbers: number;
  readonly bytes: number;
}

/** ggml's types by number (enum ggml_type); those without a size are known by name only. */
const TYPES: ReadonlyMap<number, GgmlType | string> = new Map<number, GgmlType | string>([
  [0, { name: "f32", numbers: 1, bytes: 4 }],
  [1, { name: "f16", numbers: 1, bytes: 2 }],
  [2, { name: "q4_0", numbers: 32, bytes: 18 }],
  [3, { name: "q4_1", numbers: 32, bytes: 20 }],
  [6, { name: "q5_0", numbers: 32, bytes: 22 }],
  [7, { name: "q5_1", numbers: 32, bytes: 24 }],
  [8, { name: "q8_0", numbers: 32, bytes: 34 }],
  [12, { name: "q4_k", numbers: 256, bytes: 144 }],
  [13, { name: "q5_k", numbers: 256, bytes: 176 }],
  [14, { name: "q6_k", numbers: 256, bytes: 210 }],
  [30, { name: "bf16", numbers: 1, bytes: 2 }],
  [9, "q8_1"],
  [10, "q2_k"],
  [11, "q3_k"],
  [15, "q8_k"],
  [16, "iq2_xxs"],
  [17, "iq2_xs"],
  [18, "iq3_xxs"],
  [19, "iq1_s"],
  [20, "iq4_nl"],
  [21, "iq3_s"],
  [22, "iq2_s"],
  [23, "iq4_xs"],
  [24, "i8"],
  [25, "i16"],
  [26, "i32"],
  [27, "i64"],
  [28, "f64"],
  [29, "iq1_m"],
  [34, "tq1_0"],
  [35, "tq2_0"],
  [39, "mxfp4"],
  [40, "nvfp4"],
]);

/** Type with ggml's number; a name alone where there is no reader for it. */
export function ggmlType(number: number): GgmlType | string {
  return TYPES.get(number) ?? String(number);
}

/** Sizes of a type that can be read. */
export function blockOf(type: TensorType): GgmlType {
  for (const entry of TYPES.values()) if (typeof entry !== "string" && entry.name === type) return entry;
  throw new Error(`no ggml type ${type}`);
}
