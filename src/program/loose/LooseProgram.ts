import type { Node } from "../Node.js";
import type { Language } from "../Program.js";

/**
 * A text that need not be a whole or right program, and its node table. It is no {@link Program}: nothing can be run
 * or recorded of it. What reads nodes and spans takes either.
 */
export interface LooseProgram {
  readonly language: Language;
  /** File name in messages. */
  readonly file: string;
  readonly source: string;
  readonly parser: "tree-sitter";
  /** Preorder; node 0 is the whole text. */
  readonly nodes: readonly Node[];
  /**
   * Ids of nodes of type `ERROR`: text the grammar could make nothing of, with the tokens and whole constructs found in it. Node
   * 0 is among them where there is no reading of the text at all.
   */
  readonly errors: ReadonlySet<number>;
  /** Nodes without text, by id, and what they stand for: what the parser put in to read the rest (`)`, the `block` of a `def` without one). */
  readonly missing: ReadonlyMap<number, string>;
}
