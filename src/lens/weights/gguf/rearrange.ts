/** What llama.cpp's converter did to a tensor of a Hugging Face model, to be undone. */
export type Rearranged =
  /** Rows of each of `heads` heads interleave the two halves that rotary embedding pairs (llama). */
  | { readonly kind: "rotary"; readonly heads: number }
  /** Rows are all queries, all keys, all values; transformers keeps the three of a head together (gptneox). */
  | { readonly kind: "three"; readonly heads: number }
  /** Rows and columns are exchanged (GPT-2's Conv1D). */
  | { readonly kind: "transposed" }
  /** 1 was added (norms of Gemma). */
  | { readonly kind: "plusOne" };

/**
 * Numbers of a tensor as transformers has them.
 *
 * @param shape of the result, rows first; a vector has rows of one number
 */
export function rearrange(from: Float32Array, shape: readonly number[], how: Rearranged): Float32Array {
  if (how.kind === "plusOne") {
    for (let i = 0; i < from.length; i++) from[i]! -= 1;
    return from;
  }
  const rows = shape[0]!;
  const columns = shape[1] ?? 1;
  const out = new Float32Array(from.length);
  if (how.kind === "transposed") {
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) out[r * columns + c] = from[c * rows + r]!;
    }
    return out;
  }
  const source = how.kind === "rotary" ? rotaryRow : threeRow;
  for (let row = 0; row < rows; row++) {
    const at = source(row, rows / how.heads, how.heads) * columns;
    out.set(from.subarray(at, at + columns), row * columns);
  }
  return out;
}

/** Row of the file that is row `row` of transformers; `width` rows to a head. */
function rotaryRow(row: number, width: number): number {
  const within = row % width;
  const half = width / 2;
  return row - within + 2 * (within % half) + (within < half ? 0 : 1);
}

function threeRow(row: number, width: number, heads: number): number {
  const head = Math.floor(row / width);
  const dHead = width / 3;
  const part = Math.floor((row % width) / dHead);
  return part * heads * dHead + head * dHead + (row % dHead);
}
