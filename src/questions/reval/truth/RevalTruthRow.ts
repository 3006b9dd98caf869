/**
 * Why a pair has no truth:
 * `missing module` its program imports what is not installed; `does not load` the program or its tests raise when
 * loaded; `no call` the input cannot be evaluated or has no test method; `raises` the call (or `setUp`) raises;
 * `limit` a bound of time or memory was reached; `died` the interpreter ended.
 */
export const REVAL_STATUSES = [
  "ok",
  "missing module",
  "does not load",
  "no call",
  "raises",
  "limit",
  "died",
] as const;

/** One of {@link REVAL_STATUSES}. */
export type RevalStatus = (typeof REVAL_STATUSES)[number];

/** Type (`builtins.int`) and `repr` of a value. */
export type RevalValue = readonly [type: string, repr: string];

/** Truth of one probe as the original computes it. Lines are 1-based. */
export interface RevalProbeRow {
  readonly idx: number;
  readonly input_idx: number;
  /** 0-based place of the probe in its pair. */
  readonly k: number;
  readonly line: number;
  readonly var: string;
  readonly status: RevalStatus;
  /** States of the whole call; null, as all below, where the status is not `ok`. */
  readonly nstates: number | null;
  readonly cov: boolean | null;
  /** Lines of the states that follow, ascending; -1 where none does. */
  readonly next: readonly number[] | null;
  /** All values that count as right, in the original's order with repetitions. */
  readonly val: "Nil" | readonly RevalValue[] | null;
  /** States on the line. */
  readonly times: number | null;
  /** Only where the status is not `ok`. */
  readonly why?: string;
}

/** What the call of one pair gave. `res` and `exp` are there for functions that ran. */
export interface RevalOutputRow {
  readonly idx: number;
  readonly input_idx: number;
  /** Whether the output test passes with the stored output in its hole; null for test classes and what did not run. */
  readonly op_check: boolean | null;
  /** `repr` of the value returned. */
  readonly res?: string;
  /** The stored output. */
  readonly exp?: string;
  readonly status: RevalStatus;
  readonly why?: string;
}

/** A row `tracebook truth reval --profile compat` writes. */
export type RevalCompatRow = RevalProbeRow | RevalOutputRow;

/** Where a step goes: a 1-based line, or why there is none. */
export type RevalNext = number | RevalEnd;

/**
 * Why no line follows: `returns` to a line of the program that goes on; `returns-to-test`, which is not part of the
 * program; `raises` an exception leaves the activation; `ends` the run is over before the step is.
 */
export type RevalEnd = "not-executed" | "returns" | "returns-to-test" | "raises" | "ends";

/** One execution of the statement (or head) a probe's line begins. */
export interface RevalOccurrence {
  /** Name of the function it is in, and which of its activations: 1-based. */
  readonly function: string;
  readonly call: number;
  /** 1-based, within the activation. */
  readonly k: number;
  /** The next step wherever it is, calls included, until the test goes on. */
  readonly into: RevalNext;
  /** The next step of the same activation. */
  readonly over: RevalNext;
  /** Value after the statement in the same activation; null where it raised or the expression has none. */
  readonly value: RevalValue | null;
  readonly raised: boolean;
}

/** Truth of one probe, activations told apart: all executions, in order. */
export interface RevalStrictRow {
  readonly idx: number;
  readonly input_idx: number;
  readonly k: number;
  readonly line: number;
  readonly var: string;
  readonly status: RevalStatus;
  readonly covered: boolean | null;
  /** `not-executed` where `covered` is false. */
  readonly end?: "not-executed";
  readonly occurrences: readonly RevalOccurrence[];
  readonly why?: string;
}

/** A row as `truth` writes it: JSON with the spaces and escapes of Python's `json.dumps`. */
export function revalRowText(row: RevalCompatRow | RevalStrictRow): string {
  return pythonJson(row);
}

function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{${fields.map(([name, field]) => `${pythonJson(name)}: ${pythonJson(field)}`).join(", ")}}`;
  }
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
