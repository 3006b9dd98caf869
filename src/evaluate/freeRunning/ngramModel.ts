import { GrowingTrace } from "../../providers/embedded/GrowingTrace.js";
import {
  ANSWER_MARK,
  ASK_MARK,
  readDialectPrompt,
  TRACE_MARK,
} from "../../providers/embedded/readDialectPrompt.js";
import type { LanguageModel } from "../../providers/Model.js";
import { TEXT_ONLY } from "../../providers/Model.js";
import { lexemes, NGRAM_ORDER, type NgramTable } from "./NgramTable.js";

/** Tokens of a trace at most; those of the family are shorter. */
const LONGEST_TRACE = 600;
const LONGEST_ANSWER = 60;

/**
 * The n-gram language model as a model that is asked in the dialect: it writes its trace and its answer like the embedded model,
 * always the likeliest token.
 */
export function ngramModel(table: NgramTable): LanguageModel {
  const goOn = (text: string, most: number, ends: (next: string) => boolean): string => {
    const words = lexemes(text).slice(-NGRAM_ORDER);
    let said = "";
    for (let i = 0; i < most; i++) {
      const next = table.next(words);
      if (next === undefined || ends(next)) break;
      said += next;
      words.push(next);
    }
    return said;
  };
  return {
    kind: "language model",
    name: `baseline:${NGRAM_ORDER}-gram`,
    can: TEXT_ONLY,
    dialect: "tracebook",
    style: "cot",
    identity: { documents: table.sha256, tokens: String(table.tokens) },
    concurrency: 1,
    generate: async ({ prompt }) => {
      const read = readDialectPrompt(prompt);
      const question = read?.question ?? "";
      if (read?.traced !== true)
        return {
          text: `Answer:${goOn(prompt, LONGEST_ANSWER, next => next.startsWith("\n"))}`,
          finish: "stop",
        };
      const lines = Math.max(0, ...Array.from(read.head.matchAll(/\n@(\d+)/g), ([, line]) => Number(line)));
      const growing = new GrowingTrace(lines);
      const trace = goOn(read.head + TRACE_MARK, LONGEST_TRACE, next => {
        if (growing.fault !== undefined || next === ASK_MARK || next === "\n#code" || next === "\n#call")
          return true;
        growing.add(next);
        return false;
      });
      growing.end();
      const text = `${TRACE_MARK.slice(1)}${trace}`;
      if (growing.fault !== undefined) return { text, finish: "length" };
      const before = `${read.head}\n${text}${question}${ANSWER_MARK}`;
      const answer = goOn(before, LONGEST_ANSWER, next => next.startsWith("\n"));
      return { text: `${text}${ANSWER_MARK}${answer}`, finish: "stop" };
    },
  };
}
