/** Kinds of statements of the family, and the blocks they may stand in. */
export type FamilyStatement =
  | "literal"
  | "copy"
  | "swap"
  | "rotation"
  | "count"
  | "sum"
  | "lookup"
  | "then"
  | "else"
  | "for"
  | "while";

/** Compositions kept out of all splits but `unseen`: a statement and the blocks around it, from the outside in. */
export const HELD_OUT: readonly (readonly FamilyStatement[])[] = [
  ["while", "rotation"],
  ["for", "else", "lookup"],
  ["while", "then", "swap"],
];

/** Whether a statement in these blocks (outermost first) is one of {@link HELD_OUT}; other blocks may stand in between. */
export function isHeldOut(around: readonly FamilyStatement[], statement: FamilyStatement): boolean {
  return HELD_OUT.some(composition => {
    if (composition.at(-1) !== statement) return false;
    let at = 0;
    for (const block of around) if (block === composition[at]) at++;
    return at >= composition.length - 1;
  });
}
