import type { PredictedCall, Question } from "../questions/Question.js";
import { editDistance } from "../questions/score/editDistance.js";
import { predictedCall } from "../questions/score/runCalls.js";
import type { ScoredAnswer } from "./scoreRow.js";

/** Ways in which a predicted input is trivial, first match first. */
export const TRIVIAL_INPUTS = ["shown value passed on", "empty arguments"] as const;

/** One of {@link TRIVIAL_INPUTS}. */
export type TrivialInput = (typeof TRIVIAL_INPUTS)[number];

/** How varied and how trivial the calls are that were answered to input questions. */
export interface InputStatistics {
  /** Questions, and answers to them. */
  readonly questions: number;
  readonly answers: number;
  /** Answers that could be read as a call; what follows is about these. */
  readonly calls: number;
  readonly right: number;
  /** Different calls among those of one question, by their number: mean over questions with a call; 0..1. */
  readonly distinct?: number;
  /**
   * Mean over pairs of calls of one question of the Levenshtein distance of their argument texts by the length of the
   * longer, then mean over questions with two calls or more; 0 (all alike) to 1.
   */
  readonly distance?: number;
  /** Calls equal to the recorded one. */
  readonly recorded: number;
  /** Calls by sort of triviality, and how many of these are right. */
  readonly trivial: Readonly<Record<TrivialInput, number>>;
  readonly rightTrivial: Readonly<Record<TrivialInput, number>>;
}

const EMPTY =
  /^(?:""|\[\]|\{\}|-?0|0n|false|null|undefined|NaN|new (?:Map|Set|\w+Array)\((?:\[\])?\)|new String\(""\))$/;

/**
 * How an input is trivial: the value shown is one of the arguments, or there is no argument but empty ones (`""`, `[]`,
 * `{}`, `0`, `false`, `null`, `undefined`, empty collections). Passing the value on solves a third of CRUXEval's inputs, so
 * right answers of this sort say little. `undefined` for every other call.
 */
export function trivialInput(
  { arguments: args }: PredictedCall,
  { truth }: Question,
): TrivialInput | undefined {
  if (truth.task === "input" && args.includes(truth.literal)) return "shown value passed on";
  return args.every(text => EMPTY.test(text)) ? "empty arguments" : undefined;
}

/**
 * Diversity and triviality of the answers to input questions; answers to other tasks are left out. Literals are compared
 * in canonical form, so spaces and quotes make no difference.
 */
export function inputStatistics(answers: readonly ScoredAnswer[]): InputStatistics {
  const byQuestion = new Map<string, PredictedCall[]>();
  const trivial = { "shown value passed on": 0, "empty arguments": 0 };
  const rightTrivial = { ...trivial };
  let [all, right, recorded] = [0, 0, 0];
  for (const { question, answer, verdict } of answers) {
    if (question.truth.task !== "input") continue;
    all++;
    const calls = byQuestion.get(question.id) ?? [];
    byQuestion.set(question.id, calls);
    const call = answer === undefined ? undefined : predictedCall(answer);
    if (call === undefined) continue;
    calls.push(call);
    const isRight = verdict.verdict === "right";
    if (isRight) right++;
    if (call.call === question.truth.call) recorded++;
    const kind = trivialInput(call, question);
    if (kind !== undefined) trivial[kind]++;
    if (kind !== undefined && isRight) rightTrivial[kind]++;
  }
  const called = [...byQuestion.values()].filter(calls => calls.length > 0);
  const distinct = mean(called.map(calls => new Set(calls.map(({ call }) => call)).size / calls.length));
  const distance = mean(called.filter(calls => calls.length > 1).map(meanDistance));
  return {
    questions: byQuestion.size,
    answers: all,
    calls: called.reduce((sum, calls) => sum + calls.length, 0),
    right,
    ...(distinct === undefined ? {} : { distinct }),
    ...(distance === undefined ? {} : { distance }),
    recorded,
    trivial,
    rightTrivial,
  };
}

function mean(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}

/** Over all pairs; equal calls are counted together. */
function meanDistance(calls: readonly PredictedCall[]): number {
  const counts = new Map<string, number>();
  for (const { arguments: args } of calls) {
    const text = args.join(", ");
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const texts = [...counts];
  let sum = 0;
  for (let i = 0; i < texts.length; i++) {
    for (let j = i + 1; j < texts.length; j++) {
      const [[a, m], [b, n]] = [texts[i], texts[j]];
      sum += (m * n * editDistance(a, b)) / Math.max(a.length, b.length);
    }
  }
  return sum / ((calls.length * (calls.length - 1)) / 2);
}
