import { SourceError } from "../../program/SourceError.js";

/** What the numbers of a matrix [tokens, vocabulary] are. */
export type LogitValues = "logits" | "logprobs" | "probabilities";

/** How far the probabilities of a row may sum to something else than 1: rows of bfloat16 do by a hundredth. */
const TOLERANCE = 0.02;

/**
 * Holds numbers to what they are said to be. Logits may be any numbers, but not probabilities: normalised once more these would
 * give a text that looks almost uniform. (ASTxplainer's published scores were normalised over the wrong axis.)
 *
 * @throws SourceError naming the row and its sum.
 */
export function checkDistribution(
  data: ArrayLike<number>,
  rows: number,
  size: number,
  values: LogitValues,
): void {
  const fail = (why: string): never => {
    throw new SourceError(why, "logits");
  };
  if (rows === 0) return;
  const of = (x: number): number => (values === "logprobs" ? Math.exp(x) : x);
  const sums = new Float64Array(rows);
  const columns = new Float64Array(size);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0, i = 0; row < rows; row++) {
    for (let id = 0; id < size; id++, i++) {
      const p = of(data[i]);
      sums[row] += p;
      columns[id] += p;
      if (p < low) low = p;
      if (p > high) high = p;
    }
  }
  const likeProbabilities = low >= 0 && high <= 1 + TOLERANCE;
  const columnwise = rows > 1 && likeProbabilities && columns.every(isOne);
  if (columnwise && !sums.every(isOne))
    fail(
      `the ${size} columns sum to 1, the ${rows} rows do not (row 0: ${sums[0].toPrecision(4)}): they were normalised over the tokens, not over the vocabulary`,
    );
  if (values === "logits") {
    if (likeProbabilities && sums.every(isOne))
      fail('every row sums to 1: these are probabilities; give { values: "probabilities" }');
    return;
  }
  const wrong = sums.findIndex(sum => !isOne(sum));
  if (wrong >= 0)
    fail(
      `the probabilities of row ${wrong} sum to ${sums[wrong].toPrecision(4)}, not to 1 over ${size} tokens`,
    );
}

function isOne(sum: number): boolean {
  return Math.abs(sum - 1) <= TOLERANCE;
}
