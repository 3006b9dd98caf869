import type { Program } from "../../program/Program.js";
import type { Question } from "../Question.js";
import type { Ask } from "./ask.js";
import { lineWords, ordinal, whereWords } from "./wording.js";

/** The words of a question about the number of rounds of a loop. */
export function askIterations(question: Question, program: Program): Ask {
  const { node = 0, occurrence } = question;
  const where = occurrence === undefined ? "" : ` ${whereWords(occurrence, program)}`;
  const error = program.language === "python" ? "exception" : "error";
  const body =
    program.nodes[node].type === "DoWhileStatement"
      ? "The first round begins before the condition is looked at, so there is at least one."
      : "If its body never begins, the number is 0.";
  return {
    question:
      `How many rounds does the loop on ${lineWords(question, program)} make the ${ordinal(occurrence?.k ?? 1)} time it is entered${where}?\n` +
      "A round counts when it begins, also one that `break`, `continue`, `return` or an " +
      `${error} ends early. Rounds of loops ` +
      `inside of it and of other calls do not count. ${body}`,
    form: "<number>",
  };
}
