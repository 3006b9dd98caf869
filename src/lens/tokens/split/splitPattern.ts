import { SplitPreTokenizer } from "@huggingface/tokenizers";
import { SourceError } from "../../../program/SourceError.js";
import { isObject } from "../TokenizerJson.js";

/** What becomes of the text a pattern matches; names are those of `tokenizer.json`. */
export type SplitBehavior = "Removed" | "Isolated" | "MergedWithPrevious" | "MergedWithNext" | "Contiguous";

const BEHAVIORS: ReadonlySet<unknown> = new Set<SplitBehavior>([
  "Removed",
  "Isolated",
  "MergedWithPrevious",
  "MergedWithNext",
  "Contiguous",
]);

/**
 * A pattern of a `tokenizer.json` (`{ String }`, or `{ Regex }` in Oniguruma's dialect) as JavaScript's.
 *
 * @throws SourceError for what cannot be written in JavaScript.
 */
export function splitPattern(pattern: unknown, source: string): RegExp {
  const given = isObject(pattern) ? pattern : {};
  const text = given.Regex ?? given.String;
  if (typeof text !== "string")
    throw new SourceError(`tokenizer: ${JSON.stringify(pattern)} is no pattern to split by`, source);
  const wanted = given.Regex === undefined ? { String: text } : { Regex: unicodeFold(text) };
  try {
    const { pattern: made } = new SplitPreTokenizer({
      type: "Split",
      pattern: wanted,
      behavior: "Isolated",
      invert: false,
    } as never);
    if (made !== null) return new RegExp(made.source, made.flags);
  } catch (error) {
    throw new SourceError(`tokenizer: pattern ${JSON.stringify(text)}: ${(error as Error).message}`, source);
  }
  throw new SourceError(`tokenizer: pattern ${JSON.stringify(text)} cannot be read`, source);
}

/** In `(?i:…)` Oniguruma takes `ſ` for an s and the Kelvin sign for a k; the library folds ASCII only. */
function unicodeFold(regex: string): string {
  return regex.replace(/\(\?i:([^()[\]]*)\)/g, (_, inside: string) => {
    const folded = inside.replace(/(?<!\\)[sS]/g, "[sS\\u017F]").replace(/(?<!\\)[kK]/g, "[kK\\u212A]");
    return `(?i:${folded})`;
  });
}

/** The behaviour a part names. @throws SourceError for one that is not known. */
export function behaviorOf(name: unknown, source: string): SplitBehavior {
  if (BEHAVIORS.has(name)) return name as SplitBehavior;
  throw new SourceError(`tokenizer: unknown split behavior ${JSON.stringify(name)}`, source);
}

/**
 * Cuts a text by a pattern.
 *
 * @param invert the matches are what is kept apart from the rest: the two change roles.
 */
export function splitBy(pattern: RegExp, behavior: SplitBehavior, invert: boolean, text: string): string[] {
  const parts: [start: number, end: number, match: boolean][] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    if (found === "") continue;
    if (index > done) parts.push([done, index, invert]);
    parts.push([index, index + found.length, !invert]);
    done = index + found.length;
  }
  if (done < text.length) parts.push([done, text.length, invert]);
  return joined(parts, behavior).map(([start, end]) => text.slice(start, end));
}

type Part = readonly [start: number, end: number, match: boolean];

function joined(parts: readonly Part[], behavior: SplitBehavior): readonly Part[] {
  if (behavior === "Isolated") return parts;
  if (behavior === "Removed") return parts.filter(([, , match]) => !match);
  const backwards = behavior === "MergedWithNext";
  const out: Part[] = [];
  let before = false;
  for (const part of backwards ? [...parts].reverse() : parts) {
    const last = out.at(-1);
    const joins = behavior === "Contiguous" ? part[2] === before : part[2] && !before;
    before = part[2];
    if (last === undefined || !joins) out.push(part);
    else out[out.length - 1] = [Math.min(last[0], part[0]), Math.max(last[1], part[1]), part[2]];
  }
  return backwards ? out.reverse() : out;
}
