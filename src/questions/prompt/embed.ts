import { byteOffsets } from "../../program/bytes.js";
import { lineStarts } from "../../program/lines.js";
import type { Program } from "../../program/Program.js";

/** A program as shown in a prompt. Offsets are UTF-8 bytes from the start of `text`. */
export interface Shown {
  /** The program, ending in a line end. */
  readonly text: string;
  /** First byte of the program in `text`, and past its last one. */
  readonly byteStart: number;
  readonly byteEnd: number;
  /** `[byte in text, byte in program, length]`, in order, together the whole program. */
  readonly pieces: readonly (readonly [text: number, program: number, length: number])[];
}

/**
 * A program for a prompt, each line behind its number and a bar (`12 | `) when `numbered`. Every byte of the
 * program is shown unchanged; only numbers are inserted, and a line end at the end where there is none.
 */
export function embed(program: Program, numbered: boolean): Shown {
  const { source, language } = program;
  const bytes = byteOffsets(source);
  const byte = (offset: number): number => (bytes === undefined ? offset : bytes[offset]);
  const ending = (language === "python" ? /[\n\r]$/ : /[\n\r\u2028\u2029]$/).test(source) ? "" : "\n";
  if (!numbered) {
    const length = byte(source.length);
    return { text: source + ending, byteStart: 0, byteEnd: length, pieces: [[0, 0, length]] };
  }
  const starts = lineStarts(source, language);
  // The empty line behind the last line end is not shown.
  const lines = ending === "" && source !== "" ? starts.length - 1 : starts.length;
  const width = String(lines).length;
  let text = "";
  let at = 0;
  const pieces: [number, number, number][] = [];
  for (let i = 0; i < lines; i++) {
    const start = starts[i];
    const end = i + 1 < starts.length ? starts[i + 1] : source.length;
    const prefix = `${String(i + 1).padStart(width)} | `;
    text += prefix + source.slice(start, end);
    at += prefix.length;
    const length = byte(end) - byte(start);
    if (length > 0) pieces.push([at, byte(start), length]);
    at += length;
  }
  return { text: text + ending, byteStart: pieces[0]?.[0] ?? at, byteEnd: at, pieces };
}

/** A code fence longer than any run of back-ticks in what it is to hold. */
export function fenceFor(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(run => run[0].length));
  return "`".repeat(Math.max(3, longest + 1));
}
