import { SourceError } from "../../program/SourceError.js";
import type { ModelConfig } from "../weights/ModelConfig.js";
import type { Tokenizer } from "./Tokenizer.js";

/** Rows of an embedding that stand for no token: they pad its size to a multiple of 128 or so. */
const MOST_PADDING = 1024;

/**
 * Refuses a tokenizer that cannot be the model's. One id may be above the embedding only if it is a mark (Gemma 3's text models
 * have one for pictures).
 *
 * @throws SourceError naming the numbers.
 */
export function checkTokenizer(
  tokenizer: Tokenizer,
  config: Pick<ModelConfig, "vocabulary">,
  source: string,
): void {
  const { size } = tokenizer;
  const { vocabulary } = config;
  const fail = (why: string): never => {
    throw new SourceError(
      `the tokenizer has ${size} tokens and the embedding ${vocabulary} rows: ${why}; it is another model's`,
      source,
    );
  };
  for (let id = vocabulary; id < size; id++)
    if (tokenizer.has(id) && !tokenizer.isSpecial(id))
      fail(`token ${id} (${JSON.stringify(tokenizer.show(id))}) has none`);
  if (vocabulary - size > MOST_PADDING) fail(`${vocabulary - size} rows have no token`);
}
