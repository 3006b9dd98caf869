import type { Random } from "../../questions/random.js";

/** Lines of code; a list inside stands one level deeper. */
export type Lines = readonly (string | Lines)[];

/** A program being written: its language, its choices, and the names that are taken. */
export interface Draft {
  readonly random: Random;
  readonly typescript: boolean;
  readonly taken: Set<string>;
}

/** A parameter of the function that is called, with what its arguments look like. */
export interface Parameter {
  readonly name: string;
  /** TypeScript type. */
  readonly type: string;
  /** Literal text of an argument; calls are numbered from 0, small numbers giving small arguments. */
  readonly argument: (random: Random, call: number) => string;
}

/** What a plan writes: declarations in order, and the function its calls go to. */
export interface Written {
  readonly lines: Lines;
  readonly entry: string;
  readonly parameters: readonly Parameter[];
}

/** Text of lines, two spaces a level. */
export function layOut(lines: Lines, indent = ""): string {
  return lines
    .map(line =>
      typeof line === "string" ? `${line === "" ? "" : indent + line}\n` : layOut(line, `${indent}  `),
    )
    .join("");
}

/** A name with its type, where the language has types. */
export function typed(draft: Draft, name: string, type: string): string {
  return draft.typescript ? `${name}: ${type}` : name;
}

/** The types of a list of parameters, in parentheses, and of what comes back. */
export function signature(
  draft: Draft,
  parameters: readonly (readonly [string, string])[],
  result: string,
): string {
  const list = parameters.map(([name, type]) => typed(draft, name, type)).join(", ");
  return `(${list})${draft.typescript ? `: ${result}` : ""}`;
}

/** A name that is free, the first of `wishes` if possible; it is taken from now on. */
export function name(draft: Draft, ...wishes: readonly string[]): string {
  const found =
    wishes.find(wish => !draft.taken.has(wish)) ??
    [2, 3, 4, 5, 6, 7, 8, 9].map(n => `${wishes[0]}${n}`).find(wish => !draft.taken.has(wish)) ??
    `${wishes[0]}10`;
  draft.taken.add(found);
  return found;
}

/** Whether code mentions a name. */
export function mentions(lines: Lines, word: string): boolean {
  const pattern = new RegExp(`(?<![\\w$.])${word}(?![\\w$])`);
  return lines.some(line => (typeof line === "string" ? pattern.test(line) : mentions(line, word)));
}

/** True in `share` of the cases. */
export function chance(draft: Draft, share: number): boolean {
  return draft.random.next() < share;
}
