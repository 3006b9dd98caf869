import { firstDivergence, type TraceDivergence } from "../../questions/dialect/firstDivergence.js";
import { readTraceText } from "../../questions/dialect/readTraceText.js";
import type { Run } from "../RunFolder.js";
import type { WrittenCall } from "./FreeRunningReport.js";
import type { ForcedRows } from "./forcedRows.js";
import { callKey, type TruthTrace } from "./truthTraces.js";

/**
 * The trace a model wrote for each call of a run in style `cot`: that of its first question's completion, since questions about one call share
 * their trace.
 */
export function writtenCalls(
  { manifest, set, rows }: Pick<Run, "manifest" | "set" | "rows">,
  truths: ReadonlyMap<string, TruthTrace>,
  forced: ReadonlyMap<string, ForcedRows> = new Map(),
): WrittenCall[] {
  const questions = new Map(set.questions.map(question => [question.id, question]));
  const found = new Map<string, WrittenCall>();
  for (const { question: id, sample, completion } of rows) {
    const question = questions.get(id);
    if (question === undefined || sample !== 0) continue;
    const key = callKey(question);
    const truth = truths.get(key)?.truth;
    // Questions that are put in the general wording have no trace before their answer.
    if (
      truth === undefined ||
      typeof truth === "string" ||
      found.has(key) ||
      !completion.startsWith("#trace")
    )
      continue;
    const text = completion.split(/\n(?=Answer:)/, 1)[0];
    const divergence = firstDivergence(readTraceText(text), truth);
    const ahead = forced.get(key);
    found.set(key, {
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
      text,
    });
  }
  return [...found.values()];
}

/** Rows that are right before the first wrong one, the return among them. */
function rightRows(divergence: TraceDivergence | undefined, rows: number): number {
  return divergence === undefined ? rows + 1 : Math.max(0, divergence.row);
}
