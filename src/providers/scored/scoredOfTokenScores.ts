import { FIRST_UNSCORED, lossNote } from "../../lens/scored/lossNote.js";
import type { ScoredText, TokenAlternative } from "../../lens/scored/ScoredText.js";
import type { TokenScore } from "../TokenScore.js";
import { byteBorders } from "./byteBorders.js";
import { logprobOf } from "./logprobOf.js";

/** What is known about scores besides their tokens. */
export interface TokenScoresOptions {
  /** Model that gave them, as `--model` names it. */
  readonly model?: string;
  /** Size of its vocabulary, where known. */
  readonly vocabulary?: number;
  /** Token from which on the text was generated. */
  readonly generatedFrom?: number;
}

/**
 * A scored text from the tokens any server gave for it: a prompt's log-probabilities (vLLM, SGLang, llama.cpp), or the tokens of an
 * answer. What a server leaves open is said in `notes`, token by token in `bounded`.
 *
 * @throws ProviderError `malformed` naming token and byte where spans overlap, leave bytes out or do not fit the text.
 */
export function scoredOfTokenScores(
  text: string,
  tokens: readonly TokenScore[],
  { model, vocabulary, generatedFrom }: TokenScoresOptions = {},
): ScoredText {
  const { start, end, guessed, filled } = byteBorders(text, tokens);
  const at = filled.before > 0 ? 1 : 0;
  const count = start.length;
  const ids = new Int32Array(count).fill(-1);
  const logprobs = new Float64Array(count).fill(Number.NaN);
  const ranks = new Int32Array(count);
  const bounded = new Uint8Array(count);
  const alternatives: TokenAlternative[][] = Array.from({ length: count }, () => []);
  for (const [index, token] of tokens.entries()) {
    const { top = [], id = -1 } = token;
    const score = logprobOf(token);
    ids[at + index] = id;
    logprobs[at + index] = score.logprob;
    bounded[at + index] = score.bounded ? 1 : 0;
    ranks[at + index] = score.rank;
    alternatives[at + index] = top.map(({ text: other, id: its, logprob }) => ({
      ...(its === undefined ? {} : { id: its }),
      bytes: Buffer.from(other, "utf8"),
      logprob: Math.min(0, logprob),
    }));
  }
  const bounds = bounded.reduce((sum, each) => sum + each, 0);
  const loss = vocabulary === undefined ? undefined : lossNote(logprobs, vocabulary);
  const first = tokens.length > 0 && Number.isNaN(logprobs[at]) && tokens[0].byteStart === 0;
  const half = alternatives.some(list => list.some(({ bytes }) => Buffer.from(bytes).includes("\uFFFD")));
  const trimmed = filled.before + filled.after;
  const notes = [
    ...(first ? [FIRST_UNSCORED] : []),
    ...(bounds === 0
      ? []
      : [
          `Of ${bounds} of ${tokens.length} tokens the server told only that others were likelier: their log-probabilities are bounds from above.`,
        ]),
    ...(trimmed === 0 || tokens.length === 0
      ? []
      : [`${trimmed} bytes at the ends of the text have no token: the model was not shown them.`]),
    ...(guessed === 0
      ? []
      : [
          `The server gave no bytes of ${guessed} tokens that are parts of characters; their borders inside the characters are guesses.`,
        ]),
    ...(half
      ? ["Alternatives that are parts of characters are shown as U+FFFD: the server gave no bytes."]
      : []),
    ...(loss === undefined ? [] : [loss]),
  ];
  return {
    text,
    spans: { start, end, special: new Uint8Array(count) },
    ids,
    logprobs,
    ranks,
    alternatives,
    ...(bounds === 0 ? {} : { bounded }),
    ...(model === undefined ? {} : { model }),
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(generatedFrom === undefined ? {} : { generatedFrom: generatedFrom + at }),
    notes,
  };
}
