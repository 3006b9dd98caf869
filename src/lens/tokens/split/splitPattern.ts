import { SplitPreTokenizer } from "@huggingface/tokenizers";
import { SourceError } from "../../../program/SourceError.js";
import { isObject } from "../TokenizerJson.js";

/**
 * A pattern of a `tokenizer.json` (`{ String }`, or `{ Regex }` in Oniguruma's dialect) as JavaScript's.
 *
 * @throws SourceError for what cannot be written in JavaScript.
 */
export function splitPattern(pattern: unknown, source: string): RegExp {
  const given = isObject(pattern) ? pattern : {};
  const text = given.Regex ?? given.String;
  if (typeof text !== "string")
    throw new SourceError(`tokenizer: ${JSON.stringify(pattern)} is no pattern to split by`, source);
  const wanted = given.Regex === undefined ? { String: text } : { Regex: unicodeFold(text) };
  try {
    const { pattern: made } = new SplitPreTokenizer({
      type: "Split",
      pattern: wanted,
      behavior: "Isolated",
      invert: false,
    } as never);
    if (made !== null) return new RegExp(made.source, made.flags);
  } catch (error) {
    throw new SourceError(`tokenizer: pattern ${JSON.stringify(text)}: ${(error as Error).message}`, source);
  }
  throw new SourceError(`tokenizer: pattern ${JSON.stringify(text)} cannot be read`, source);
}

/** In `(?i:…)` Oniguruma takes `ſ` for an s and the Kelvin sign for a k; the library folds ASCII only. */
function unicodeFold(regex: string): string {
  return regex.replace(/\(\?i:([^()[\]]*)\)/g, (_, inside: string) => {
    const folded = inside.replace(/(?<!\\)[sS]/g, "[sS\\u017F]").replace(/(?<!\\)[kK]/g, "[kK\\u212A]");
    return `(?i:${folded})`;
  });
}
