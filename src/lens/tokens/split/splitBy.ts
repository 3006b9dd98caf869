import { SourceError } from "../../../program/SourceError.js";

/** What becomes of the text a pattern matches; names are those of `tokenizer.json`. */
export type SplitBehavior = "Removed" | "Isolated" | "MergedWithPrevious" | "MergedWithNext" | "Contiguous";

const BEHAVIORS: ReadonlySet<unknown> = new Set<SplitBehavior>([
  "Removed",
  "Isolated",
  "MergedWithPrevious",
  "MergedWithNext",
  "Contiguous",
]);

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
