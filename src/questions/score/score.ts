import { showable } from "../../program/showable.js";
import { equalValues } from "../../trace/derive/equalValues.js";
import type { Value } from "../../trace/format/Value.js";
import type { Answer, PathEnd, Question, Verdict } from "../Question.js";
import { looseEqual } from "./looseEqual.js";
import type { VerdictReason } from "./reasons.js";
import { collapse, scoreLines } from "./scoreLines.js";

/** How strictly answers are compared. */
export interface ScoreOptions {
  /**
   * `strict` (default): values have the same type and content, -0 is not 0, key order does not matter.
   * `compat`: values are compared as Node's legacy `assert.deepEqual` does (`"1"` equals 1, `null` equals `undefined`), as
   * CRUXEval-X scores JavaScript; the other tasks are scored alike in both.
   */
  readonly profile?: Verdict["profile"];
}

/** Scores an answer: right, wrong, unparsed or refused, with a reason of the closed list. */
export function score(answer: Answer, question: Question, options: ScoreOptions = {}): Verdict {
  const { profile = "strict" } = options;
  const { truth } = question;
  const { verdict, reason } = judge(answer, question, profile);
  const scored: Verdict = {
    schema: "tracebook/verdict@1",
    question: question.id,
    verdict,
    score: verdict === "right" ? 1 : 0,
    reason,
    ...(truth.task === "lines" ? { detail: scoreLines(claimed(answer), truth.lines) } : {}),
    profile,
  };
  return showable("verdict", scored, question);
}

/** The verdict without partial credit. */
export function judge(
  answer: Answer,
  question: Question,
  profile: Verdict["profile"],
): { readonly verdict: Verdict["verdict"]; readonly reason: VerdictReason } {
  if (answer.failure === "refused") return { verdict: "refused", reason: "refused" };
  if (answer.failure !== undefined) return { verdict: "unparsed", reason: answer.failure };
  if (answer.parsed === undefined) return { verdict: "unparsed", reason: "no answer found" };
  const reason = compare(answer.parsed, question, profile);
  return { verdict: reason === "match" ? "right" : "wrong", reason };
}

/** Verdict for a question the model gave no completion for. */
export function failed(question: Question, profile: Verdict["profile"] = "strict"): Verdict {
  return {
    schema: "tracebook/verdict@1",
    question: question.id,
    verdict: "error",
    score: 0,
    reason: "model error" satisfies VerdictReason,
    profile,
  };
}

function compare(
  parsed: NonNullable<Answer["parsed"]>,
  question: Question,
  profile: Verdict["profile"],
): VerdictReason {
  const { truth } = question;
  switch (truth.task) {
    case "output":
    case "state":
      return compareValues(parsed as Value, truth.value, profile);
    case "coverage":
      if (parsed === truth.executed) return "match";
      return parsed === true ? "says executed" : "says not executed";
    case "path":
      return comparePath(parsed as number | { end: PathEnd }, truth);
    case "lines":
      return compareLines(collapse(parsed as readonly number[]), collapse(truth.lines));
  }
}

function compareValues(parsed: Value, truth: Value, profile: Verdict["profile"]): VerdictReason {
  if (truth.type === "error") {
    if (parsed.type !== "error") return "value instead of an error";
    // Only the class was asked for; its `name` may have been set apart from it.
    return parsed.class === truth.class || parsed.class === truth.name ? "match" : "different error";
  }
  if (parsed.type === "error") return "error instead of a value";
  const equal =
    profile === "strict" ? equalValues(parsed, truth, { negativeZero: true }) : looseEqual(parsed, truth);
  if (equal) return "match";
  return parsed.type === truth.type ? "different value" : "different type";
}

function comparePath(
  parsed: number | { end: PathEnd },
  truth: { readonly line?: number; readonly end?: PathEnd },
): VerdictReason {
  if (typeof parsed === "number") {
    if (truth.line === undefined) return "line instead of an end";
    return parsed === truth.line ? "match" : "different line";
  }
  if (truth.end === undefined) return "end instead of a line";
  return parsed.end === truth.end ? "match" : "different end";
}

function compareLines(parsed: readonly number[], truth: readonly number[]): VerdictReason {
  const common = Math.min(parsed.length, truth.length);
  for (let i = 0; i < common; i++) if (parsed[i] !== truth[i]) return "different lines";
  if (parsed.length === truth.length) return "match";
  return parsed.length < truth.length ? "stops early" : "goes on too long";
}

/** Lines of a list answer; of one that was cut off, those before the cut. */
function claimed(answer: Answer): readonly number[] {
  return Array.isArray(answer.parsed) ? (answer.parsed as readonly number[]) : [];
}
