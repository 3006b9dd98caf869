import { SourceError } from "../../program/SourceError.js";
import type { ScoredText } from "./ScoredText.js";

/**
 * How far two scorings of one text by one tokenizer are apart: the largest difference of a token's log-probability, nats.
 * Infinity where one has a score the other lacks.
 *
 * @throws SourceError where text or tokens differ.
 */
export function scoreDifference(a: ScoredText, b: ScoredText): number {
  if (a.text !== b.text) throw new SourceError("the two scored texts are not the same", "scoreDifference");
  if (a.ids.length !== b.ids.length || a.ids.some((id, token) => id !== b.ids[token]))
    throw new SourceError("the two texts have other tokens", "scoreDifference");
  let most = 0;
  for (const [token, one] of a.logprobs.entries()) {
    const other = b.logprobs[token];
    if (Number.isNaN(one) && Number.isNaN(other)) continue;
    const difference = Math.abs(one - other);
    most = Math.max(most, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return most;
}
