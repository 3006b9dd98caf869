import type { GeneratedText } from "../../lens/decode/GeneratedText.js";
import type { TokenLogprob } from "../sampledScores.js";

/** What the model thought of each token it wrote; undefined where that was not asked for. */
export function logprobsOf({ alternatives, logprobs }: GeneratedText): readonly TokenLogprob[] | undefined {
  return alternatives?.map((list, index) => ({
    logprob: (logprobs as Float64Array)[index],
    top: list.map(({ id, logprob }) => [id as number, logprob] as const),
  }));
}
