import { hashProgram, sha256 } from "../../program/hash.js";
import type { Program } from "../../program/Program.js";
import { showable } from "../../program/showable.js";
import { askText, labelled } from "../../questions/dialect/dialectText.js";
import type { PromptOptions } from "../../questions/prompt/prompt.js";
import type { EmbeddedProgram, Prompt, Question } from "../../questions/Question.js";
import { ANSWER_MARK, TRACE_MARK } from "./readDialectPrompt.js";

/**
 * The text that puts a question to a model in the dialect of the embedded model: program and call as its documents
 * have them, for `cot` the mark behind which it writes its trace, then the question. Undefined for what the dialect has no words for.
 */
export function dialectPrompt(
  question: Question,
  program: Program,
  { style = "direct", order = "code-first" }: Pick<PromptOptions, "style" | "order"> = {},
): Prompt | undefined {
  const asked = askText(question);
  if (asked === undefined || question.call === "" || question.call.includes("\n")) return undefined;
  const shown = labelled(program);
  const code = shown.text.replace(/\n$/, "");
  const callBytes = Buffer.byteLength(question.call);
  const call = {
    text: question.call,
    byteStart: 0,
    byteEnd: callBytes,
    pieces: [[0, 0, callBytes]] as const,
  };
  const callId = hashProgram(program.language, question.call).slice(0, 16);
  const programs: EmbeddedProgram[] = [];
  let text = "";
  const put = (mark: string, of: string, piece: typeof call | typeof shown, words: string): void => {
    text += `${text === "" ? "" : "\n"}${mark}`;
    const base = Buffer.byteLength(text);
    programs.push({
      program: of,
      byteStart: base + piece.byteStart,
      byteEnd: base + piece.byteEnd,
      pieces: piece.pieces.map(([at, from, length]) => [base + at, from, length] as const),
    });
    text += words;
  };
  const parts = [
    () => put("#code\n", program.id, shown, code),
    () => put("#call ", callId, call, question.call),
  ];
  for (const part of order === "call-first" ? parts.reverse() : parts) part();
  text += `${style === "cot" ? TRACE_MARK : ""}\n${asked}${ANSWER_MARK}`;
  return showable("prompt", {
    schema: "tracebook/prompt@1" as const,
    question: question.id,
    style,
    order,
    text,
    sha256: sha256(text),
    programs,
  });
}
