import type { Program } from "../../program/Program.js";
import { answerText } from "../answer/answerText.js";
import { embed, type Shown } from "../prompt/embed.js";
import type { Question, Task } from "../Question.js";
import { DIALECT_VALUES, type TraceRow, type TraceRows } from "./TraceRow.js";

/** Tasks that the dialect has words for. */
export const DIALECT_TASKS: readonly Task[] = ["output", "coverage", "path", "state", "lines"];

/** Program lines behind `@` and their number: `@2   let c = 3;`. */
export function labelled(program: Program): Shown {
  return embed(program, { before: "@{n} " });
}

/** `@4 k=1 4 7 3 . ;`: line, which time, values of the slots, mark. */
export function rowText({ line, k, values, mark }: TraceRow): string {
  return `@${line} k=${k} ${values.join(" ")} ${mark}`;
}

/** The written trace: `#trace a b c .`, a row on every line, `#return 5`; no line end behind it. */
export function traceText({ slots, rows, result }: TraceRows): string {
  return [`#trace ${slots.join(" ")}`, ...rows.map(rowText), `#return ${result}`].join("\n");
}

/**
 * What a question asks, without its answer; undefined where the dialect has no words for it (printed text, other
 * tasks, places outside of the one function):
 *
 *     #ask output    #ask lines    #ask coverage    #ask path     #ask state c after
 *                                  @5 k=1           @4 k=2        @4 k=1
 */
export function askText(question: Question): string | undefined {
  const { task, truth, occurrence, line, variable, when, of } = question;
  if ("literal" in truth && !DIALECT_VALUES.has(truth.literal ?? "")) return undefined;
  if (task === "output") return of === "value" ? "#ask output" : undefined;
  if (task === "lines") return "#ask lines";
  if (task === "coverage") return `#ask coverage\n@${line} k=1`;
  if (occurrence === undefined || occurrence.function === 0 || occurrence.call !== 1) return undefined;
  if (task === "path") return `#ask path\n@${line} k=${occurrence.k}`;
  return task === "state" ? `#ask state ${variable} ${when}\n@${line} k=${occurrence.k}` : undefined;
}

/** A question with its right answer; undefined as {@link askText}. */
export function answeredText(question: Question): string | undefined {
  const asked = askText(question);
  return asked === undefined ? undefined : `${asked}\nAnswer: ${answerText(question.truth)}`;
}
