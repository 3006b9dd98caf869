import { SourceError } from "../../program/SourceError.js";
import type { TokenLogprob } from "../sampledScores.js";
import type { LlamaEngine } from "./LlamaEngine.js";
import type { ControlledToken, Token } from "./NodeLlama.js";

/**
 * Log-probabilities of the tokens from `from` on, each given all before it: logit minus the logarithm of the sum of the
 * exponentials of all logits. Only the wanted logits leave llama.cpp; a list of the whole vocabulary for each place would
 * take half a second each.
 *
 * @param from at least 1.
 * @param top alternatives.
 * @throws SourceError where node-llama-cpp is too old to tell logits.
 */
export async function scoreTokens(
  engine: LlamaEngine,
  tokens: readonly Token[],
  from: number,
  top: number,
): Promise<TokenLogprob[]> {
  if (from >= tokens.length) return [];
  const { sequence } = engine;
  const input = tokens.slice(0, -1).map((token, index): ControlledToken => {
    if (index + 1 < from) return token;
    const filter = {
      tokens: [tokens[index + 1]],
      includeMax: true as const,
      ...(top > 0 ? { includeTop: top } : {}),
    };
    return [token, { generateNext: { logits: { filter }, totalLogitWeight: true } }];
  });
  await sequence.clearHistory();
  const output = await sequence.controlledEvaluate(input);
  return tokens.slice(from).map((token, index): TokenLogprob => {
    const { logits, totalLogitWeight } = output[from - 1 + index]?.next ?? {};
    const own = logits?.get(token);
    if (logits === undefined || own === undefined || totalLogitWeight === undefined) {
      throw new SourceError(`${engine.version} tells no logits; 3.22 or newer is needed`, "node-llama-cpp");
    }
    const sorted = [...logits].sort(([, a], [, b]) => b - a);
    const all = sorted[0][1] + Math.log(totalLogitWeight);
    const logprobOf = (logit: number): number => Math.min(0, logit - all);
    return {
      logprob: logprobOf(own),
      top: sorted.slice(0, top).map(([id, logit]) => [id, logprobOf(logit)] as const),
    };
  });
}
