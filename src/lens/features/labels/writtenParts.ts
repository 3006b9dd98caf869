import { SourceError } from "../../../program/SourceError.js";
import { rowText } from "../../../questions/dialect/dialectText.js";
import type { TraceRows } from "../../../questions/dialect/TraceRow.js";
import type { ByteSpans } from "../../tokens/ByteSpans.js";

/** What a token of a written trace is part of. */
export interface WrittenPart {
  readonly token: number;
  /** From 0. */
  readonly row: number;
  readonly part: "line" | "k" | "value" | "mark";
  /** Of a value. */
  readonly slot?: number;
}

/**
 * Tokens of the rows of a written trace. A token counts for the part with its first byte that is no white space.
 *
 * @param traceStart byte of `#trace`.
 * @throws SourceError where the text has other rows there.
 */
export function writtenParts(
  text: string,
  spans: ByteSpans,
  { slots, rows }: TraceRows,
  traceStart: number,
): WrittenPart[] {
  const bytes = Buffer.from(text, "utf8");
  const lines = [`#trace ${slots.join(" ")}`, ...rows.map(rowText)];
  const all = Buffer.from(lines.join("\n"), "utf8");
  const there = bytes.subarray(traceStart, traceStart + all.length);
  if (!there.equals(all))
    throw new SourceError(
      `has other rows at byte ${traceStart} than the trace of ${rows.length} steps`,
      "text",
    );
  const found: WrittenPart[] = [];
  let token = 0;
  let at = traceStart + lines[0].length + 1;
  const first = (t: number): number => {
    let byte = spans.start[t];
    while (byte < spans.end[t] && (bytes[byte] === 32 || bytes[byte] === 10)) byte++;
    return byte;
  };
  rows.forEach((each, row) => {
    const words = rowText(each).split(" ");
    for (const [index, word] of words.entries()) {
      const end = at + Buffer.byteLength(word);
      while (token < spans.start.length && first(token) < at) token++;
      for (; token < spans.start.length && first(token) < end; token++) {
        if (spans.special[token] === 1) continue;
        const part = index === 0 ? "line" : index === 1 ? "k" : index === words.length - 1 ? "mark" : "value";
        found.push({ token, row, part, ...(part === "value" && { slot: index - 2 }) });
      }
      at = end + 1;
    }
  });
  return found;
}
