import { sha256 } from "../program/hash.js";
import { SourceError } from "../program/SourceError.js";
import type { Question } from "../questions/Question.js";
import { type QuestionSet, someQuestions } from "../questions/QuestionSet.js";
import { TASKS } from "../questions/Task.js";

/** Which part of a set is taken. */
export interface SampleByTaskOptions {
  /** Questions at most. */
  readonly limit: number;
  /** Default 1. */
  readonly seed?: number;
}

/**
 * A part of a set with as many questions of each task as can be: tasks take turns, one that has no more leaves its share to
 * the others. Within a task clusters take turns, so that as many as can be are in it; which questions come first is decided
 * by hash of seed and id. A larger limit only adds. Questions keep the set's order.
 *
 * @throws SourceError for a limit that is no whole number from 1.
 */
export function sampleByTask(set: QuestionSet, { limit, seed = 1 }: SampleByTaskOptions): QuestionSet {
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new SourceError(`expected a whole number from 1, got ${limit}`, "--limit");
  const queues = TASKS.map(task =>
    turnsOfClusters(
      set.questions.filter(one => one.task === task),
      seed,
    ),
  );
  const taken = new Set<string>();
  for (let round = 0; taken.size < limit && queues.some(queue => round < queue.length); round++)
    for (const queue of queues) if (round < queue.length && taken.size < limit) taken.add(queue[round].id);
  return someQuestions(
    set,
    set.questions.filter(({ id }) => taken.has(id)),
  );
}

/** Questions of one task, the first of each cluster before the second of any. */
function turnsOfClusters(questions: readonly Question[], seed: number): Question[] {
  const hashed = questions
    .map(question => ({ question, hash: sha256(`${seed}:${question.id}`) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const seen = new Map<string, number>();
  return hashed
    .map((one, index) => {
      const turn = seen.get(one.question.cluster) ?? 0;
      seen.set(one.question.cluster, turn + 1);
      return { ...one, turn, index };
    })
    .sort((a, b) => a.turn - b.turn || a.index - b.index)
    .map(({ question }) => question);
}
