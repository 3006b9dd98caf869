import { type Child, element, type Markup } from "../../figures/core/element.js";
import { visibleText } from "../../figures/core/visibleText.js";
import { lineStarts } from "../../program/lines.js";
import type { Program } from "../../program/Program.js";

/** Style of code; Jupyter's own sheet sets the font. */
export const CODE_STYLE = "white-space:pre;overflow-x:auto;line-height:1.4;margin:6px 0";

/** What is listed: a text and the language that says where its lines end. */
export type Listed = Pick<Program, "source" | "language">;

/** Source lines behind their numbers as prompts show them (`12 | code`); the asked one behind `▶`. */
export function codeLines({ source, language }: Listed, asked?: number): string[] {
  const starts = lineStarts(source, language);
  const end = language === "python" ? /(?:\r\n|[\n\r])$/ : /(?:\r\n|[\n\r\u2028\u2029])$/;
  const lines = Array.from(starts, (start, i) =>
    source.slice(start, starts[i + 1] ?? source.length).replace(end, ""),
  );
  if (lines.length > 1 && lines.at(-1) === "") lines.pop();
  const width = String(lines.length).length;
  const pointer = (line: number): string => (asked === undefined ? "" : line === asked ? "▶ " : "  ");
  return lines.map((line, i) => `${pointer(i + 1)}${String(i + 1).padStart(width)} | ${line}`);
}

/** {@link codeLines} as text. */
export function codeText(program: Listed, asked?: number): string {
  return visibleText(codeLines(program, asked).join("\n"));
}

/** {@link codeLines} as HTML, the asked line in bold. */
export function codeMarkup(program: Listed, asked?: number): Markup {
  const lines = codeLines(program, asked);
  const content = lines.flatMap((line, i): Child[] => [
    i === 0 ? "" : "\n",
    i + 1 === asked ? element("strong", {}, line) : line,
  ]);
  return element("pre", { style: CODE_STYLE }, content);
}
