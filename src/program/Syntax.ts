/**
 * A node of an ESTree, as both parsers make them: `start` and `end` are UTF-16 offsets, `loc` has 1-based lines
 * and 0-based columns.
 */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  loc?: { start: { line: number; column: number }; end: { line: number; column: number } } | null;
}

/** What a token or comment becomes when no leaf of the ESTree holds it. */
export type LeafType = "Punctuator" | "Keyword" | "Comment" | "Type";

/** A token or comment of a text. */
export interface Leaf {
  readonly type: LeafType;
  readonly start: number;
  readonly end: number;
}

/** The output of a parser: an ESTree, and all its tokens and comments in source order. */
export interface Syntax {
  readonly ast: SyntaxNode;
  readonly leaves: readonly Leaf[];
}
