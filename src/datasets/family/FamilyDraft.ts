import type { Random } from "../../questions/random.js";
import type { FamilyStatement } from "./compositions.js";
import type { FamilyBounds } from "./FamilySplit.js";

/** What the values of a variable are: whole numbers 0 to 15, or words of one of two small enumerations. */
export type FamilyKind = "number" | "wind" | "switch";

/** The values of each kind, as literals. */
export const FAMILY_VALUES: Readonly<Record<FamilyKind, readonly string[]>> = {
  number: Array.from({ length: 16 }, (_, n) => String(n)),
  wind: ['"n"', '"e"', '"s"', '"w"'],
  switch: ['"lo"', '"hi"', '"on"', '"off"'],
};

/** A variable of a program that is being drawn. */
export interface FamilyVariable {
  readonly name: string;
  readonly kind: FamilyKind;
  /** Arguments it may be given or literals it may begin with: least and most, of numbers. */
  range: readonly [number, number];
  /** Counts a loop: nothing else may write it there. */
  locked: boolean;
  /** Has counted a loop: what it holds at the end says little. */
  counts: boolean;
  written: boolean;
}

/** A map that the program looks values up in, from the values of one kind to those of another. */
export interface FamilyMap {
  readonly from: FamilyKind;
  readonly to: FamilyKind;
}

/** A program that is being drawn. */
export interface FamilyDraft {
  readonly random: Random;
  readonly bounds: FamilyBounds;
  /** The one of `HELD_OUT` that is to be drawn, and whether it was; none of the others is. */
  readonly target: readonly FamilyStatement[] | undefined;
  found: boolean;
  readonly variables: FamilyVariable[];
  readonly map: FamilyMap | undefined;
  /** Loop variables in reach. */
  readonly counters: string[];
  /** Lines of the function's body with their depth. */
  readonly lines: { readonly text: string; readonly depth: number }[];
  /** Blocks around, outermost first. */
  readonly around: FamilyStatement[];
  /** Slots for loop variables. */
  readonly loopNames: readonly string[];
  deepest: number;
}

/** A whole number from `least` to `most`. */
export function between(random: Random, least: number, most: number): number {
  return least + random.below(most - least + 1);
}

/** One of several things by weight; those of weight 0 never. */
export function weighted<T>(random: Random, choices: readonly (readonly [T, number])[]): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let at = random.next() * total;
  for (const [thing, weight] of choices) {
    at -= weight;
    if (at < 0) return thing;
  }
  return choices[choices.length - 1][0];
}
