import type { Node } from "../../program/Node.js";
import type { ScoredText } from "../scored/ScoredText.js";

/** Which tokens count for which node. Every policy but `any` conserves: own scores of all nodes add up to the text's. */
export type AlignPolicy =
  /** One owner a token: the leaf with its first byte that is no white space; of pure white space the gap's node. Default. */
  | "primary"
  /** Every node gets the part of a token whose bytes are its own. */
  | "split"
  /** A token counts whole in every node it touches (as ASTxplainer; mass is not conserved). */
  | "any"
  /** Only tokens that lie wholly inside, leading white space aside. */
  | "within";

/** The part of a program a scored text shows: the whole of it, or pieces inside a prompt. */
export interface AlignedSource {
  /** Preorder; of a program or of an incomplete text (`parseLoose`). Bytes are those of `source`. */
  readonly nodes: readonly Node[];
  readonly source: string;
  /** `[byte in the scored text, byte in the source, length]`, in order of both; absent: the scored text is the source. */
  readonly pieces?: readonly (readonly [text: number, source: number, length: number])[];
  /** Of an incomplete text (`parseLoose`): ids of ERROR nodes; nodes without text, and what they stand for. */
  readonly errors?: ReadonlySet<number>;
  readonly missing?: ReadonlyMap<number, string>;
}

/**
 * Tokens laid on nodes. Segments partition the source, each with one owner (a leaf, or the innermost node around a gap);
 * pieces are tokens cut at the segments' borders. Arrays of pieces are in order of tokens. Bytes of the scored text
 * outside of the source are in no piece.
 */
export interface Aligned {
  readonly source: AlignedSource;
  readonly scored: ScoredText;
  /** By piece: token and node; share of the token's bytes (sums to 1 over a token inside the source); 1 for white space of a gap. */
  readonly pieceToken: Int32Array;
  readonly pieceNode: Int32Array;
  /** First byte in the source, and number of bytes. */
  readonly pieceByte: Int32Array;
  readonly pieceBytes: Int32Array;
  readonly pieceShare: Float64Array;
  readonly pieceTrivia: Uint8Array;
  /** By token: node that owns it under `primary`; -1 for special tokens, those without bytes, and those that begin outside of the source (white space aside). */
  readonly owner: Int32Array;
  /** By token: 1 for tokens of white space between leaves only (that of a string is its text). */
  readonly trivia: Uint8Array;
  /** By token: range of its pieces, `[pieceStart[t], pieceStart[t + 1])`; one entry more than tokens. */
  readonly pieceStart: Int32Array;
  /** By token: 1 where a border of it lies inside a character. */
  readonly partial: Uint8Array;
  /** By token: 1 where other than white space of it stands outside of the source. */
  readonly crossing: Uint8Array;
  /** What a reader must know, those of the scored text first; one sentence each. */
  readonly notes: readonly string[];
}

/** Scores of one node: its own tokens and those of all below it. Numbers are undefined, never 0, where nothing was scored. */
export interface NodeScore {
  readonly node: number;
  /** Tokens counted (under `split` and `any` a token may count in several nodes); of them without a probability. */
  readonly tokens: number;
  readonly unscored: number;
  /** Tokens, counted here or not, with other than white space both inside and outside of the node. */
  readonly shared: number;
  /** UTF-8 bytes of the counted tokens that have a probability; under `split` of those bytes that are the node's. */
  readonly bytes: number;
  /** -Σ log2 p, under `split` weighted by shares: by the chain rule -log2 of the probability of the node's tokens given what stands before each. */
  readonly bits?: number;
  readonly bitsPerByte?: number;
  /** Geometric and arithmetic mean (under `split` weighted), median, largest and least probability of its tokens. */
  readonly geometricP?: number;
  readonly meanP?: number;
  readonly medianP?: number;
  readonly maxP?: number;
  readonly minP?: number;
  /** Token with the least probability. */
  readonly weakest?: number;
  /** Bits minus the sum of entropies: surprised although sure (> 0), or only unsure (about 0). Where entropies are known. */
  readonly excess?: number;
}
