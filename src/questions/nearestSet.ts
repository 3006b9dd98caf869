import type { Program } from "../program/Program.js";
import type { Question } from "./Question.js";
import { settingLines } from "./settingLines.js";

/**
 * What a reader of the text alone would take for the last place that set a variable: the nearest line above that
 * sets it, as often as the stated line has been reached; else `parameter`; else the last line that sets it.
 */
export function nearestSet(
  question: Pick<Question, "occurrence" | "line" | "variable">,
  program: Program,
): string {
  const { occurrence, line = 0, variable = "" } = question;
  const { lines, parameter } = settingLines(program, occurrence?.function ?? 0, variable);
  const above = [...lines].reverse().find(one => one < line);
  const found = above ?? (parameter ? undefined : lines.at(-1));
  return found === undefined ? "parameter" : `${found}, ${occurrence?.k ?? 1}`;
}
