import type { CoconutStep } from "../data/CoconutData.js";

/** Why no list of lines can be read out of a completion. The list is closed. */
export const COCONUT_FAILURES = [
  "empty",
  /** No opening bracket */
  "no list",
  /** The last list is not closed: the answer was cut off */
  "truncated",
  /** `…`, `...`, `1-5` or `range(5)`: an abbreviation says no lines */
  "abbreviated",
  /** The list holds something else than line numbers and the parentheses of a section */
  "not line numbers",
  /** More than one section, or one that is not closed or not opened */
  "parentheses do not pair",
] as const;

/** One of {@link COCONUT_FAILURES}. */
export type CoconutFailure = (typeof COCONUT_FAILURES)[number];

/** An answer, or why it cannot be read. */
export type CoconutAnswer =
  | { readonly steps: readonly CoconutStep[]; readonly failure?: undefined }
  | { readonly steps?: undefined; readonly failure: CoconutFailure };

const ELEMENT = /\s*(?:(["'])(\d{1,9}|[()])\1|(\d{1,9}|[()]))\s*(,|$)/y;
/** A parenthesis may stand beside a number without a comma: `(5, 6)`. */
const BESIDE = /\s*([()])/y;

/**
 * Reads the trace of a completion: the last balanced `[…]`, over several lines if it must be, as line numbers and at most one
 * pair of parentheses, each bare or in quotes. Nothing is ever evaluated.
 */
export function readCoconutAnswer(completion: string): CoconutAnswer {
  if (completion.trim() === "") return { failure: "empty" };
  const found = lastList(completion);
  if (typeof found === "string") return { failure: found };
  const inner = completion.slice(found.start + 1, found.end);
  const steps = read(inner);
  if (steps !== undefined) return paired(steps) ? { steps } : { failure: "parentheses do not pair" };
  const short = /\.\.|…|\brange\b|\d\s*[-–]\s*\d|\brepeat|\btimes\b/i.test(inner);
  return { failure: short ? "abbreviated" : "not line numbers" };
}

/** The last outermost pair of brackets; what is opened behind it and not closed makes the answer truncated. */
function lastList(text: string): { start: number; end: number } | "no list" | "truncated" {
  let depth = 0;
  let start = -1;
  let last: { start: number; end: number } | undefined;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "[" && depth++ === 0) start = at;
    else if (text[at] === "]" && depth > 0 && --depth === 0) last = { start, end: at };
  }
  if (depth > 0) return "truncated";
  return last ?? "no list";
}

function read(text: string): CoconutStep[] | undefined {
  const steps: CoconutStep[] = [];
  // A comma behind the last element is none.
  const inner = text.replace(/,\s*$/, "");
  if (inner.trim() === "") return text.trim() === "" ? steps : undefined;
  let at = 0;
  for (;;) {
    ELEMENT.lastIndex = at;
    const match = ELEMENT.exec(inner);
    if (match !== null) {
      const written = match[2] ?? match[3];
      steps.push(written === "(" || written === ")" ? written : Number(written));
      at = ELEMENT.lastIndex;
      if (match[4] === "") return steps;
      continue;
    }
    BESIDE.lastIndex = at;
    const beside = BESIDE.exec(inner);
    if (beside !== null) {
      steps.push(beside[1] as "(" | ")");
      at = BESIDE.lastIndex;
      continue;
    }
    const number = /\s*(\d{1,9})(?=\s*\))/y;
    number.lastIndex = at;
    const closing = number.exec(inner);
    if (closing === null) return undefined;
    steps.push(Number(closing[1]));
    at = number.lastIndex;
  }
}

function paired(steps: readonly CoconutStep[]): boolean {
  const [open, close] = [steps.indexOf("("), steps.indexOf(")")];
  if (open < 0 && close < 0) return true;
  return open >= 0 && open < close && steps.lastIndexOf("(") === open && steps.lastIndexOf(")") === close;
}
