import type { Program } from "../../program/Program.js";
import type { TraceRows } from "../../questions/dialect/TraceRow.js";
import { type RowRefusal, traceRows } from "../../questions/dialect/traceRows.js";
import type { Question } from "../../questions/Question.js";
import { recordAgain } from "../recordAgain.js";

/** A call of a program of the set, with its true trace. */
export interface TruthTrace {
  readonly key: string;
  /** One of the questions about it. */
  readonly question: Question;
  readonly program: Program;
  readonly truth: TraceRows | RowRefusal | "cannot be recorded again";
}

/** Key of a call: questions about one call share its trace. */
export function callKey({ program, call }: Pick<Question, "program" | "call">): string {
  return `${program}\0${call}`;
}

/** The calls of the questions in order, each recorded again and projected to rows of the dialect. */
export async function truthTraces(
  questions: readonly Question[],
  programs: ReadonlyMap<string, Program>,
  {
    signal,
    onTrace,
  }: { readonly signal?: AbortSignal; readonly onTrace?: (done: number, total: number) => void } = {},
): Promise<ReadonlyMap<string, TruthTrace>> {
  const firsts = new Map<string, Question>();
  for (const question of questions) {
    const key = callKey(question);
    if (question.call !== "" && !firsts.has(key)) firsts.set(key, question);
  }
  const found = new Map<string, TruthTrace>();
  for (const [key, question] of firsts) {
    signal?.throwIfAborted();
    const program = programs.get(question.program) as Program;
    const recorded = await recordAgain(question, program, { signal });
    const truth = recorded === undefined ? "cannot be recorded again" : traceRows(recorded);
    found.set(key, { key, question, program, truth });
    onTrace?.(found.size, firsts.size);
  }
  return found;
}
