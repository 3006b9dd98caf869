import type { Language } from "../../program/Program.js";
import type { ParseFailure, PathEnd, Task } from "../Question.js";
import { narrow, type Region } from "./Region.js";

/** A word or number with its UTF-16 span, or why there is none. */
export type ReadWord<T> =
  | { readonly word: T; readonly start: number; readonly end: number }
  | { readonly failure: ParseFailure };

/** What means NO and YES, by task. NO is looked for first: "not the same" begins with neither. */
const WORDS: Readonly<
  Record<"coverage" | "branch" | "alias", { readonly no: RegExp; readonly yes: RegExp }>
> = {
  coverage: {
    no: /^(?:no|false|not (?:executed|covered|reached)|un(?:executed|covered|reached)|never(?: (?:executed|reached))?)\b/i,
    yes: /^(?:yes|true|executed|covered|reached)\b/i,
  },
  branch: {
    no: /^(?:no|false|falsy|not (?:hold|holding|true|truthy|taken|evaluated)|skipped|fails?)\b/i,
    yes: /^(?:yes|true|truthy|holds?|taken|evaluated)\b/i,
  },
  alias: {
    no: /^(?:no|false|not (?:the )?same|(?:two )?(?:different|distinct|separate)|not (?:aliase[sd]|aliased|shared))\b/i,
    yes: /^(?:yes|true|(?:the )?(?:very )?same|one and the same|alias(?:es|ed)?|shared)\b/i,
  },
};
/** Said twice, meant once: the question echoed back. */
const BOTH = /^(?:yes|no)\s*(?:\/|or|,|\|)\s*(?:yes|no)\b/i;
const SUBJECT =
  /^(?:(?:it|they|both|line (\d+)|(?:the|this) (?:line|statement|code|condition|test|right side|(?:two )?objects))\s+)?(?:(?:is|are|was|were|does|do|gets|will be|would be|hold)\s+)?/i;

/** What may follow yes or no: "No items are left" is no answer. */
const BEHIND_WORD =
  /^["'”’`*_)\]]*\s*(?:$|[.,;:!(<{|\\]|[—–-]|(?:because|since|as|it|they|the|this|that|line|not|never|both|there)\b)/i;

/** Reads YES or NO, or what means the same for the task: `not executed`, `the condition holds`, `different objects`. */
export function readYesNo(
  text: string,
  region: Region,
  task: Extract<Task, "coverage" | "branch" | "alias">,
  line?: number,
): ReadWord<boolean> {
  const { no: NO, yes: YES } = WORDS[task];
  const { start, end } = unquoted(text, region);
  const answer = text.slice(start, end);
  if (answer === "") return { failure: "empty" };
  if (BOTH.test(answer)) return { failure: "unknown word" };
  const subject = SUBJECT.exec(answer) as RegExpExecArray;
  // What is said of another line answers nothing.
  const other = line !== undefined && subject[1] !== undefined && Number(subject[1]) !== line;
  const skip = subject[0].length;
  for (const at of skip === 0 || other ? [0] : [0, skip]) {
    const no = NO.exec(answer.slice(at));
    const found = no ?? YES.exec(answer.slice(at));
    if (found === null) continue;
    const to = at + found[0].length;
    const row = answer.slice(to, to + 300).split("\n", 1)[0];
    const doubted = /^\s*\?/.test(row) || (no === null ? /\bNO\b/ : /\bYES\b/).test(row);
    const plain = !/^(?:yes|no)$/.test(found[0].toLowerCase()) || found[0] === "YES" || BEHIND_WORD.test(row);
    if (doubted || !plain) break;
    return { word: no === null, start: start + at, end: start + to };
  }
  return { failure: "unknown word" };
}

const LINE =
  /^(?:(?:the\s+)?(?:next|following)\s+(?:line|statement)(?:\s+(?:to be\s+)?(?:executed|run|reached))?(?:\s+in\s[^\n\d]{1,60}?)?\s*(?:is|will be|:)?\s*[`*]*)?(?:(?:it\s+is\s+)?line\s*(?:number\s*)?)?[#`*]*\s*(\d{1,9})(?!\d|[\w.]*\d)(.*)$/is;
/** What may follow the number: code behind a bar, a reason. "4 is followed by 5" and "4 or 5" name no one line. */
const BEHIND_LINE =
  /^["'`*_)\]]*\s*(?:$|\n|[.,;:!|(\t<\\]|[—–]|-\s+[a-z]|`|(?:because|since|as|again|next|in|of)\b|(?:is|will be|gets|comes)\s+(?:the\s+)?(?:next\b|(?:executed|run|reached)(?:\s+(?:next|again)\b|\s*[.,]?\s*$)))/i;
const END =
  /^(?:(?:it|the (?:function|call|program|activation|statement|generator))\s+)?(?:(?:is|was)\s+)?(not executed|never executed|not reached|never reached|returns?|throws?|raises?|ends?)\b(.*)$/is;

/** Reads a region as a line number or as the reason why there is no next line. */
export function readNext(
  text: string,
  region: Region,
  language: Language = "javascript",
): ReadWord<number | PathEnd> {
  const { start, end } = unquoted(text, region);
  const answer = text.slice(start, end);
  if (answer === "") return { failure: "empty" };
  const line = LINE.exec(answer);
  // "12 or 13", "12, 13" name no line; "12 | return x", "12.", "12 (the loop head)" do.
  if (
    line !== null &&
    !/^\s*[.,]?\s*(?:,|or\b|and\b|\/|-|–|to\b|→|->|=>)\s*(?:line\s*)?\d/i.test(line[2]) &&
    BEHIND_LINE.test(line[2].startsWith("\t") ? "" : line[2]) &&
    // The first of numbered steps.
    !/^[.)]\s[\s\S]*\n\s*2[.)]\s/.test(line[2].slice(0, 2000))
  ) {
    const from = start + answer.length - line[2].length - line[1].length;
    return { word: Number(line[1]), start: from, end: from + line[1].length };
  }
  const word = END.exec(answer);
  // "return total;" echoes a line of code: the number was asked for.
  if (
    word !== null &&
    (language === "python" || !/^raise/i.test(word[1])) &&
    /^\s*(?:$|[.,;:!(\n*`'"—–-]|because\b|since\b|from\b|to\b|with\b|as\b|here\b|an?\b|\w*Error\b)/i.test(
      word[2],
    )
  ) {
    const from = start + answer.length - word[2].length - word[1].length;
    return { word: endOf(word[1], language), start: from, end: from + word[1].length };
  }
  return { failure: "unknown word" };
}

function endOf(word: string, language: Language): PathEnd {
  const lower = word.toLowerCase();
  if (lower.startsWith("return")) return "returns";
  if (/^(?:throw|raise)/.test(lower)) return language === "python" ? "raises" : "throws";
  return lower.startsWith("end") ? "ends" : "not executed";
}

/** The region without Markdown and quotes around or in front of it. */
export function unquoted(text: string, region: Region): Region {
  const narrowed = narrow(text, region);
  let { start, end } = narrowed;
  while (start < end && /^(?:["'“”‘’`*_\s>#]|-\s)/.test(text.slice(start, start + 2))) start++;
  while (end > start && /["'“”‘’`*_\s]/.test(text[end - 1])) end--;
  return { ...narrowed, start, end };
}
