import type { LanguageModelParts } from "../local/languageModelOf.js";
import { DialectMemory } from "./DialectMemory.js";
import { dialectAnswer } from "./dialectAnswer.js";
import type { Dialect } from "./dialectOf.js";

/** What a language model of our dialect does in place of what others do. */
export function dialectParts({ style }: Dialect): LanguageModelParts {
  const memory = new DialectMemory();
  return {
    dialect: "tracebook",
    style,
    // A grammar holds a whole completion; here a trace stands before the answer.
    can: { typed: undefined },
    answer: (reading, request, signal, check) => dialectAnswer(reading, memory, request, signal, check),
  };
}
