import { SourceError } from "../../program/SourceError.js";
import type { ScoredText } from "../scored/ScoredText.js";
import { AlignError } from "../tokens/AlignError.js";
import type { AlignedSource } from "./Aligned.js";

/** `[byte in the scored text, byte in the source, length]`. */
export type Region = readonly [text: number, source: number, length: number];

/**
 * The stretches of a scored text that show the source, none of them empty.
 *
 * @throws AlignError where text and source differ in one; SourceError for stretches out of order or out of bounds.
 */
export function regionsOf(
  { source, pieces }: AlignedSource,
  { text, spans }: ScoredText,
  textBytes: Buffer,
  sourceBytes: Buffer,
): readonly Region[] {
  if (pieces === undefined) {
    if (text !== source) {
      const byte = firstDifference(Buffer.from(source, "utf8"), textBytes);
      throw new AlignError(
        "the scored text is not the program: name the pieces that show it",
        tokenAt(spans.end, byte),
        byte,
      );
    }
    return textBytes.length === 0 ? [] : [[0, 0, textBytes.length]];
  }
  let textEnd = 0;
  let sourceEnd = 0;
  for (const [i, [inText, inSource, length]] of pieces.entries()) {
    const whole = [inText, inSource, length].every(Number.isSafeInteger);
    if (!whole || length < 0 || inText < textEnd || inSource < sourceEnd) {
      throw new SourceError(
        `piece ${i} [${inText}, ${inSource}, ${length}] is not in order: pieces must follow each other in text and source`,
        "pieces",
      );
    }
    textEnd = inText + length;
    sourceEnd = inSource + length;
    if (textEnd > textBytes.length || sourceEnd > sourceBytes.length) {
      throw new SourceError(
        `piece ${i} [${inText}, ${inSource}, ${length}] ends outside of the text (${textBytes.length} bytes) or the source (${sourceBytes.length} bytes)`,
        "pieces",
      );
    }
    const shown = textBytes.subarray(inText, textEnd);
    const own = sourceBytes.subarray(inSource, sourceEnd);
    if (!shown.equals(own)) {
      const byte = inText + firstDifference(own, shown);
      throw new AlignError(`piece ${i} of the text is not the program`, tokenAt(spans.end, byte), byte);
    }
  }
  return pieces.filter(([, , length]) => length > 0);
}

function firstDifference(a: Buffer, b: Buffer): number {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

/** First token that ends behind a byte. */
function tokenAt(ends: Int32Array, byte: number): number {
  const token = ends.findIndex(end => end > byte);
  return token < 0 ? ends.length : token;
}
