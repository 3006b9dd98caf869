import { element } from "../../../figures/core/element.js";
import { visibleText } from "../../../figures/core/visibleText.js";
import { markedCompletion } from "../../../figures/report/exampleList.js";
import { answerText, parsedText } from "../../../questions/answer/answerText.js";
import type { Answer, Prompt, Question, Verdict } from "../../../questions/Question.js";
import { CODE_STYLE } from "../codeListing.js";
import { oneLine, type View } from "../View.js";

/** A prompt as the model gets it. */
export function promptView(prompt: Prompt): View {
  const { style, order, text, question } = prompt;
  const head = `Prompt for question ${question} (${style}, ${order}, ${Buffer.byteLength(text)} bytes)`;
  return {
    line: () => oneLine(head),
    text: () => `${head}\n\n${visibleText(text)}`,
    html: () => [
      element("p", {}, element("strong", {}, head)),
      element("pre", { style: `${CODE_STYLE};white-space:pre-wrap` }, text),
    ],
  };
}

/** A completion with what was read of it. */
export function answerView(answer: Answer): View {
  const { completion, failure, elements } = answer;
  const read = parsedText(answer.parsed);
  const head = failure === undefined ? `Answer: ${read ?? "nothing"}` : `No answer could be read: ${failure}`;
  const spans = elements.map(({ byteStart, byteEnd }) => [byteStart, byteEnd] as const);
  return {
    line: () => oneLine(head),
    text: () => `${visibleText(`${head}\nread from the completion:\n${completion}`)}\n`,
    html: () => [
      element("p", {}, element("strong", {}, head)),
      element("p", {}, "Completion, with what was read marked:"),
      element(
        "pre",
        { style: `${CODE_STYLE};white-space:pre-wrap` },
        completion === "" ? "(empty)" : markedCompletion(completion, spans),
      ),
    ],
  };
}

/** A verdict with its reason and, where the question is known, the truth. */
export function verdictView(verdict: Verdict, context: unknown): View {
  const { verdict: word, reason, detail, profile } = verdict;
  const truth = context === undefined ? undefined : answerText((context as Question).truth);
  const details = Object.entries(detail ?? {}).map(([name, value]) => `${name} ${Number(value.toFixed(3))}`);
  const rest = [
    `reason: ${reason}`,
    ...(truth === undefined ? [] : [`truth: ${truth}`]),
    ...details,
    `profile ${profile}`,
    `question ${verdict.question}`,
  ];
  return {
    line: () => oneLine(`Verdict: ${word} (${reason})`),
    text: () => `${visibleText([word, ...rest.map(part => `  ${part}`)].join("\n"))}\n`,
    html: () => [
      element("p", {}, element("strong", {}, word)),
      element(
        "ul",
        {},
        rest.map(part => element("li", {}, part)),
      ),
    ],
  };
}
