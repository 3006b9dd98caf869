import type { ByteSpans } from "./ByteSpans.js";

/** How a text is encoded. */
export interface EncodeOptions {
  /** Puts the beginning-of-text token the model was trained with in front; a SourceError where there is none. Default false. */
  readonly bos?: boolean;
  /** Reads marks such as `<|im_start|>` in the text as special tokens. Default false: they are text. */
  readonly marks?: boolean;
}

/** How ids become text. */
export interface DecodeOptions {
  /** Special tokens by their names. Default: they give nothing. */
  readonly marks?: boolean;
  /** The ids are those of a text from its beginning: the space the tokenizer puts there is taken off. Default false. */
  readonly whole?: boolean;
}

/** A model's tokenizer, with the exact bytes of every token. */
export interface Tokenizer {
  /** SHA-256 of the files it is made from, hex: two models of one tokenizer have the same. */
  readonly hash: string;
  /** Number of ids. */
  readonly size: number;
  readonly kind: "byte-level" | "sentencepiece";
  readonly bos?: number;
  readonly eos: readonly number[];
  /** The model was trained with the beginning-of-text token before every text. */
  readonly addsBos: boolean;
  encode(text: string, options?: EncodeOptions): Int32Array;
  /** Text of ids; bytes that are no UTF-8 become U+FFFD. */
  decode(ids: ArrayLike<number>, options?: DecodeOptions): string;
  /** Bytes a token stands for in a text; none for special tokens. */
  bytes(id: number): Uint8Array;
  /** Bytes as text for people: invalid UTF-8 as `\xNN`, specials by their name. */
  show(id: number): string;
  /** Whether there is a token of this id; vocabularies may have gaps. */
  has(id: number): boolean;
  isSpecial(id: number): boolean;
  /**
   * Byte span of each token in the text it was made from. Of a text that was encoded with `marks`, special tokens span the marks
   * that stand in it.
   *
   * @throws AlignError naming token index and byte where tokens and text are not the same (a normalising tokenizer, a
   * tokenizer of another model, an edited text).
   */
  spans(text: string, ids: ArrayLike<number>): ByteSpans;
}
