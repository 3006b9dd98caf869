/** What an answer came to, for a score that is more than true or false. */
export type CruxevalVerdict = "right" | "wrong" | "unparsed" | "refused" | "error" | "skipped";

/** Why a generation got its verdict, with the verdict each gives. The list is closed. */
export const CRUXEVAL_REASONS = {
  // What both profiles can come to.
  raises: "error",
  "step limit": "error",
  "time limit": "error",
  "memory limit": "error",
  "interpreter ended": "error",
  // Compat: the text was run behind the program.
  passes: "right",
  "assertion fails": "wrong",
  "syntax error": "error",
  "no call in the answer": "skipped",
  "call in the answer": "skipped",
  // Strict: the answer was read first.
  equal: "right",
  "not equal": "wrong",
  "other type": "wrong",
  empty: "unparsed",
  "not one expression": "unparsed",
  comment: "unparsed",
  "not a literal": "unparsed",
  "not a call": "unparsed",
  "other function": "unparsed",
  "call of the function": "refused",
  "argument not allowed": "refused",
  "program does not run": "error",
  "reference does not run": "error",
} as const;

/** Why a generation got its verdict; see {@link CRUXEVAL_REASONS}. */
export type CruxevalReason = keyof typeof CRUXEVAL_REASONS;

/** A reason, with the class of the Python error where there is one. */
export interface Judged {
  readonly reason: CruxevalReason;
  readonly error?: string;
}
