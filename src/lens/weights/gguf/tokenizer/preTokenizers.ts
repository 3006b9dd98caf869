/** Parts of a `tokenizer.json` that a byte-level vocabulary needs besides its tokens and merges. */
export interface ByteLevelParts {
  readonly normalizer: unknown;
  readonly preTokenizer: unknown;
  /** Pieces that are tokens are not merged anew (Llama 3). */
  readonly ignoreMerges: boolean;
  /** Texts begin with the token of the beginning unless the file says otherwise. */
  readonly addsBos: boolean;
}

const BYTES = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: false };
const GPT2 = { ...BYTES, use_regex: true };
const NFC = { type: "NFC" };

const split = (Regex: string) => ({ type: "Split", pattern: { Regex }, behavior: "Isolated", invert: false });
const sequence = (...pretokenizers: unknown[]) => ({ type: "Sequence", pretokenizers });

const CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
/** OpenAI's cl100k pattern with digits in groups of up to `digits`: that of Llama 3 (3) and Qwen2 (1). */
const cl100k = (digits: string) =>
  `${CONTRACTIONS}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+`;
const UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
const LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
const TEKKEN = `[^\\r\\n\\p{L}\\p{N}]?${UPPER}*${LOWER}+|[^\\r\\n\\p{L}\\p{N}]?${UPPER}+${LOWER}*|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+`;

const parts = (preTokenizer: unknown, more: Partial<ByteLevelParts> = {}): ByteLevelParts => ({
  normalizer: null,
  ignoreMerges: false,
  addsBos: false,
  ...more,
  preTokenizer,
});

const gpt2 = parts(GPT2);
/** GPT-NeoX' and what is made of it. */
const neox = parts(GPT2, { normalizer: NFC });
/** Every digit by itself, then GPT-2's. */
const digits = parts(sequence({ type: "Digits", individual_digits: true }, GPT2));
const qwen2 = parts(sequence(split(cl100k("\\p{N}")), BYTES), { normalizer: NFC });
const llama3 = parts(sequence(split(cl100k("\\p{N}{1,3}")), BYTES), { ignoreMerges: true, addsBos: true });
const tekken = parts(sequence(split(TEKKEN), BYTES), { ignoreMerges: true });
const deepseekCoder = parts(
  sequence(
    split("[\\r\\n]"),
    split("\\s?\\p{L}+"),
    split("\\s?\\p{P}+"),
    split("[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+"),
    { type: "Digits", individual_digits: true },
    BYTES,
  ),
);

/**
 * By `tokenizer.ggml.pre`, the name llama.cpp's converter gives to how text is cut: what the `tokenizer.json` of those models
 * says. Names are those of models a graph can be built for.
 */
export const PRE_TOKENIZERS: ReadonlyMap<string, ByteLevelParts> = new Map([
  ["gpt-2", gpt2],
  ["gpt2", gpt2],
  ["mpt", neox],
  ["olmo", neox],
  ["smollm", digits],
  ["starcoder", digits],
  ["refact", digits],
  ["codeshell", digits],
  ["minerva-7b", digits],
  ["qwen2", qwen2],
  ["deepseek-r1-qwen", qwen2],
  ["megrez", qwen2],
  ["stablelm2", qwen2],
  ["llama-bpe", llama3],
  ["llama3", llama3],
  ["llama-v3", llama3],
  ["falcon3", llama3],
  ["tekken", tekken],
  ["deepseek-coder", deepseekCoder],
]);

/** For files older than the key (before May 2024), by llama.cpp's name of the architecture, where there is only one. */
export const PRE_OF_ARCHITECTURE: Readonly<Record<string, string>> = {
  gpt2: "gpt-2",
  gptneox: "olmo",
  qwen2: "qwen2",
  qwen3: "qwen2",
};
