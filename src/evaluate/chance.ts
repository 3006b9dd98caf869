import type { Program } from "../program/Program.js";
import { answerCounts, choices } from "../providers/baselines/random.js";
import { answerText } from "../questions/answer/answerText.js";
import { parseAnswer } from "../questions/answer/parseAnswer.js";
import type { Answer, Question } from "../questions/Question.js";
import { isUnrun, type RanCalls, withProduced } from "../questions/score/runCalls.js";
import { judge } from "../questions/score/score.js";
import type { Part } from "./statistics/exact.js";

/** An answer `baseline:random` may draw, and how many of its equally likely draws give it. */
interface Draw {
  readonly answer: Answer;
  readonly weight: number;
}

/**
 * For each question the exact chance that a draw of `baseline:random` is right, by question id: of all draws it
 * may make, those that go right through parser and scorer. Questions with a draw whose call is not among `ran` have
 * none.
 */
export function chances(
  questions: readonly Question[],
  programs: ReadonlyMap<string, Program>,
  profile: "compat" | "strict",
  ran: RanCalls = new Map(),
): ReadonlyMap<string, Part> {
  const answers = answerCounts(questions);
  // A text reads the same whatever question of the task and kind it answers.
  const read = new Map<string, readonly Draw[]>();
  // Questions with the same true answer have the same chance, where all draw from the same answers.
  const known = new Map<string, Part>();
  const found = new Map<string, Part>();
  for (const question of questions) {
    const own = question.task === "path" || question.task === "input" || question.task === "definition";
    const kind = own ? question.id : `${question.task} ${question.of ?? ""}`;
    const same = own ? question.id : `${kind} ${answerText(question.truth)}`;
    const before = known.get(same);
    if (before !== undefined) {
      found.set(question.id, before);
      continue;
    }
    const program = programs.get(question.program) as Program;
    const draws =
      read.get(kind) ??
      choices(question, program, answers).map(({ text, weight }): Draw => {
        const answer = parseAnswer(`Answer: ${text}`, question, program);
        return { answer: withProduced(answer, question, ran), weight };
      });
    if (!own) read.set(kind, draws);
    if (draws.some(({ answer }) => isUnrun(answer))) continue;
    let right = 0;
    let total = 0;
    for (const { answer, weight } of draws) {
      total += weight;
      if (judge(answer, question, profile).verdict === "right") right += weight;
    }
    const part = { numerator: right, denominator: Math.max(1, total) };
    known.set(same, part);
    found.set(question.id, part);
  }
  return found;
}
