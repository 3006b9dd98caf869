import { SourceError } from "../../../program/SourceError.js";
import { flatParts, type TokenizerPart } from "../TokenizerJson.js";
import { behaviorOf, splitBy } from "./splitBy.js";
import { splitPattern } from "./splitPattern.js";

/** Cuts text between added tokens into the pieces the model merges in; `first`: the text begins with it. */
export type PreTokenizer = (text: string, first: boolean) => readonly string[];

/** GPT-2's own (its `encoder.py`). `\s` is Unicode's White_Space here: JavaScript's has U+FEFF, and not U+0085. */
const GPT2 = {
  Regex: "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
};

/**
 * The pre-tokenizer of a `tokenizer.json`. Those of `@huggingface/tokenizers` 0.2.0 are used for patterns only: it knows two of
 * the five behaviours of `Split`, no `split` of `Metaspace`, takes ASCII for all digits and U+FEFF for a blank.
 *
 * @throws SourceError for a kind that is not known, or that loses text.
 */
export function preTokenizerOf(part: TokenizerPart | undefined, source: string): PreTokenizer {
  const parts = flatParts(part);
  const early = parts.findIndex(({ type }, at) => type === "ByteLevel" && at < parts.length - 1);
  if (early >= 0)
    throw new SourceError(
      `tokenizer: pre-tokenizer ByteLevel must be the last, it is ${early + 1} of ${parts.length}`,
      source,
    );
  const steps = parts.map(each => stepOf(each, source));
  return (text, first) => {
    let pieces: readonly string[] = [text];
    for (const step of steps)
      pieces = pieces.flatMap((piece, at) => (piece === "" ? [] : step(piece, first && at === 0)));
    return pieces;
  };
}

function stepOf(part: TokenizerPart, source: string): PreTokenizer {
  switch (part.type) {
    case "ByteLevel":
      return byteLevel(part, source);
    case "Metaspace":
      return metaspace(part);
    case "Split": {
      const pattern = splitPattern(part.pattern, source);
      const behavior = behaviorOf(part.behavior, source);
      return text => splitBy(pattern, behavior, part.invert === true, text);
    }
    case "Digits": {
      const behavior = part.individual_digits === true ? "Isolated" : "Contiguous";
      return text => splitBy(/\p{N}/gu, behavior, false, text);
    }
    case "Punctuation": {
      const behavior = behaviorOf(part.behavior ?? "Isolated", source);
      return text => splitBy(/[\p{P}!-/:-@[-`{-~]/gu, behavior, false, text);
    }
    default:
      throw new SourceError(
        `tokenizer: pre-tokenizer ${JSON.stringify(part.type)} is not supported: its tokens have no exact bytes`,
        source,
      );
  }
}

function byteLevel(
  { add_prefix_space: prefix, use_regex: regex }: TokenizerPart,
  source: string,
): PreTokenizer {
  const pattern = regex === false ? undefined : splitPattern(GPT2, source);
  return given => {
    const text = prefix === true && !given.startsWith(" ") ? ` ${given}` : given;
    return pattern === undefined ? [text] : splitBy(pattern, "Isolated", false, text);
  };
}

function metaspace({
  replacement,
  prepend_scheme: scheme,
  add_prefix_space: old,
  split,
}: TokenizerPart): PreTokenizer {
  const mark = typeof replacement === "string" ? replacement : "▁";
  const when = scheme ?? (old === false ? "never" : "always");
  return (given, first) => {
    const text = given.replaceAll(" ", mark);
    const wanted = when === "always" || (when === "first" && first);
    const whole = wanted && !text.startsWith(mark) ? mark + text : text;
    return split === false ? [whole] : splitBy(new RegExp(mark, "gu"), "MergedWithNext", false, whole);
  };
}
