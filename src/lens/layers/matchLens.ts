import { SourceError } from "../../program/SourceError.js";
import type { Aligned } from "../align/Aligned.js";

/**
 * Makes sure that numbers by token and an alignment are of the same tokens; ids that a source of scores does not know (-1)
 * are not compared.
 *
 * @throws SourceError naming both counts, or the first token that differs.
 */
export function matchLens(ids: Int32Array, aligned: Aligned): void {
  const others = aligned.scored.ids;
  if (others.length !== ids.length) {
    throw new SourceError(
      `these are of ${ids.length} tokens, the alignment of ${others.length}: score the text with the same model and the same bos`,
      "aligned",
    );
  }
  const at = ids.findIndex((id, t) => others[t] >= 0 && others[t] !== id);
  if (at >= 0) {
    throw new SourceError(
      `token ${at} is ${ids[at]} here and ${others[at]} in the alignment: they are not of the same text or model`,
      "aligned",
    );
  }
}
