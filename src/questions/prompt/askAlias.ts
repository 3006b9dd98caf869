import type { Program } from "../../program/Program.js";
import type { Question } from "../Question.js";
import type { Ask } from "./ask.js";
import { code, headConvention, momentWords, occurrenceWords } from "./wording.js";

/** The words of a question about two expressions that may hold one object. */
export function askAlias(question: Question, program: Program): Ask {
  const { variable = "", other = "", when = "before" } = question;
  const [a, b] = [code(variable), code(other)];
  return {
    question: [
      `Right ${when} ${occurrenceWords(question, program)}, do ${a} and ${b} hold one and the same object?`,
      headConvention(question, program),
      `YES means that a change made to the object through ${a} is seen through ${b}, and the other way round. Two ` +
        `objects of equal content are not the same object. ${momentWords(when)}`,
    ]
      .filter(sentence => sentence !== "")
      .join("\n"),
    form: "YES or NO",
  };
}
