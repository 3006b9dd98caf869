import { SourceError } from "../../program/SourceError.js";
import type { LocalModel } from "../session/LocalModel.js";
import { checkDecodingOptions, type DecodingOptions } from "./DecodingOptions.js";
import { decodeTokens, type Source } from "./decodeTokens.js";
import type { GeneratedText } from "./GeneratedText.js";
import { promptIds } from "./promptIds.js";
import { TextReader } from "./TextReader.js";

const WHO = "contrast";

/** How two models are set against each other. */
export interface ContrastOptions extends DecodingOptions {
  /** Share of the expert's likeliest token that a token must have from the expert, 0 to 1. Default 0.1. */
  readonly alpha?: number;
  /** Weight of the amateur, from 0. Default 1. */
  readonly beta?: number;
  /** What the amateur's logits are divided by, above 0. Default 1. */
  readonly amateurTemperature?: number;
}

/**
 * Scores of contrastive decoding (Li et al. 2022, arXiv 2210.15097, equations 2 and 3): for each token x of
 * V_head = {x : p_expert(x) ≥ α · max p_expert},
 *
 *     score(x) = log p_expert(x) − β · log p_amateur(x),
 *
 * and −∞ for all others. β = 1 is the paper's; 0 leaves the expert alone with its mask. The form
 * (1 + β')·expert − β'·amateur of O'Brien and Lewis (arXiv 2309.09117) chooses the same token greedily for β = β'/(1 + β').
 *
 * @param expert logits, by id.
 * @param amateur logits, of the same tokens.
 */
export function contrastScores(
  expert: ArrayLike<number>,
  amateur: ArrayLike<number>,
  { alpha = 0.1, beta = 1, amateurTemperature = 1 }: ContrastOptions = {},
): Float64Array {
  const size = Math.min(expert.length, amateur.length);
  const tempered =
    amateurTemperature === 1 ? amateur : Float64Array.from(amateur, logit => logit / amateurTemperature);
  const [all, allOther] = [logSumExp(expert), logSumExp(tempered)];
  let most = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < size; id++) if (expert[id] > most) most = expert[id];
  const least = most + Math.log(alpha);
  const scores = new Float64Array(expert.length).fill(Number.NEGATIVE_INFINITY);
  for (let id = 0; id < size; id++) {
    if (!(expert[id] >= least)) continue;
    scores[id] = expert[id] - all - (beta === 0 ? 0 : beta * (tempered[id] - allOther));
  }
  return scores;
}

/**
 * Contrastive decoding: goes on from a prompt with what an expert says and an amateur does not, see {@link contrastScores}.
 * Log-probabilities are the expert's.
 *
 * @throws SourceError where the two have different tokenizers, naming both hashes, and as `generate`.
 */
export async function contrast(
  expert: LocalModel,
  amateur: LocalModel,
  prompt: ArrayLike<number>,
  options: ContrastOptions = {},
): Promise<GeneratedText> {
  const { alpha = 0.1, beta = 1, amateurTemperature = 1, signal } = options;
  checkDecodingOptions(options, expert.tokenizer.size, WHO);
  const fail = (name: string, expected: string, value: number): never => {
    throw new SourceError(`expected ${expected}, got ${value}`, `${WHO}: ${name}`);
  };
  if (!(alpha >= 0 && alpha <= 1)) fail("alpha", "a number from 0 to 1", alpha);
  if (!(beta >= 0 && Number.isFinite(beta))) fail("beta", "a number from 0", beta);
  if (!(amateurTemperature > 0)) fail("amateurTemperature", "a number above 0", amateurTemperature);
  const [own, other] = [expert.tokenizer.hash, amateur.tokenizer.hash];
  if (own !== other)
    throw new SourceError(
      `${expert.name} and ${amateur.name} have different tokenizers (${own.slice(0, 12)}…, ${other.slice(0, 12)}…): their ids do not mean the same`,
      WHO,
    );
  const ids = promptIds(expert, prompt, WHO);
  promptIds(amateur, prompt, WHO);
  const readers = [new TextReader(expert), new TextReader(amateur)] as const;
  const source: Source = {
    tokenizer: expert.tokenizer,
    context: Math.min(expert.config.context, amateur.config.context),
    readsLast: false,
    async read(tokens) {
      // One after the other: each uses all threads.
      const { logits } = await readers[0].read(tokens, { signal });
      const { logits: others } = await readers[1].read(tokens, { signal });
      return { logits, scores: contrastScores(logits, others, { alpha, beta, amateurTemperature }) };
    },
  };
  return decodeTokens(source, ids, ids.length, options);
}

/** Natural logarithm of the sum of the exponentials. */
function logSumExp(logits: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) if (logits[i] > most) most = logits[i];
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i] - most);
  return most + Math.log(sum);
}
