/** One program of the data file (`DREval_data.jsonl`). */
export interface RevalProgram {
  /** 0-based row of the data file. */
  readonly idx: number;
  /** `DREval/0`. */
  readonly taskId: string;
  /** Name of the function, or of the class. */
  readonly entryPoint: string;
  /** `function`: from HumanEval; `class`: from ClassEval, run through unittest methods. */
  readonly kind: "function" | "class";
  readonly code: string;
  /** Arguments as a Python tuple, or the text of a test method. */
  readonly inputs: readonly string[];
  /** Return values as Python literals, beside `inputs`; empty for a class. */
  readonly outputs: readonly string[];
  /** unittest module of a class. */
  readonly test: string | null;
}

/** What is asked about a moment: line and expression. */
export interface RevalProbe {
  /** 1-based line of the program. */
  readonly line: number;
  /** A Python expression: a name, attribute, item or tuple. */
  readonly var: string;
}

/** One program with one input: what is traced once, and one output question. */
export interface RevalPair {
  /** {@link RevalProgram.idx}. */
  readonly idx: number;
  /** Index into the inputs; of a class also into its test classes. */
  readonly inputIdx: number;
  readonly probes: readonly RevalProbe[];
  /** Test with holes written `??`. */
  readonly outputTest: string;
}

/** Both files, joined. */
export interface RevalData {
  /** In the order of the data file. */
  readonly programs: readonly RevalProgram[];
  /** In the order of the task file. */
  readonly pairs: readonly RevalPair[];
}
