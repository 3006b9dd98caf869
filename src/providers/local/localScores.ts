import { scoreLocal } from "../../lens/scored/scoreLocal.js";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import type { ScoreTextOptions } from "../Model.js";
import { tokenScore } from "../sampledScores.js";
import type { TokenScore } from "../TokenScore.js";
import { tooLong } from "./localFault.js";
import { localIds, tokenTexts } from "./localTokens.js";

/**
 * Log-probabilities of the tokens of a text, which cover it without a gap.
 *
 * @throws ProviderError for a text that does not fit the context.
 */
export async function localScores(
  model: LocalModel,
  path: string,
  text: string,
  { top = 0, signal }: ScoreTextOptions = {},
): Promise<TokenScore[]> {
  if (text === "") return [];
  const { length } = localIds(model, text);
  if (length > model.config.context) throw tooLong(length, model.config.context, path);
  const scored = await scoreLocal(model, text, { top, marks: true, signal });
  const { ids, spans, logprobs, alternatives } = scored;
  const texts = tokenTexts(model);
  return Array.from(ids, (id, index): TokenScore => {
    const logprob = logprobs[index];
    const found = (alternatives?.[index] ?? []).map(other => [other.id as number, other.logprob] as const);
    return tokenScore(
      texts,
      id,
      { byteStart: spans.start[index], byteEnd: spans.end[index] },
      Number.isNaN(logprob) ? undefined : { logprob, top: found },
    );
  });
}
