import type { Aligned, AlignedSource } from "../../align/Aligned.js";
import { align } from "../../align/align.js";
import type { ByteSpans } from "../../tokens/ByteSpans.js";

/**
 * Lays the tokens of a text on the nodes of the program it shows, without scores.
 *
 * @param source the program; `pieces` say where it stands, where the text is more than it.
 */
export function alignText(
  source: AlignedSource,
  text: string,
  ids: ArrayLike<number>,
  spans: ByteSpans,
): Aligned {
  const logprobs = new Float64Array(ids.length).fill(Number.NaN);
  return align(source, { text, spans, ids: Int32Array.from(ids), logprobs });
}
