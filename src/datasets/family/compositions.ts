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

/** The one of {@link HELD_OUT} that a statement in these blocks (outermost first) is; other blocks may stand in between. */
export function heldOut(
  around: readonly FamilyStatement[],
  statement: FamilyStatement,
): readonly FamilyStatement[] | undefined {
  return HELD_OUT.find(composition => {
    if (composition.at(-1) !== statement) return false;
    let at = 0;
    for (const block of around) if (block === composition[at]) at++;
    return at >= composition.length - 1;
  });
}
