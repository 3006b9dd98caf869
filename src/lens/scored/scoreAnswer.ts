import { SourceError } from "../../program/SourceError.js";
import type { Answer, AnswerElement } from "../../questions/Question.js";
import type { ScoredText } from "./ScoredText.js";

/** How sure a model was of one element of its answer: a value, a line, a call. */
export interface ElementScore {
  readonly element: AnswerElement;
  /** What the element is about, as far as it says so: node of the program, place in a list of lines, execution of the node. */
  readonly node?: number;
  readonly step?: number;
  readonly occurrence?: number;
  /** Tokens that hold a byte of it, in order, and the share of each one's bytes that does. */
  readonly tokens: readonly number[];
  readonly shares: readonly number[];
  /** Of the bytes of these tokens the part outside of the element, 0..1: a token may hold the blank or comma before it too. */
  readonly outside: number;
  /** Tokens without a probability; they count nowhere. */
  readonly unscored: number;
  /** -Σ share · log2 p. Undefined where no token has a probability, as all below. */
  readonly bits?: number;
  /** -Σ log2 p of all its tokens, as if each were its own: at least `bits`. */
  readonly wholeBits?: number;
  /** Geometric mean and least probability of its tokens; the token with the least. */
  readonly geometricP?: number;
  readonly minP?: number;
  readonly weakest?: number;
}

/**
 * Lays the tokens of an answer on the elements that were read from it, and so on the steps it names: bytes of the completion meet
 * bytes of tokens. Elements may lie in one another (a list and its items), so their bits are not to be added up.
 *
 * @param scored the answer alone, or a text that ends with it (prompt and answer).
 * @param offset byte of the scored text where the completion begins. Default: where the text was generated from, else such that
 * the completion ends the text.
 * @throws SourceError where the scored text does not hold the completion there.
 */
export function scoreAnswer(answer: Answer, scored: ScoredText, offset?: number): ElementScore[] {
  const { completion, elements } = answer;
  const text = Buffer.from(scored.text, "utf8");
  const said = Buffer.from(completion, "utf8");
  const from = scored.generatedFrom === undefined ? undefined : scored.spans.start[scored.generatedFrom];
  const start = [offset, from, text.length - said.length].find(
    at => at !== undefined && at >= 0 && text.subarray(at, at + said.length).equals(said),
  );
  if (start === undefined || (offset !== undefined && start !== offset))
    throw new SourceError(
      `the scored text of ${text.length} bytes does not hold the completion of ${said.length} bytes${offset === undefined ? "" : ` at byte ${offset}`}`,
      `answer to ${answer.question}`,
    );
  return elements.map(element => scoreElement(element, scored, start));
}

function scoreElement(element: AnswerElement, { spans, logprobs }: ScoredText, start: number): ElementScore {
  const from = element.byteStart + start;
  const to = element.byteEnd + start;
  const tokens: number[] = [];
  const shares: number[] = [];
  let inside = 0;
  let all = 0;
  for (
    let token = firstBehind(spans.end, from);
    token < spans.start.length && spans.start[token] < to;
    token++
  ) {
    const length = spans.end[token] - spans.start[token];
    if (spans.special[token] === 1 || length === 0) continue;
    const own = Math.min(spans.end[token], to) - Math.max(spans.start[token], from);
    tokens.push(token);
    shares.push(own / length);
    inside += own;
    all += length;
  }
  const { node, step, occurrence } = element;
  return {
    element,
    ...(node === undefined ? {} : { node }),
    ...(step === undefined ? {} : { step }),
    ...(occurrence === undefined ? {} : { occurrence }),
    tokens,
    shares,
    outside: all === 0 ? 0 : (all - inside) / all,
    ...sums(tokens, shares, logprobs),
  };
}

function sums(
  tokens: readonly number[],
  shares: readonly number[],
  logprobs: Float64Array,
): Pick<ElementScore, "unscored" | "bits" | "wholeBits" | "geometricP" | "minP" | "weakest"> {
  let [bits, whole, count] = [0, 0, 0];
  let weakest: number | undefined;
  for (const [at, token] of tokens.entries()) {
    const logprob = logprobs[token];
    if (Number.isNaN(logprob)) continue;
    bits -= (shares[at] * logprob) / Math.LN2;
    whole -= logprob / Math.LN2;
    count++;
    if (weakest === undefined || logprob < logprobs[weakest]) weakest = token;
  }
  const unscored = tokens.length - count;
  if (weakest === undefined) return { unscored };
  return {
    unscored,
    bits,
    wholeBits: whole,
    geometricP: 2 ** (-whole / count),
    minP: Math.exp(logprobs[weakest]),
    weakest,
  };
}

/** First token that ends behind a byte. */
function firstBehind(ends: Int32Array, byte: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] > byte) high = middle;
    else low = middle + 1;
  }
  return low;
}
