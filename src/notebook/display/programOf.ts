import type { Program } from "../../program/Program.js";
import { parse } from "../../program/parse.js";
import { contextOf } from "../../program/showable.js";
import type { Question } from "../../questions/Question.js";
import type { ProgramText } from "../../questions/QuestionSet.js";

/** The program a question was posed about; undefined for a copy, which has forgotten it. */
export function programOf(question: Question): Program | undefined {
  const context = contextOf(question);
  if (typeof context !== "object" || context === null || !("source" in context)) return undefined;
  if ("nodes" in context) return context as Program;
  const { source, file, language, sourceType } = context as ProgramText;
  return parse(source, { file, language, sourceType });
}
