import { answerText } from "../../questions/answer/answerText.js";
import type { Question } from "../../questions/Question.js";
import { TASKS } from "../../questions/Task.js";
import { type Row, rowKey } from "../Row.js";
import { accuracy } from "../statistics/accuracy.js";
import { clusterPermutation } from "../statistics/clusterPermutation.js";
import { mcnemar } from "../statistics/mcnemar.js";
import { pairedDifference } from "../statistics/pairedDifference.js";
import type {
  ChangedAnswer,
  FailedCalls,
  InterventionEffect,
  InterventionFlips,
  InterventionLeftOut,
} from "./InterventionReport.js";

/** An answer with a change beside the one without. */
export interface PairedAnswer {
  readonly question: Question;
  readonly before: Row;
  readonly after: Row;
}

/** Answers of two runs to the same items, in the order of the first. */
export function pairAnswers(
  questions: ReadonlyMap<string, Question>,
  before: readonly Row[],
  after: readonly Row[],
): PairedAnswer[] {
  const last = (rows: readonly Row[]) => new Map(rows.map(row => [rowKey(row), row]));
  const others = last(after);
  return [...last(before)].flatMap(([key, row]): PairedAnswer[] => {
    const other = others.get(key);
    const question = questions.get(row.question);
    return other === undefined || question === undefined ? [] : [{ question, before: row, after: other }];
  });
}

/** Whether an answer is another one: what was read of it or, where nothing could be read, what stands there. */
export function isOther({ before, after }: PairedAnswer): boolean {
  if (before.verdict !== after.verdict || before.parsed !== after.parsed) return true;
  return before.parsed === null && answerPart(before) !== answerPart(after);
}

/** What stands behind the last `Answer:`; all of it where there is none. */
function answerPart({ completion }: Row): string {
  return completion.slice(completion.lastIndexOf("Answer:") + 1);
}

/** In which run the call of an item failed; undefined where both have an answer. A failed call says nothing about a change. */
export function failedIn({ before, after }: PairedAnswer): InterventionLeftOut | undefined {
  const [without, changed] = [before.verdict === "error", after.verdict === "error"];
  if (without) return changed ? "failed in both" : "failed without";
  return changed ? "failed with the change" : undefined;
}

/**
 * What became of the answers, with paired statistics.
 *
 * @param all every item of the two runs.
 * @param failed calls of the run with the change that failed.
 */
export function interventionEffect(
  all: readonly PairedAnswer[],
  seed: number,
  failed: FailedCalls | undefined,
): InterventionEffect {
  const pairs = all.filter(pair => failedIn(pair) === undefined);
  const flips = flipsOf(pairs);
  const scores = pairs.map(({ question: { cluster }, before, after }) => ({
    a: after.score,
    b: before.score,
    cluster,
  }));
  return {
    accuracy: accuracy(all.map(({ after, question: { cluster } }) => ({ score: after.score, cluster }))),
    ...(failed === undefined ? {} : { failed }),
    ...(pairs.length === all.length ? {} : { leftOut: leftOut(all) }),
    flips,
    byTask: TASKS.flatMap(task => {
      const own = pairs.filter(({ question }) => question.task === task);
      return own.length === 0 ? [] : [{ task, ...flipsOf(own) }];
    }),
    difference: pairedDifference(scores),
    mcnemar: mcnemar(flips.wrongToRight, flips.rightToWrong),
    permutation: clusterPermutation(
      scores.map(({ a, b, cluster }) => ({ difference: a - b, cluster })),
      { seed },
    ),
    changed: pairs.filter(isOther).map(changedAnswer),
  };
}

function leftOut(pairs: readonly PairedAnswer[]): NonNullable<InterventionEffect["leftOut"]> {
  const counts: Partial<Record<InterventionLeftOut, number>> = {};
  for (const pair of pairs) {
    const why = failedIn(pair);
    if (why !== undefined) counts[why] = (counts[why] ?? 0) + 1;
  }
  return counts;
}

function kindOf({ before, after }: PairedAnswer): ChangedAnswer["kind"] | undefined {
  const [was, is] = [before.verdict === "right", after.verdict === "right"];
  if (was !== is) return was ? "right to wrong" : "wrong to right";
  return undefined;
}

function flipsOf(pairs: readonly PairedAnswer[]): InterventionFlips {
  const count = (kind: ChangedAnswer["kind"]): number => pairs.filter(pair => kindOf(pair) === kind).length;
  const [rightToWrong, wrongToRight] = [count("right to wrong"), count("wrong to right")];
  const other = pairs.filter(pair => isOther(pair) && kindOf(pair) === undefined).length;
  return { rightToWrong, wrongToRight, other, same: pairs.length - rightToWrong - wrongToRight - other };
}

function changedAnswer(pair: PairedAnswer): ChangedAnswer {
  const { question, before, after } = pair;
  const [lines, others] = [before.completion.split("\n"), after.completion.split("\n")];
  const at = lines.findIndex((line, i) => line !== others[i]);
  const several = Math.max(lines.length, others.length) > 1;
  const line = at < 0 ? lines.length : at;
  return {
    question: question.id,
    task: question.task,
    file: question.file,
    call: question.call,
    kind: kindOf(pair) ?? "other",
    before: before.parsed,
    after: after.parsed,
    truth: answerText(question.truth),
    ...(several && before.completion !== after.completion
      ? { firstDifference: { before: lines[line] ?? "", after: others[line] ?? "" } }
      : {}),
  };
}
