import { dialectPrompt } from "../../providers/embedded/dialectPrompt.js";
import { firstDivergence, type TraceDivergence } from "../../questions/dialect/firstDivergence.js";
import { readTraceText } from "../../questions/dialect/readTraceText.js";
import type { Question } from "../../questions/Question.js";
import type { Run } from "../RunFolder.js";
import type { TraceLeftOut, WrittenCall } from "./FreeRunningReport.js";
import type { ForcedRows } from "./forcedRows.js";
import { callKey, type TruthTrace } from "./truthTraces.js";

/** What a model was to write for the calls of a run. */
export interface WrittenCalls {
  /** One for each call that was asked in the dialect and has a true trace, whether the model wrote one or not. */
  readonly calls: readonly WrittenCall[];
  /** Calls with a true trace that were not asked for one. */
  readonly leftOut: readonly { readonly split: string; readonly why: TraceLeftOut }[];
}

/**
 * The trace a model wrote for each call of a run in style `cot`: that of the first of its questions whose completion has one, since
 * questions about one call share their trace. A call that has none, because its requests failed say, is one that is wrong.
 */
export function writtenCalls(
  { manifest, set, rows }: Pick<Run, "manifest" | "set" | "rows">,
  truths: ReadonlyMap<string, TruthTrace>,
  forced: ReadonlyMap<string, ForcedRows> = new Map(),
): WrittenCalls {
  const questions = new Map(set.questions.map(question => [question.id, question]));
  const asked = new Map<string, Question[]>();
  for (const question of set.questions) {
    const key = callKey(question);
    asked.set(key, [...(asked.get(key) ?? []), question]);
  }
  const texts = new Map<string, string>();
  for (const { question: id, sample, completion } of rows) {
    const question = questions.get(id);
    if (question === undefined || sample !== 0 || !completion.startsWith("#trace")) continue;
    const key = callKey(question);
    if (!texts.has(key)) texts.set(key, completion.split(/\n(?=Answer:)/, 1)[0]);
  }
  const calls: WrittenCall[] = [];
  const leftOut: { split: string; why: TraceLeftOut }[] = [];
  for (const [key, { question, program, truth }] of truths) {
    if (typeof truth === "string") continue;
    const text = texts.get(key);
    const own = asked.get(key) ?? [];
    if (text === undefined && own.every(one => dialectPrompt(one, program) === undefined)) {
      leftOut.push({ split: question.family, why: "asked in the general wording" });
      continue;
    }
    const divergence = firstDivergence(readTraceText(text ?? ""), truth);
    const ahead = forced.get(key);
    calls.push({
      model: manifest.model,
      split: question.family,
      program: question.program,
      file: question.file,
      cluster: question.cluster,
      call: question.call,
      rows: truth.rows.length,
      right: rightRows(divergence, truth.rows.length),
      exact: divergence === undefined,
      ...(divergence === undefined ? {} : { divergence }),
      ...(ahead === undefined ? {} : { forced: ahead }),
      text: text ?? "",
    });
  }
  return { calls, leftOut };
}

/** Rows that are right before the first wrong one, the return among them. */
function rightRows(divergence: TraceDivergence | undefined, rows: number): number {
  return divergence === undefined ? rows + 1 : Math.max(0, divergence.row);
}
