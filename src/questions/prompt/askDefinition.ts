import type { Program } from "../../program/Program.js";
import type { Question } from "../Question.js";
import type { Ask } from "./ask.js";
import { code, headConvention, occurrenceWords } from "./wording.js";

const PYTHON =
  "A variable is set by an assignment (`=`, `+=` and the like, `:=`), by the head of a `for` loop that gives it the next item, by " +
  "`with … as`, by an `except … as` that takes an exception, by a `case` that captures it, and by each of these when they take a value " +
  "apart. An annotation without a value sets nothing, the variables of comprehensions are other variables, and changing the " +
  "object that a variable holds does not set the variable.";

/** The words of a question about where a variable was last set. */
export function askDefinition(question: Question, program: Program): Ask {
  const name = code(question.variable ?? "");
  const top = question.occurrence?.function === 0;
  const same = top ? "at the top level" : "in that same call";
  const parameter = top
    ? ""
    : " A parameter is set by the call itself: if nothing has set it since, answer `parameter`.";
  return {
    question: [
      `What last set the variable ${name} before ${occurrenceWords(question, program)}?`,
      headConvention(question, program),
      `Answer with the number of the line on which ${program.language === "python" ? "the statement or clause that set it begins" : `${name} stands where it was set`}, and how many times that line had set it ` +
        `by then ${same}, this time included: \`5, 2\` means line 5, for the 2nd time.`,
      program.language === "python"
        ? `${PYTHON}${parameter}`
        : "A variable is set by an assignment (`=`, `+=`, `++` and the like; `&&=`, `||=` and `??=` only when they assign), by a " +
          "declaration with a value and by a `let` without one, by the head of a loop that gives it the next item, by a `catch` that takes an " +
          "error, and by each of these when they take a value apart. A `var` without a value sets nothing, and changing the object " +
          `that a variable holds does not set the variable.${parameter}`,
    ]
      .filter(sentence => sentence !== "")
      .join("\n"),
    form: top ? "<line>, <count>" : "<line>, <count>, or parameter",
  };
}
