/**
 * A model that is worse than one that knows nothing: most often tokens and rows of logits are shifted against each other, or
 * weights and tokenizer belong to different models.
 *
 * @returns undefined where the mean loss is at most the logarithm of the vocabulary, or nothing was scored.
 */
export function lossNote(logprobs: Float64Array, vocabulary: number): string | undefined {
  let sum = 0;
  let count = 0;
  for (const logprob of logprobs) {
    if (Number.isNaN(logprob)) continue;
    sum -= logprob;
    count++;
  }
  const mean = sum / count;
  const most = Math.log(vocabulary);
  if (!(mean > most)) return undefined;
  return `The mean loss of ${mean.toFixed(2)} nats over ${count} tokens is above ln ${vocabulary} = ${most.toFixed(2)}, that of a model that knows nothing: tokens and logits may be shifted against each other, or model and tokenizer do not belong together.`;
}

/** What is said of a first token nothing stands before. */
export const FIRST_UNSCORED = "The first token has no probability: nothing stands before it.";
