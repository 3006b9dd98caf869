import type { ScoredText } from "../../lens/scored/ScoredText.js";
import type { Completion } from "../Model.js";
import { ProviderError } from "../ProviderError.js";
import { joinScored } from "./joinScored.js";
import { scoredOfTokenScores, type TokenScoresOptions } from "./scoredOfTokenScores.js";

/** What stands before a generated answer. */
export interface CompletionScoresOptions extends Omit<TokenScoresOptions, "generatedFrom"> {
  /**
   * The text the answer follows, so that both stand in one scored text: as it is (one token without a score), or with its
   * own scores. Default: the answer alone.
   */
  readonly prompt?: string | ScoredText;
}

/**
 * A scored text from the tokens a model generated an answer with. `generatedFrom` is the first of them.
 *
 * @throws ProviderError `unsupported` where the completion has no tokens, `malformed` where they are not its text.
 */
export function scoredOfCompletion(
  completion: Pick<Completion, "text" | "tokens">,
  { prompt, ...options }: CompletionScoresOptions = {},
): ScoredText {
  const { text, tokens } = completion;
  if (tokens === undefined)
    throw new ProviderError(
      "unsupported",
      "the completion has no tokens: ask with log-probabilities (--logprobs 5)",
    );
  const answer = scoredOfTokenScores(text, tokens, { ...options, generatedFrom: 0 });
  if (prompt === undefined) return answer;
  const before = typeof prompt === "string" ? scoredOfTokenScores(prompt, [], options) : prompt;
  return joinScored(before, answer);
}
