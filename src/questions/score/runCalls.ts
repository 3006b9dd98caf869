import type { Program } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import { outcomeValue } from "../../trace/derive/outcomeValue.js";
import type { Trace } from "../../trace/format/Trace.js";
import type { Limits } from "../../trace/format/TraceHeader.js";
import { trace } from "../../trace/trace.js";
import type { Answer, PredictedCall, Produced, Question } from "../Question.js";

/**
 * What differs from the default bounds when an answered call is run. Steps are what ends loops, so that a verdict is the
 * same everywhere; the clock is for single steps that take for ever.
 */
export const RUN_LIMITS: Pick<Limits, "steps" | "wallMs" | "outputChars"> = {
  steps: 50_000,
  wallMs: 5_000,
  outputChars: 100_000,
};

/** An answer with what it answers. */
export interface Answered {
  readonly answer: Answer;
  readonly question: Question;
  readonly program: Program;
}

/** What answered calls came to, by {@link runKey}. */
export type RanCalls = ReadonlyMap<string, Produced>;

/** How calls are run. */
export interface RunCallsOptions {
  /** Runs at the same time. Default 4; the sandbox has as many processes as there are processors, 4 at most. */
  readonly concurrency?: number;
  /** What runs Python programs, as of {@link TraceOptions}. Default `pyodide`. */
  readonly python?: string;
  /** Ends the runs; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The call an answer to an input question gave; undefined where there is nothing to run. */
export function predictedCall({ parsed, failure }: Answer): PredictedCall | undefined {
  if (failure !== undefined || parsed === null || typeof parsed !== "object") return undefined;
  return "call" in parsed ? parsed : undefined;
}

/** Whether an answer has a call that has not been run, so that it cannot be scored. */
export function isUnrun(answer: Answer): boolean {
  const parsed = predictedCall(answer);
  return parsed !== undefined && parsed.produced === undefined;
}

/** Equal keys, equal runs: program, seed and text of the call. */
function runKey({ program, provenance }: Question, call: string): string {
  return `${program}:${provenance.seed}:${call}`;
}

/** Runs the calls that answers gave in the sandbox, each different one once. Answers to other tasks have none. */
export async function runCalls(
  answered: Iterable<Answered>,
  { concurrency = 4, python, signal }: RunCallsOptions = {},
): Promise<RanCalls> {
  const todo = new Map<string, { readonly item: Answered; readonly call: string }>();
  for (const item of answered) {
    const call = predictedCall(item.answer)?.call;
    if (call !== undefined) todo.set(runKey(item.question, call), { item, call });
  }
  const ran = new Map<string, Produced>();
  const waiting = todo.entries();
  const worker = async (): Promise<void> => {
    for (const [key, { item, call }] of waiting) ran.set(key, await run(item, call, python, signal));
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  return ran;
}

/** The answer with what its call came to, where that is known; unchanged for answers without a call. */
export function withProduced(answer: Answer, question: Question, ran: RanCalls): Answer {
  const parsed = predictedCall(answer);
  const produced = parsed === undefined ? undefined : ran.get(runKey(question, parsed.call));
  if (parsed === undefined || produced === undefined) return answer;
  return showable("answer", { ...answer, parsed: { ...parsed, produced } }, question);
}

/**
 * Runs the call of an answer to an input question in the sandbox and notes what it came to, which is what `score`
 * needs to know. Answers to other tasks, and those that could not be read, come back as they are.
 */
export async function checkAnswer(
  answer: Answer,
  question: Question,
  program: Program,
  options: RunCallsOptions = {},
): Promise<Answer> {
  return withProduced(answer, question, await runCalls([{ answer, question, program }], options));
}

async function run(
  { question, program }: Answered,
  call: string,
  python: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Produced> {
  const { seed } = question.provenance;
  try {
    return produced(await trace(program, { call, seed, limits: RUN_LIMITS, python, signal }));
  } catch (error) {
    if (error instanceof SourceError) return { outcome: "cannot run", why: error.message };
    throw error;
  }
}

function produced(ran: Trace): Produced {
  const { outcome } = ran.footer;
  switch (outcome.kind) {
    case "return":
      return { outcome: "returns", value: outcomeValue(ran) ?? { type: "undefined" } };
    case "throw": {
      const value = outcomeValue(ran);
      return { outcome: "throws", error: value?.type === "error" ? value.class : (value?.type ?? "error") };
    }
    case "limit":
      return { outcome: "limit", limit: outcome.limit };
    case "pending":
      return { outcome: "never settles" };
    case "interrupted":
      return { outcome: "cannot run", why: "the run was cut off" };
  }
}
