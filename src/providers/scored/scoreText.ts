import type { ScoredText } from "../../lens/scored/ScoredText.js";
import { type ScoreLocalOptions, scoreLocal } from "../../lens/scored/scoreLocal.js";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import type { LanguageModel } from "../Model.js";
import { requireCan } from "../requireCan.js";
import { scoredOfTokenScores } from "./scoredOfTokenScores.js";

/** Options of {@link scoreText}; those besides `top` and `signal` are for local models only. */
export type ScoreTextWith = ScoreLocalOptions & {
  /** Size of a server's vocabulary, where known, to check its scores against. */
  readonly vocabulary?: number;
};

/**
 * What a model thinks of each token of a text, in one type whatever the model is: a local one is run here, and gives ranks and
 * entropies too (a `local:` model as well as an opened one); a server is asked for the log-probabilities of the prompt's tokens.
 *
 * @throws SourceError where the model cannot score texts; ProviderError where the server fails.
 */
export async function scoreText(
  model: (LanguageModel & { readonly local?: LocalModel }) | LocalModel,
  text: string,
  options: ScoreTextWith = {},
): Promise<ScoredText> {
  if ("run" in model) return scoreLocal(model, text, options);
  if (model.local !== undefined) return scoreLocal(model.local, text, options);
  requireCan(model, { promptLogprobs: true });
  const { top = 0, signal, vocabulary, generatedFrom } = options;
  const tokens = await model.score?.(text, { top, ...(signal === undefined ? {} : { signal }) });
  return scoredOfTokenScores(text, tokens ?? [], {
    model: model.name,
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(generatedFrom === undefined ? {} : { generatedFrom }),
  });
}
