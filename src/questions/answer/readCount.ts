import type { Region } from "./Region.js";
import { type ReadWord, unquoted } from "./readWord.js";

const NAMES: readonly string[] = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const WORD = `(\\d+|${NAMES.join("|")}|once|twice|never|no(?= (?:rounds?|iterations?)))`;
/** What may stand before and behind a number of rounds. */
const COUNT = new RegExp(
  `^(?:(?:it|the loop)\\s+(?:\`[^\`]*\`\\s+)?(?:makes?|runs?|does|iterates|executes)\\s+|(?:there are|it is)\\s+|(?:exactly|rounds|iterations|count)\\s*[:=]?\\s*)*${WORD}(?![\\w.]*\\d)\\b(.*)$`,
  "is",
);

/** Reads a region as a whole number: digits, a word up to twelve, with or without `rounds` behind it. */
export function readCount(text: string, region: Region): ReadWord<number> {
  const { start, end } = unquoted(text, region);
  const answer = text.slice(start, end);
  if (answer === "") return { failure: "empty" };
  const found = COUNT.exec(answer);
  // "3 or 4", "3, 4", "3 - 1", "3x" give no one number.
  if (found === null || /^\s*(?:,\s*|or\b|and\b|\/|-|–|to\b|[+*%<>=])\s*\d|^[a-z_$(]/i.test(found[2]))
    return { failure: "not a number" };
  const from = start + answer.length - found[2].length - found[1].length;
  return { word: numberOf(found[1]), start: from, end: from + found[1].length };
}

function numberOf(word: string): number {
  if (/^\d/.test(word)) return Number(word);
  const lower = word.toLowerCase();
  if (lower === "once" || lower === "twice") return lower === "once" ? 1 : 2;
  return Math.max(0, NAMES.indexOf(lower));
}

/** A line with a count, or the parameter. */
export type ReadDefinition = ReadWord<
  { readonly line: number; readonly k: number } | { readonly parameter: true }
>;

const PARAMETER =
  /^(?:(?:it|the|a|as|by)\s+|(?:is|was)\s+(?:set\s+)?)*(?:parameters?|argument|call)\b(?!\s*\()/i;
/** `7, 2`, `line 7, 2nd time`, `(7, 2)`, `line 7 (the 2nd time)`, `line: 7, count: 2`; a line of code may be echoed behind the number. */
const LINE_COUNT =
  /^[([{<]?\s*(?:(?:at|on|it\s+is)\s+)?["']?(?:lines?\b["']?)?\s*[:=#]?\s*(\d+)(?:\s*\(?`[^`\n]*`\)?)?\s*(?:[,;:/@]|->|→|\||\(|\[|\s)\s*(?:(?:for\s+)?the\s+)?["']?(?:(?:count|time|k|occurrence|execution|round)\b["']?)?\s*[:=#]?\s*(\d+)(?:st|nd|rd|th)?\b(.*)$/is;
/** `the 2nd time line 7 …`, `2nd occurrence of line 7`. */
const COUNT_LINE =
  /^(?:the\s+)?(\d+)(?:st|nd|rd|th)\s+(?:time|occurrence|execution)\s*,?\s*(?:of|on|at|in|that)?\s*line\s+(\d+)(.*)$/is;

/** Reads where a variable was set: a line and which time, or `parameter`. */
export function readDefinition(text: string, region: Region, variable: string): ReadDefinition {
  const { start, end } = unquoted(text, region);
  const answer = text.slice(start, end);
  if (answer === "") return { failure: "empty" };
  const parameter = PARAMETER.exec(answer);
  // A variable may have such a name.
  if (parameter !== null && !(answer.startsWith(variable) && variable !== "parameter"))
    return { word: { parameter: true }, start, end: start + parameter[0].length };
  const found = LINE_COUNT.exec(answer);
  if (found !== null && !/^\s*(?:,|or\b|and\b|\/|-|–|to\b)\s*(?:line\s*)?\d/i.test(found[3])) {
    const to = end - found[3].length;
    return { word: { line: Number(found[1]), k: Number(found[2]) }, start, end: to };
  }
  const turned = COUNT_LINE.exec(answer);
  if (turned !== null)
    return {
      word: { line: Number(turned[2]), k: Number(turned[1]) },
      start,
      end: end - turned[3].length,
    };
  return { failure: "not a line and a count" };
}
