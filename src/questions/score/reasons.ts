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
  /** wrong: input (a call that gives another value is "different value" or "different type") */
  "throws",
  "limit reached",
  "never settles",
  "cannot be run",
  /** wrong: state (`not executed` is an end) */
  "value instead of an end",
  "end instead of a value",
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
  /** wrong: definition (a wrong line is "different line") */
  "different count",
  "line instead of the parameter",
  "parameter instead of a line",
  /** wrong: branch */
  "says it holds",
  "says it does not hold",
  /** wrong: iterations */
  "too few rounds",
  "too many rounds",
  /** wrong: alias */
  "says the same object",
  "says different objects",
  /** unparsed */
  "empty",
  "no answer found",
  "not one expression",
  "not a literal",
  "unknown word",
  "not a list of lines",
  "not a number",
  "not a line and a count",
  "not a call",
  "other function",
  "argument not allowed",
  "truncated",
  /** refused */
  "refused",
  /** error: the model gave no completion */
  "model error",
] as const;

/** One of {@link VERDICT_REASONS}. */
export type VerdictReason = (typeof VERDICT_REASONS)[number];
