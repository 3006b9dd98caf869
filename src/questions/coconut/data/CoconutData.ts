/** The parts of CoCoNUT: single functions, and three sets of whole programs. */
export const COCONUT_KINDS = ["humaneval", "oop", "recursion", "concurrency"] as const;

/** One of {@link COCONUT_KINDS}. */
export type CoconutKind = (typeof COCONUT_KINDS)[number];

/** An executed line (1-based), or an end of the concurrent section. */
export type CoconutStep = number | "(" | ")";

/** Why a row could not be read in full. The list is closed. */
export const COCONUT_FAULTS = [
  "wrong number of fields",
  /** `ExecutedLines` is no list of lines and parentheses */
  "broken list of lines",
  /** A line of `Code_Indices` does not carry its number */
  "source cannot be rebuilt",
  /** No text among the sources for this file and trace number */
  "no source for the row",
  /** The text among the sources is not what `Code_Indices` shows */
  "source differs from the annotated text",
  /** `FunctionCall` is empty */
  "no call",
] as const;

/** A row that could not be read in full, with the reason and what was found. */
export interface CoconutFault {
  /** 1-based data row: the header is not counted. */
  readonly row: number;
  /** 1-based line of the file on which the row begins. */
  readonly line: number;
  readonly fault: (typeof COCONUT_FAULTS)[number];
  readonly detail: string;
}

/** One published trace. */
export interface CoconutItem {
  /** `HumanEval/0:1`, `oop/Account_2:3`: task and trace number. */
  readonly id: string;
  readonly kind: CoconutKind;
  /** `HumanEval_ID` or `Filename`: rows of one task count together in the published averages. */
  readonly task: string;
  /** 1-based, within the task. Of whole programs `row index % 5 + 1`, as the file names of the sources have it. */
  readonly trace: number;
  /** 1-based data row of the file. */
  readonly row: number;
  /** Function called and the text of its arguments; absent for whole programs. */
  readonly name?: string;
  readonly call?: string;
  /** The program; of whole programs the text that was traced, where it is supplied, with indentation and comments. */
  readonly source: string;
  /** What models were shown: each line with its number behind it. */
  readonly annotated: string;
  /** `source` is the text that ran. False where only the annotated text without indentation is known. */
  readonly runnable: boolean;
  /** Executed lines as published, every repetition kept. */
  readonly steps: readonly CoconutStep[];
  /** The same trace, a letter or sign for each line. */
  readonly symbols?: string;
}

/** A file of published traces. */
export interface CoconutData {
  readonly kind: CoconutKind;
  readonly file: string;
  /** Rows of the file, read or not. */
  readonly rows: number;
  readonly items: readonly CoconutItem[];
  readonly faults: readonly CoconutFault[];
}
