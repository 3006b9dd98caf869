import type { Program } from "../program/Program.js";
import { dialectPrompt } from "../providers/embedded/dialectPrompt.js";
import type { LanguageModel } from "../providers/Model.js";
import { type PromptOptions, prompt } from "../questions/prompt/prompt.js";
import type { Prompt, Question } from "../questions/Question.js";

/** How a question is put, and in which words. */
export interface PromptForOptions extends PromptOptions {
  /** Dialect of the model that is asked; absent for our general wording. */
  readonly dialect?: LanguageModel["dialect"];
}

/** The prompt of a question as a model is asked it: in its dialect where that has words for it, else in the general wording. */
export function promptFor(question: Question, program: Program, options: PromptForOptions): Prompt {
  const written = options.dialect === undefined ? undefined : dialectPrompt(question, program, options);
  return written ?? prompt(question, program, options);
}
