import type { Program } from "../../program/Program.js";
import { answeredText, DIALECT_TASKS, labelled, traceText } from "../../questions/dialect/dialectText.js";
import { pose } from "../../questions/pose/pose.js";
import type { Question, Task } from "../../questions/Question.js";
import type { Random } from "../../questions/random.js";
import type { FamilyCall } from "../family/generateFamily.js";
import type { CorpusKind } from "./FamilyCorpusOptions.js";

/** Share of the documents in which the program stands before the call. */
const CODE_FIRST = 0.75;

/**
 * One document about a recorded call. Questions and answers come from `pose`; how many and which are shown is drawn from
 * `random`. A `direct` document never holds a row of the trace.
 */
export function corpusDocument(
  program: Program,
  { call, trace, rows }: FamilyCall,
  kind: CorpusKind,
  random: Random,
): string {
  if (kind === "source") return program.source;
  const code = `#code\n${labelled(program).text.trimEnd()}`;
  const first = random.next() < CODE_FIRST;
  const parts = first ? [code, `#call ${call}`] : [`#call ${call}`, code];
  if (kind === "trace") parts.push(traceText(rows));
  const limits = { output: 1, coverage: 2, path: 6, state: 6, lines: 1 } as const;
  const { questions } = pose(trace, { tasks: DIALECT_TASKS, limits, seed: random.below(2 ** 31) });
  parts.push(...choose(questions, kind, random));
  return parts.join("\n");
}

/** Questions for one document, each task in its share. */
function choose(questions: readonly Question[], kind: CorpusKind, random: Random): string[] {
  const chances: Partial<Record<Task, number>> =
    kind === "trace"
      ? { output: 0.5, coverage: 0.4, path: 0.34, state: 0.3, lines: 0.15 }
      : { output: 1, coverage: 0.5, path: 0.6, state: 0.6, lines: 0.15 };
  const most = kind === "trace" ? 5 : 9;
  const texts = random
    .shuffle(questions)
    .filter(({ task }) => random.next() < (chances[task] ?? 0))
    .flatMap(question => answeredText(question) ?? []);
  return texts.slice(0, most);
}
