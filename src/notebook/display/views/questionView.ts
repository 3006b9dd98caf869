import { element } from "../../../figures/core/element.js";
import { visibleText } from "../../../figures/core/visibleText.js";
import type { Program } from "../../../program/Program.js";
import { answerText } from "../../../questions/answer/answerText.js";
import { ask } from "../../../questions/prompt/ask.js";
import type { Question } from "../../../questions/Question.js";
import { CODE_STYLE, codeMarkup, codeText } from "../codeListing.js";
import { programOf } from "../programOf.js";
import { oneLine, type View } from "../View.js";
import { wordsMarkup } from "../wordsMarkup.js";

/** What is asked, without the conventions; where the program is not known, by its fields. */
export function askedLine(question: Question, program: Program | undefined): string {
  if (program !== undefined) return ask(question, program).question.split("\n")[0];
  const { task, line, variable, other, when } = question;
  return [task, line === undefined ? "" : `line ${line}`, when ?? "", variable ?? "", other ?? ""]
    .filter(part => part !== "")
    .join(" ");
}

/** A question with its program, worded as prompts word it; the truth folded away. */
export function questionView(question: Question): View {
  const program = programOf(question);
  const { file, call, line, task, id } = question;
  const head = `${task} question ${id} on ${file}`;
  const words = program === undefined ? askedLine(question, undefined) : ask(question, program).question;
  const truth = answerText(question.truth);
  return {
    line: () => oneLine(`Question (${task}, ${file}): ${askedLine(question, program)}`),
    text: () =>
      `${visibleText(
        [
          head,
          ...(program === undefined ? [] : ["", codeText(program, line)]),
          ...(call === "" ? [] : ["", `Call: ${call}`]),
          "",
          `Question: ${words}`,
          "",
          `Truth: ${truth}`,
        ].join("\n"),
      )}\n`,
    html: () =>
      element(
        "div",
        {},
        element("p", {}, element("strong", {}, head)),
        program !== undefined && codeMarkup(program, line),
        call !== "" && element("p", {}, "Call: ", element("code", {}, call)),
        wordsMarkup(words),
        element("details", {}, element("summary", {}, "Truth"), element("pre", { style: CODE_STYLE }, truth)),
      ),
  };
}
