/** Line ends of ECMAScript: what a parser counts lines by. */
const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

/** Characters shown of one line; minified code has lines of megabytes. */
export const LINE_CHARS = 1000;

/** Lines of a program without their ends, cut at {@link LINE_CHARS}; `cut` says by how much, by 1-based line. */
export function sourceLines(source: string): {
  readonly lines: string[];
  readonly cut: Record<number, number>;
} {
  const cut: Record<number, number> = {};
  const lines = source.split(LINE_END);
  // A line end at the very end of a file does not begin another line for a reader.
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  lines.forEach((line, i) => {
    if (line.length <= LINE_CHARS) return;
    cut[i + 1] = line.length - LINE_CHARS;
    lines[i] = line.slice(0, LINE_CHARS);
  });
  return { lines, cut };
}
