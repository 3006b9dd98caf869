import type { Language } from "../program/Program.js";
import type { Question } from "./Question.js";

/** Language of the program a question is about, as its file name says it. */
export function questionLanguage({ file }: Pick<Question, "file">): Language {
  if (/\.pyi?$/i.test(file)) return "python";
  return /\.[mc]?ts$/i.test(file) ? "typescript" : "javascript";
}
