/** A rule's right side, as a tree. */
export type GrammarExpression =
  /** Characters one after another, as UTF-8. */
  | { readonly kind: "literal"; readonly bytes: Uint8Array }
  /** One character of these ranges of code points, ends included, sorted and apart. */
  | { readonly kind: "class"; readonly ranges: readonly CodeRange[] }
  | { readonly kind: "rule"; readonly name: string; readonly line: number; readonly column: number }
  | { readonly kind: "sequence"; readonly items: readonly GrammarExpression[] }
  | { readonly kind: "choice"; readonly items: readonly GrammarExpression[] }
  /** `most` may be Infinity. */
  | {
      readonly kind: "repeat";
      readonly item: GrammarExpression;
      readonly least: number;
      readonly most: number;
    };

/** Code points, both included. */
export type CodeRange = readonly [first: number, last: number];

/** Rules by name. */
export type GrammarRules = ReadonlyMap<string, GrammarExpression>;
