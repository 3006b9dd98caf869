/** How a completion was asked for. */
export type RevalStyle = "direct" | "cot";

/**
 * The part of a completion the original reads: after the first `[ANSWER]`, before the first `[/ANSWER]`, also where the
 * closing tag is cut off. Undefined where thoughts were asked for and do not end.
 */
export function answerRegion(completion: string, style: RevalStyle): string | undefined {
  if (style === "cot" && !completion.includes("[/THOUGHT]")) return undefined;
  const start = completion.indexOf("[ANSWER]");
  const opened = start < 0 ? completion : completion.slice(start + "[ANSWER]".length);
  return opened.split("[/ANSWER]")[0].split("[/ANSWER")[0].trim();
}

/** Yes or no as the original reads it: the first three signs; what is neither or both is no. */
export function saysCovered(answer: string): boolean {
  const head = answer.toUpperCase().slice(0, 3);
  return head.includes("YES") && !head.includes("NO");
}

/** Lines an answer may mean, as the original reads it: -1, or all lines with this text; -2 where there is none. */
export function meantLines(answer: string, lines: readonly string[]): readonly number[] {
  const text = answer.split("\n")[0].trim();
  if (text === "") return [-2];
  if (text === "-1") return [-1];
  const found = lines.flatMap((line, i) => (line.trim() === text ? [i + 1] : []));
  return found.length === 0 ? [-2] : found;
}

/** {@link saysCovered} for any form: the first of the words yes and no, whatever stands around it. */
export function saysCoveredStrictly(answer: string): boolean | undefined {
  const word = /\b(yes|no)\b/i.exec(answer)?.[1].toLowerCase();
  return word === undefined ? undefined : word === "yes";
}

/** {@link meantLines} without quotes and line numbers around the text; undefined where it names no line. */
export function meantLinesStrictly(answer: string, lines: readonly string[]): readonly number[] | undefined {
  const text = (answer.split("\n").find(line => line.trim() !== "" && !line.startsWith("```")) ?? "")
    .trim()
    .replace(/^`+(.*?)`+$/, "$1")
    .trim();
  if (/^-1\.?$/.test(text)) return [-1];
  const numbered = /^(\d+)\s*[\t:.|]\s*(.*)$/.exec(text);
  if (numbered !== null && lines[Number(numbered[1]) - 1]?.trim() === numbered[2].trim())
    return [Number(numbered[1])];
  const found = meantLines(text, lines);
  return found[0] === -2 ? undefined : found;
}
