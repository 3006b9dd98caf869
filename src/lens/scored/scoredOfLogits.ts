import { SourceError } from "../../program/SourceError.js";
import type { ByteSpans } from "../tokens/ByteSpans.js";
import { checkDistribution, type LogitValues } from "./checkDistribution.js";
import { FIRST_UNSCORED, lossNote } from "./lossNote.js";
import type { ScoredText } from "./ScoredText.js";
import { scoreRow } from "./scoreRow.js";
import { emptyScores, putScore } from "./TokenScoreArrays.js";

/** A matrix of logits: one row a token, row-major. */
export interface LogitRows {
  readonly data: ArrayLike<number>;
  /** `[tokens, vocabulary]`, or with a batch of one before it. */
  readonly dims: readonly number[];
}

/** How {@link scoredOfLogits} reads its numbers. */
export interface LogitRowsOptions {
  /** What the numbers are. Default `logits`. */
  readonly values?: LogitValues;
  /** Alternatives kept for each token. Default 0. */
  readonly top?: number;
  /** Exact bytes of an id, for the alternatives: `tokenizer.bytes`. Default: none. */
  readonly bytes?: (id: number) => Uint8Array;
  readonly model?: string;
  readonly generatedFrom?: number;
}

/** ln of the smallest number of type float32. */
const LEAST = -104;
const NO_BYTES = new Uint8Array(0);

/**
 * A scored text from the logits a model gave for it: row t - 1 is what it thought of token t, so the first token has none. All
 * of it is computed in double precision; numbers that are no distributions over the vocabulary are refused.
 *
 * @param ids of the tokens, one for each row.
 * @throws SourceError naming row and numbers: shapes that do not fit, an id outside of the vocabulary, entries that are not
 * finite, probabilities in place of logits, and rows that do not sum to 1 (such as those normalised over the wrong axis).
 */
export function scoredOfLogits(
  text: string,
  spans: ByteSpans,
  ids: ArrayLike<number>,
  { data, dims }: LogitRows,
  { values = "logits", top = 0, bytes = () => NO_BYTES, model, generatedFrom }: LogitRowsOptions = {},
): ScoredText {
  const count = ids.length;
  const [rows, size] = dims.slice(-2);
  const shape = dims.join(" × ");
  const fail = (why: string): never => {
    throw new SourceError(why, "logits");
  };
  if (dims.length < 2 || dims.slice(0, -2).some(each => each !== 1) || data.length !== rows * size)
    fail(`${data.length} numbers in the shape ${shape} are no [tokens, vocabulary]`);
  if (rows !== count || spans.start.length !== count)
    fail(
      `${rows} rows (${shape}), ${count} ids and ${spans.start.length} spans: there must be one of each a token`,
    );
  for (let token = 0; token < count; token++)
    if (!(ids[token] >= 0 && ids[token] < size))
      fail(
        `token ${token} has id ${ids[token]}, the rows have ${size} entries: the tokenizer is another model's`,
      );
  checkDistribution(data, rows, size, values);
  const logits =
    values === "logits"
      ? data
      : // A probability that was too small for its type is the smallest there is, not 0.
        Float64Array.from(data, x => Math.max(values === "logprobs" ? x : Math.log(x), LEAST));
  const scores = emptyScores(count);
  for (let token = 1; token < count; token++) {
    if (spans.special[token] === 1) continue;
    putScore(scores, token, scoreRow(logits, (token - 1) * size, size, ids[token], top), bytes);
  }
  const loss = lossNote(scores.logprobs, size);
  const first = count > 0 && spans.special[0] === 0;
  return {
    text,
    spans,
    ids: Int32Array.from(ids),
    ...scores,
    ...(model === undefined ? {} : { model }),
    vocabulary: size,
    ...(generatedFrom === undefined ? {} : { generatedFrom }),
    notes: [...(first ? [FIRST_UNSCORED] : []), ...(loss === undefined ? [] : [loss])],
  };
}
