import { SourceError } from "../../program/SourceError.js";

/** A run over a part of a text: tokens `[start, end)` are seen, those from `score` on are scored. */
export interface ScoringWindow {
  readonly start: number;
  readonly score: number;
  readonly end: number;
}

/** How a text that is longer than a model's context is cut. */
export interface WindowOptions {
  /** Tokens one run may see, at most the context. Default: the context. */
  readonly window?: number;
  /** Tokens newly scored by each further run, 1 .. window - 1: each has at least `window - stride` before it. Default: half of the window. */
  readonly stride?: number;
}

/**
 * Overlapping windows in which each token is scored once. The first scores all of its tokens, each further one the next
 * `stride`.
 *
 * @param count of tokens, without the one of the beginning.
 * @param context positions the model was trained on, less those something else takes in every run.
 * @throws SourceError naming option and numbers.
 */
export function scoringWindows(count: number, context: number, options: WindowOptions = {}): ScoringWindow[] {
  const { window = context } = options;
  const { stride = Math.max(1, Math.floor(window / 2)) } = options;
  const fail = (option: string, why: string): never => {
    throw new SourceError(why, option);
  };
  if (!Number.isSafeInteger(window) || window < 2 || window > context)
    fail("window", `expected 2 to ${context} tokens (the model's context), got ${window}`);
  if (!Number.isSafeInteger(stride) || stride < 1 || stride >= window)
    fail("stride", `expected 1 to ${window - 1} tokens (a window less one), got ${stride}`);
  const windows: ScoringWindow[] = [];
  for (let score = 0; score < count || windows.length === 0; ) {
    const end = Math.min(count, windows.length === 0 ? window : score + stride);
    windows.push({ start: windows.length === 0 ? 0 : Math.max(0, end - window), score, end });
    score = end;
    if (count === 0) break;
  }
  return windows;
}
