/** The categories there are, in the order tables list them. */
export const CATEGORIES = [
  "decision",
  "loop",
  "scope",
  "data type",
  "data structure",
  "operator",
  "functional",
  "exception",
  "async",
  "name",
  "literal",
  "natural language",
  "punctuation",
] as const;

/** What a node is to somebody who reads code; from `categories.json`, one table per language. */
export type Category = (typeof CATEGORIES)[number];

/**
 * One node of the normalised syntax tree: ESTree nodes, and as leaves the punctuation, keywords and
 * comments between them. Ids are preorder indexes, so the descendants of `n` are the ids
 * `n.id + 1 .. n.last`. Every character that is no space belongs to exactly one leaf. Only the EmptyStatement that
 * stands for a blanked TypeScript declaration has no text.
 *
 * For Python the types and fields are those of tree-sitter's grammar (`function_definition`, `body`) with the same
 * leaves for punctuation, keywords and comments. A string is one leaf, unless it has interpolations: then it holds
 * `string_start`, `string_content`, `interpolation` (with the expression inside) and `string_end`. Comments behind the
 * last statement of a block belong to the node around the statement whose block it is.
 *
 * Tables of incomplete or wrong code are made by {@link parseLoose}, with types and fields of tree-sitter's grammars in all three
 * languages.
 */
export interface Node {
  readonly id: number;
  /**
   * Type of ESTree, for Python of the grammar; or, for the leaves these leave out, `Punctuator`, `Keyword`, `Comment`, and `Type` for a token of
   * the TypeScript that is blanked out before parsing.
   */
  readonly type: string;
  readonly category: Category;
  /** Id of the parent; -1 for the program. */
  readonly parent: number;
  /** The property of the parent that holds this node (`test`, `body`, …); `""` for leaves ESTree leaves out. */
  readonly field: string;
  /** Id of the last descendant (own id for a leaf). */
  readonly last: number;
  /** UTF-16 offsets into `source`, end exclusive: `source.slice(n.start, n.end)` is the node's text. */
  readonly start: number;
  readonly end: number;
  /** UTF-8 byte offsets, end exclusive. */
  readonly byteStart: number;
  readonly byteEnd: number;
  /** 1-based line and 0-based column (UTF-16 units) of start and end. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
