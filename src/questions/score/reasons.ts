/** Why a verdict is what it is. The list is closed; `unparsed` and `refused` verdicts give a {@link ParseFailure}. */
export const VERDICT_REASONS = [
  /** right */
  "match",
  /** wrong: values */
  "different type",
  "different value",
  "value instead of an error",
  "error instead of a value",
  "different error",
  /** wrong: coverage */
  "says executed",
  "says not executed",
  /** wrong: path */
  "different line",
  "line instead of an end",
  "end instead of a line",
  "different end",
  /** wrong: lines */
  "different lines",
  "stops early",
  "goes on too long",
  /** unparsed */
  "empty",
  "no answer found",
  "not one expression",
  "not a literal",
  "unknown word",
  "not a list of lines",
  "truncated",
  /** refused */
  "refused",
  /** error: the model gave no completion */
  "model error",
] as const;

/** One of {@link VERDICT_REASONS}. */
export type VerdictReason = (typeof VERDICT_REASONS)[number];
