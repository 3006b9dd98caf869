import { SourceError } from "../../../program/SourceError.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";

/** Consecutive texts that are run together. */
export interface TextBatch {
  /** First token in the corpus. */
  readonly from: number;
  readonly texts: readonly Int32Array[];
}

/** Tokens of a batch, unless one text alone has more. */
const TOKENS = 2048;

/**
 * Texts of a corpus in batches, from the one that begins at a token. Where batches are cut depends on the corpus alone, so that a build
 * goes on as it began.
 *
 * @throws SourceError where no text begins at the token.
 */
export function* textBatches({ start, ids, texts }: FeatureCorpus, fromToken: number): Iterable<TextBatch> {
  let text = start.indexOf(fromToken);
  if (text < 0) throw new SourceError(`no text begins at token ${fromToken}`, "corpus");
  while (text < texts.length) {
    const first = text;
    do text++;
    while (text < texts.length && start[text + 1] - start[first] <= TOKENS);
    yield {
      from: start[first],
      texts: Array.from({ length: text - first }, (_, i) =>
        ids.subarray(start[first + i], start[first + i + 1]),
      ),
    };
  }
}
