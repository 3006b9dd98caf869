import type { ReportExample } from "../../evaluate/ReportData.js";
import { questionLanguage } from "../../questions/questionLanguage.js";
import { type Child, element } from "../core/element.js";
import { lineEnds } from "../viewer/sourceLines.js";

const PRE =
  "white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;direction:ltr;font-size:12px;padding:6px;border:1px solid #8888;max-height:420px;overflow:auto";
/** Characters of a prompt or completion kept in the page. */
const TEXT = 20_000;

function shortened(text: string): string {
  return text.length <= TEXT ? text : `${text.slice(0, TEXT)}… ${text.length - TEXT} more characters`;
}

/** A completion with the parts that were read as the answer marked. Spans are UTF-8 bytes; bad ones are passed over. */
export function markedCompletion(completion: string, spans: readonly (readonly [number, number])[]): Child[] {
  const bytes = new TextEncoder().encode(completion);
  const decoder = new TextDecoder();
  const parts: Child[] = [];
  let at = 0;
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from < at || to <= from || to > bytes.length) continue;
    parts.push(
      decoder.decode(bytes.subarray(at, from)),
      element("mark", {}, decoder.decode(bytes.subarray(from, to))),
    );
    at = to;
  }
  return [...parts, shortened(decoder.decode(bytes.subarray(at)))];
}

/** The program with the line that was asked about pointed at. */
function askedSource(example: ReportExample): string {
  const { source, question } = example;
  const lines = source.replace(/\r?\n$/, "").split(lineEnds(questionLanguage(question)));
  const digits = String(lines.length).length;
  return lines
    .map((line, i) => `${i + 1 === question.line ? "▶" : " "} ${String(i + 1).padStart(digits)}  ${line}`)
    .join("\n");
}

function asked({ question }: ReportExample): string {
  const parts: string[] = [question.task, question.call];
  if (question.line !== undefined) parts.push(`line ${question.line}`);
  const names = [question.variable, question.other].filter(name => name !== undefined).join(", ");
  if (names !== "") parts.push(question.when === undefined ? names : `${question.when}: ${names}`);
  if (question.occurrence !== undefined)
    parts.push(`${question.task === "iterations" ? "entry" : "occurrence"} ${question.occurrence.k}`);
  return parts.join(" · ");
}

/** Answered questions in full, folded away: program, prompt, completion, what was read and what is right. */
export function exampleList(examples: readonly ReportExample[]): Child {
  return examples.map(example =>
    element(
      "details",
      {},
      element(
        "summary",
        {},
        element("strong", {}, example.verdict),
        ` — ${example.file} — ${asked(example)} — ${example.reason}`,
      ),
      element(
        "p",
        {},
        "Right: ",
        element("code", {}, example.expected),
        example.answered === undefined ? "" : "; answered: ",
        example.answered === undefined ? "; no answer could be read" : element("code", {}, example.answered),
      ),
      element("p", {}, "Program"),
      element("pre", { style: PRE }, shortened(askedSource(example))),
      element("p", {}, "Prompt"),
      element("pre", { style: PRE }, shortened(example.prompt)),
      element("p", {}, "Completion, with what was read as the answer marked"),
      element(
        "pre",
        { style: PRE },
        example.completion === "" ? "(empty)" : markedCompletion(example.completion, example.spans),
      ),
    ),
  );
}
