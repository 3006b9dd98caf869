import type { Program } from "../../../program/Program.js";
import { parse } from "../../../program/parse.js";
import { SourceError } from "../../../program/SourceError.js";
import { frames } from "../../../trace/derive/frames.js";
import type { Trace } from "../../../trace/format/Trace.js";
import type { Limits } from "../../../trace/format/TraceHeader.js";
import { trace } from "../../../trace/trace.js";
import type { RevalPair, RevalProgram } from "../data/RevalData.js";
import { type CallableProgram, classProgram } from "./classProgram.js";

/** Why a pair has no trace to ask about: closed list with what each means. */
export const REVAL_PAIR_REASONS = {
  "no test": "the test class of the pair is not there, or has no test method",
  "not read": "program or call is not read",
  "does not load": "an exception leaves the program before the call, such as that of a missing module",
  "call raises": "an exception leaves the call, which the original does not ask about",
  limit: "a bound of time, steps or memory was reached",
} as const;

/** A key of {@link REVAL_PAIR_REASONS}. */
export type RevalPairReason = keyof typeof REVAL_PAIR_REASONS;

/** How a pair is run. */
export interface TracePairOptions {
  /** As of `TraceOptions`. */
  readonly python?: string;
  readonly runLimits?: Partial<Limits>;
  readonly signal?: AbortSignal;
}

/** A recorded pair, or why there is none. */
export type TracedPair =
  | { readonly trace: Trace; readonly reason?: undefined; readonly why?: undefined }
  | { readonly trace?: undefined; readonly reason: RevalPairReason; readonly why: string };

/** Records one pair with the library's recorder: the function on its input, or the class under its test. */
export async function tracePair(
  program: RevalProgram,
  pair: RevalPair,
  { python, runLimits: limits, signal }: TracePairOptions,
): Promise<TracedPair> {
  const name = program.kind === "class" ? `${program.taskId}-${pair.inputIdx}` : program.taskId;
  let made: Trace;
  try {
    const callable = callableOf(program, pair);
    if (callable === undefined) return { reason: "no test", why: `test class ${pair.inputIdx}` };
    const { source, call } = callable;
    const text: Program = parse(source, { language: "python", file: `${name}.py` });
    made = await trace(text, { call, python, limits, signal });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { reason: "not read", why: error.message };
  }
  const { outcome } = made.footer;
  if (outcome.kind === "return") return { trace: made };
  if (outcome.kind !== "throw")
    return { reason: "limit", why: outcome.kind === "limit" ? outcome.limit : outcome.kind };
  const call = made.tables.functions.findIndex(({ kind }) => kind === "call");
  const begun = call >= 0 && frames(made).function.includes(call);
  return { reason: begun ? "call raises" : "does not load", why: `${outcome.name}: ${outcome.message}` };
}

function callableOf(program: RevalProgram, { inputIdx }: RevalPair): CallableProgram | undefined {
  if (program.kind === "class") return classProgram(program, inputIdx);
  // Inputs are tuples that end in a comma, which a call may have too.
  const input = program.inputs[inputIdx]
    .trim()
    .replace(/^\(/, "")
    .replace(/,?\s*\)$/, "");
  return { source: program.code, call: `${program.entryPoint}(${input})` };
}
