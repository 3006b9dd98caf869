import type { Language, Program } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import { equalValues } from "../../trace/derive/equalValues.js";
import { pythonEqual } from "../../trace/derive/pythonEqual.js";
import type { Value } from "../../trace/format/Value.js";
import type { Answer, PathEnd, PredictedCall, Question, Truth, Verdict } from "../Question.js";
import { questionLanguage } from "../questionLanguage.js";
import { looseEqual } from "./looseEqual.js";
import type { VerdictReason } from "./reasons.js";
import { scoreBlocks } from "./scoreBlocks.js";
import { collapse, scoreLines } from "./scoreLines.js";
import { strictForm } from "./strictForm.js";

/** How strictly answers are compared. */
export interface ScoreOptions {
  /**
   * `strict` (default): values have the same type and content, -0 is not 0, key order does not matter.
   * `compat`: values are compared as Node's legacy `assert.deepEqual` does (`"1"` equals 1, `null` equals `undefined`), as
   * CRUXEval-X scores JavaScript, those of Python by its `==` (`True == 1 == 1.0`); the other tasks are scored alike in both.
   */
  readonly profile?: Verdict["profile"];
  /** The program asked about: with it, lists of lines are scored by basic blocks too. */
  readonly program?: Program;
}

/** Scores an answer: right, wrong, unparsed or refused, with a reason of the closed list. */
export function score(answer: Answer, question: Question, options: ScoreOptions = {}): Verdict {
  const { profile = "strict", program } = options;
  const { truth } = question;
  const { verdict, reason } = judge(answer, question, profile);
  const scored: Verdict = {
    schema: "tracebook/verdict@1",
    question: question.id,
    verdict,
    score: verdict === "right" ? 1 : 0,
    reason,
    ...(truth.task === "lines" ? { detail: lineDetail(claimed(answer), truth.lines, program) } : {}),
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
  const language = questionLanguage(question);
  switch (truth.task) {
    case "output":
      return compareValues(parsed as Value, truth.value, profile, language);
    case "state":
      return compareState(parsed as Value | { end: PathEnd }, truth, profile, language);
    case "input":
      return compareProduced(parsed as PredictedCall, truth.value, question, profile);
    case "coverage":
      if (parsed === truth.executed) return "match";
      return parsed === true ? "says executed" : "says not executed";
    case "path":
      return comparePath(parsed as number | { end: PathEnd }, truth);
    case "lines":
      return compareLines(collapse(parsed as readonly number[]), collapse(truth.lines));
    case "definition":
      return compareDefinition(parsed as Definition, truth);
    case "branch":
      if (parsed === truth.holds) return "match";
      return parsed === true ? "says it holds" : "says it does not hold";
    case "iterations":
      if (parsed === truth.rounds) return "match";
      return (parsed as number) < truth.rounds ? "too few rounds" : "too many rounds";
    case "alias":
      if (parsed === truth.same) return "match";
      return parsed === true ? "says the same object" : "says different objects";
  }
}

function compareValues(
  parsed: Value,
  truth: Value,
  profile: Verdict["profile"],
  language: Language,
): VerdictReason {
  if (truth.type === "error") {
    if (parsed.type !== "error") return "value instead of an error";
    // Only the class was asked for; its `name` may have been set apart from it.
    return parsed.class === truth.class || parsed.class === truth.name ? "match" : "different error";
  }
  if (parsed.type === "error") return "error instead of a value";
  if (language === "python") return comparePython(parsed, truth, profile);
  const equal =
    profile === "strict" ? equalValues(parsed, truth, { negativeZero: true }) : looseEqual(parsed, truth);
  if (equal) return "match";
  return parsed.type === truth.type ? "different value" : "different type";
}

/** Strictly a tuple is no list and `True` no 1; in the compat profile what Python's `==` says. */
function comparePython(given: Value, right: Value, profile: Verdict["profile"]): VerdictReason {
  const [parsed, truth] = [strictForm(given), strictForm(right)];
  const equal =
    profile === "strict" ? equalValues(parsed, truth, { negativeZero: true }) : pythonEqual(right, given);
  if (equal) return "match";
  const typeOf = (value: Value): string => ("class" in value ? value.class : value.type);
  return typeOf(parsed) === typeOf(truth) ? "different value" : "different type";
}

function compareState(
  parsed: Value | { readonly end: PathEnd },
  truth: Extract<Truth, { task: "state" }>,
  profile: Verdict["profile"],
  language: Language,
): VerdictReason {
  const never = "end" in parsed;
  if (truth.end !== undefined) return never ? "match" : "value instead of an end";
  return never ? "end instead of a value" : compareValues(parsed, truth.value, profile, language);
}

function compareProduced(
  { call, produced }: PredictedCall,
  truth: Value,
  { id, file }: Question,
  profile: Verdict["profile"],
): VerdictReason {
  switch (produced?.outcome) {
    case "returns":
      return compareValues(produced.value, truth, profile, questionLanguage({ file }));
    case "throws":
      return "throws";
    case "limit":
      return "limit reached";
    case "never settles":
      return "never settles";
    case "cannot run":
      return "cannot be run";
    default:
      throw new SourceError(
        `the call ${call} has not been run: score what checkAnswer() gives`,
        `question ${id}`,
      );
  }
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

type Definition = Pick<Extract<Truth, { task: "definition" }>, "line" | "k" | "parameter">;

function compareDefinition(parsed: Definition, truth: Definition): VerdictReason {
  if (truth.parameter) return parsed.parameter ? "match" : "line instead of the parameter";
  if (parsed.parameter) return "parameter instead of a line";
  if (parsed.line !== truth.line) return "different line";
  return parsed.k === truth.k ? "match" : "different count";
}

function compareLines(parsed: readonly number[], truth: readonly number[]): VerdictReason {
  const common = Math.min(parsed.length, truth.length);
  for (let i = 0; i < common; i++) if (parsed[i] !== truth[i]) return "different lines";
  if (parsed.length === truth.length) return "match";
  return parsed.length < truth.length ? "stops early" : "goes on too long";
}

function lineDetail(
  lines: readonly number[],
  truth: readonly number[],
  program: Program | undefined,
): Record<string, number> {
  return {
    ...scoreLines(lines, truth),
    ...(program === undefined ? {} : scoreBlocks(lines, truth, program)),
  };
}

/** Lines of a list answer; of one that was cut off, those before the cut. */
function claimed(answer: Answer): readonly number[] {
  return Array.isArray(answer.parsed) ? (answer.parsed as readonly number[]) : [];
}
