import { byteOffsets } from "../bytes.js";
import { lineStarts } from "../lines.js";
import type { Program } from "../Program.js";

/** Byte offsets of the line starts of programs, kept while they live. */
const lines = new WeakMap<Program, Int32Array>();

/**
 * UTF-8 offset of a position as CPython's `ast` and tracebacks give it.
 *
 * @param line 1-based, as CPython counts lines (LF, CR, CR LF).
 * @param column 0-based, in UTF-8 bytes of the line; a byte order mark at the start of the file is not counted.
 * @throws RangeError for a line the program does not have.
 */
export function byteOfPosition(program: Program, line: number, column: number): number {
  let starts = lines.get(program);
  if (starts === undefined) {
    const { source } = program;
    const bytes = byteOffsets(source);
    starts = lineStarts(source, "python");
    if (bytes !== undefined) starts = starts.map(start => bytes[start]);
    if (source.startsWith("\ufeff")) starts[0] = 3;
    lines.set(program, starts);
  }
  if (!(line >= 1 && line <= starts.length)) {
    throw new RangeError(`${program.file} has ${starts.length} lines, not a line ${line}`);
  }
  return starts[line - 1] + column;
}
