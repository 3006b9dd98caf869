/** What is known to be bad about a probe: the four reasons by which the review of the original counted its defects. */
export const REVAL_DEFECTS = [
  "psp_value_wrong",
  "psp_nil_though_covered",
  "epp_crosses_test_call",
  "epp_ambiguous_prompt",
] as const;

/** One of {@link REVAL_DEFECTS}. */
export type RevalDefect = (typeof REVAL_DEFECTS)[number];

/**
 * How the values of a `psp_value_wrong` probe and those of the reference differ: `Nil` though there is one; none in
 * common; values that never were; some not there; both of these; values where there is none in the activation.
 */
export const REVAL_STATE_FAULTS = [
  "nil",
  "only wrong",
  "extra",
  "missing",
  "partly wrong",
  "other activation",
] as const;

/** One of {@link REVAL_STATE_FAULTS}. */
export type RevalStateFault = (typeof REVAL_STATE_FAULTS)[number];

/** What else to know about a probe, closed list with what each means. */
export const REVAL_REMARKS = {
  "no value": "covered, but the expression has no value that can be read, such as a name that is mangled",
  "spurious state":
    "the original's next line comes from or leads to a state that a return or an exception made",
  "step into differs from over": "the next line depends on whether calls are stepped into",
  "steps into callee": "the next line is in a function the line calls",
  "line not unique": "other lines of the program have the same text, by which the question names the line",
  "same prompt": "another probe of the pair has the same prompt",
  "answer not unique": "other lines have the same text as a right answer",
  "setup not counted": "setUp runs the line, which counts as not executed",
  "custom setup": "the test class has a setUp, which runs before the original looks",
} as const;

/** A key of {@link REVAL_REMARKS}. */
export type RevalRemark = keyof typeof REVAL_REMARKS;

/** What is known to be bad about an output test, closed list with what each means. */
export const REVAL_OUTPUT_FLAGS = {
  "answer shown": "the answer stands as a literal beside every hole",
  "judged as cheating": "True or False belongs into assertTrue(??) or assertFalse(??), which always fails",
  "call in docstring": "the docstring of the program shows the very call",
} as const;

/** A key of {@link REVAL_OUTPUT_FLAGS}. */
export type RevalOutputFlag = keyof typeof REVAL_OUTPUT_FLAGS;

/** A probe with what is known about it. Lines are 1-based, -1 where none follows. */
export interface RevalFlaggedProbe {
  readonly idx: number;
  readonly input_idx: number;
  readonly k: number;
  readonly line: number;
  readonly var: string;
  /** Next lines as the original computes them, into calls with activations told apart, and over calls. */
  readonly next_ship: readonly number[];
  readonly next_ref: readonly number[];
  readonly next_over: readonly number[];
  /** Distinct values, `type:repr`, sorted, of the original and with activations told apart; null where there is none. */
  readonly val_ship: readonly string[] | null;
  readonly val_ref: readonly string[] | null;
  readonly flags: readonly RevalDefect[];
  /** Executions of the line with activations told apart; 0: it is not executed. */
  readonly times: number;
  /** Next lines into calls but not through the test, where it is -1. */
  readonly next_into: readonly number[];
  /** Of a `psp_value_wrong` probe. */
  readonly fault?: RevalStateFault;
  readonly remarks: readonly RevalRemark[];
}

/** An output test with what is known about it. */
export interface RevalFlaggedPair {
  readonly idx: number;
  readonly input_idx: number;
  readonly flags: readonly RevalOutputFlag[];
}
