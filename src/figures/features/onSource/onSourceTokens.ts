import type { ByteSpans } from "../../../lens/tokens/ByteSpans.js";
import { textOffsets } from "../../logits/textOffsets.js";

/** Tokens as the figure takes them: UTF-16 offsets; a token that holds part of a character is shown with all of it. */
export function onSourceTokens(text: string, spans: ByteSpans): (readonly [start: number, end: number])[] {
  const { floor, ceil } = textOffsets(text);
  return Array.from(spans.start, (start, token) => [floor(start), ceil(spans.end[token])] as const);
}
