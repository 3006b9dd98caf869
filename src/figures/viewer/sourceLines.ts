import type { Language } from "../../program/Program.js";

/** Line ends of a language: what its parser counts lines by. */
export function lineEnds(language: Language): RegExp {
  return language === "python" ? /\r\n|[\n\r]/ : /\r\n|[\n\r\u2028\u2029]/;
}

/** Characters shown of one line; minified code has lines of megabytes. */
export const LINE_CHARS = 1000;

/** Lines of a program without their ends, cut at {@link LINE_CHARS}; `cut` says by how much, by 1-based line. */
export function sourceLines(
  source: string,
  language: Language,
): {
  readonly lines: string[];
  readonly cut: Record<number, number>;
} {
  const cut: Record<number, number> = {};
  const lines = source.split(lineEnds(language));
  // A line end at the very end of a file does not begin another line for a reader.
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  lines.forEach((line, i) => {
    if (line.length <= LINE_CHARS) return;
    cut[i + 1] = line.length - LINE_CHARS;
    lines[i] = line.slice(0, LINE_CHARS);
  });
  return { lines, cut };
}
