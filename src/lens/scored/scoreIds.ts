import type { KeyValueCache, LocalModel } from "../session/LocalModel.js";
import { scoreRow } from "./scoreRow.js";
import { type ScoringWindow, scoringWindows, type WindowOptions } from "./scoringWindows.js";
import { emptyScores, putScore, type TokenScoreArrays } from "./TokenScoreArrays.js";

/** How tokens are scored by a local model. */
export interface ScoreIdsOptions extends WindowOptions {
  /** Alternatives kept for each token. Default 0. */
  readonly top?: number;
  /** Id that stands before the first token in every window, and is not scored itself; undefined for none. */
  readonly bos?: number;
  /** Id the text itself begins with, which stands before the first token of every later window too. */
  readonly lead?: number;
  /** Token from which on scores are wanted; those before are only seen. Default 0. */
  readonly from?: number;
  readonly signal?: AbortSignal;
  /** Called after each part of a run. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

const NO_BYTES = new Uint8Array(0);
/** Logits held at a time, numbers: 64 MiB. */
const MOST_LOGITS = 2 ** 24;
/** Tokens of one call of the model. */
const LONGEST_PART = 512;

/**
 * Scores every token of a text, each given all before it in its window. The model runs part by part over its key/value cache, so
 * that never more than 64 MiB of logits are held, however long the text.
 *
 * @returns arrays with one entry per id, and the window of each; entries before `from` are empty.
 */
export async function scoreIds(
  model: LocalModel,
  ids: ArrayLike<number>,
  options: ScoreIdsOptions = {},
): Promise<{ readonly scores: TokenScoreArrays; readonly windows: readonly ScoringWindow[] }> {
  const { bos, lead, from = 0, signal, onProgress } = options;
  const scores = emptyScores(ids.length);
  const begin = bos ?? lead;
  const { context } = model.config;
  // A text that begins with it and fits as it is needs no place for it.
  const taken = bos !== undefined || (lead !== undefined && ids.length > context) ? 1 : 0;
  const windows = scoringWindows(ids.length, context - taken, options);
  const put = scorer(model, ids, scores, options);
  for (const { start, score, end } of windows) {
    if (end <= from || end === start) continue;
    const before = begin === undefined || (bos === undefined && start === 0) ? [] : [begin];
    // Row i of a run tells of the token behind it; the last token tells of none that is here.
    const seen = [...before, ...Array.from({ length: end - start }, (_, i) => ids[start + i])].slice(0, -1);
    const first = Math.max(0, Math.max(score, from) - start + before.length - 1);
    let cache: KeyValueCache | undefined;
    for (let at = 0; at < seen.length; ) {
      signal?.throwIfAborted();
      const wanted = at >= first;
      const until = wanted ? seen.length : first;
      const next = Math.min(until, at + (wanted ? partOf(model) : LONGEST_PART));
      const result = await model.run(seen.slice(at, next), {
        logits: wanted ? "all" : "none",
        keepCache: next < seen.length,
        ...(cache === undefined ? {} : { cache }),
        ...(signal === undefined ? {} : { signal }),
      });
      cache = result.cache;
      if (wanted && result.logits !== undefined)
        put(result.logits.data, at - before.length + 1 + start, next - at);
      at = next;
      if (wanted) onProgress?.({ done: start + at - before.length + 1, total: ids.length });
    }
  }
  return { scores, windows };
}

function partOf({ config }: LocalModel): number {
  return Math.max(1, Math.min(LONGEST_PART, Math.floor(MOST_LOGITS / config.vocabulary)));
}

/** Scores tokens `first`, `first + 1`, … by rows that tell of them. */
function scorer(
  { config, tokenizer }: LocalModel,
  ids: ArrayLike<number>,
  scores: TokenScoreArrays,
  { top = 0 }: ScoreIdsOptions,
): (logits: Float32Array, first: number, rows: number) => void {
  const size = config.vocabulary;
  // Rows that pad the embedding stand for no token.
  const bytes = (id: number): Uint8Array => (tokenizer.has(id) ? tokenizer.bytes(id) : NO_BYTES);
  return (logits, first, rows) => {
    for (let row = 0; row < rows; row++) {
      const id = ids[first + row];
      if (!tokenizer.isSpecial(id))
        putScore(scores, first + row, scoreRow(logits, row * size, size, id, top), bytes);
    }
  };
}
