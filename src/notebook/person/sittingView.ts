import { type Child, element } from "../../figures/core/element.js";
import { visibleText } from "../../figures/core/visibleText.js";
import { answerText, parsedText } from "../../questions/answer/answerText.js";
import { ask } from "../../questions/prompt/ask.js";
import type { Question } from "../../questions/Question.js";
import { questionLanguage } from "../../questions/questionLanguage.js";
import { codeMarkup, codeText } from "../display/codeListing.js";
import { oneLine, type View } from "../display/View.js";
import { wordsMarkup } from "../display/wordsMarkup.js";
import type { Sitting } from "./Sitting.js";
import type { SittingReply } from "./SittingOptions.js";

/** The question whose turn it is, or that all are answered. */
export function sittingView(sitting: Sitting): View {
  const { answered, questions, current } = sitting;
  const head = `${sitting.model}: ${answered} of ${questions.length} answered`;
  return {
    line: () => oneLine(`Sitting of ${head}`),
    text: () => `${head}\n\n${current === undefined ? END : questionText(sitting, current)}\n`,
    html: () => [
      element("p", {}, element("strong", {}, head)),
      current === undefined ? element("p", {}, END) : questionMarkup(sitting, current),
    ],
  };
}

const END = "All questions are answered: `await sitting.scores()` shows the scores beside the baselines.";

/** What became of an answer, and the question that comes next. Nothing of the truth unless it is to be revealed. */
export function replyView(reply: SittingReply, context: unknown): View {
  const { sitting, text } = context as { readonly sitting: Sitting; readonly text: string };
  const { number, total, next } = reply;
  const head = `Question ${number} of ${total}: ${outcome(reply)}`;
  const facts = factsOf(reply, text);
  return {
    line: () => oneLine(head),
    text: () =>
      `${visibleText([head, ...facts.map(([name, value]) => `  ${name}: ${value}`)].join("\n"))}\n\n${
        next === undefined ? END : questionText(sitting, next)
      }\n`,
    html: () => [
      element("p", {}, element("strong", {}, head)),
      element(
        "ul",
        {},
        facts.map(([name, value, code]) =>
          element("li", {}, `${name}: `, code ? element("code", {}, value) : value),
        ),
      ),
      element("hr"),
      next === undefined ? element("p", {}, END) : questionMarkup(sitting, next),
    ],
  };
}

function outcome({ verdict }: SittingReply): string {
  if (verdict === undefined) return "recorded";
  if (verdict.verdict === "right") return "right";
  return verdict.verdict === "unparsed"
    ? `not readable (${verdict.reason})`
    : `${verdict.verdict} (${verdict.reason})`;
}

type Fact = readonly [name: string, value: string, code?: "code"];

function factsOf(reply: SittingReply, text: string): Fact[] {
  const { answer, question, verdict, counts } = reply;
  const facts: Fact[] = [["your answer", answer.completion === "" ? "(empty)" : answer.completion, "code"]];
  if (!counts) facts.push(["not taken, as the first answer counts", text === "" ? "(empty)" : text, "code"]);
  if (verdict === undefined) return facts;
  const read = parsedText(answer.parsed, questionLanguage(question));
  if (read !== undefined && read !== answer.completion.trim()) facts.push(["read as", read, "code"]);
  facts.push(["truth", answerText(question.truth), "code"], ["where it comes from", source(question)]);
  return facts;
}

function source({ file, call, provenance }: Question): string {
  const what = call === "" ? file : `${call} in ${file}`;
  return `recorded while ${what} ran (seed ${provenance.seed}, trace ${provenance.trace.slice(0, 12)})`;
}

/** What the person has to write, and into which cell. */
function cellFor(number: number): string {
  return `await sitting.answer(${number}, \`…\`)`;
}

function questionText(sitting: Sitting, number: number): string {
  const { question, program } = sitting.item(number);
  const asked = ask(question, program);
  const lines = [
    `Question ${number} of ${sitting.questions.length}: ${question.file}`,
    "",
    codeText(program, question.line),
    ...(question.call === "" ? [] : ["", `Call: ${question.call}`]),
    "",
    asked.question,
    "",
    `Answer: ${asked.form}`,
    `Next cell: ${cellFor(number)}`,
  ];
  return visibleText(lines.join("\n"));
}

function questionMarkup(sitting: Sitting, number: number): Child {
  const { question, program } = sitting.item(number);
  const asked = ask(question, program);
  return element(
    "div",
    {},
    element(
      "p",
      {},
      element("strong", {}, `Question ${number} of ${sitting.questions.length}`),
      `: ${question.file}`,
    ),
    codeMarkup(program, question.line),
    question.call !== "" && element("p", {}, "Call: ", element("code", {}, question.call)),
    wordsMarkup(asked.question),
    element("p", {}, "Answer: ", element("code", {}, asked.form)),
    element("p", {}, "Next cell: ", element("code", {}, cellFor(number))),
  );
}
