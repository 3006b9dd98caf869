import { LEXEME_PATTERN, vocabularyBytes } from "./dialectTokens.js";

/**
 * The embedded model's tokenizer as the text of a `tokenizer.json`: a byte-level BPE without merges, whose vocabulary is the special
 * tokens, the 256 bytes and one token for each lexeme of the dialect. A lexeme that it has is one token (`ignore_merges`);
 * any other text is its bytes. Equal on every call and machine.
 */
export function dialectTokenizer(): string {
  const vocabulary = vocabularyBytes();
  const special = vocabulary.flatMap(({ text, special: is }, id) => (is ? [{ text, id }] : []));
  const bos = special.find(({ text }) => text === "<bos>")?.id;
  const made = {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: special.map(({ text, id }) => ({
      id,
      content: text,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        { type: "Split", pattern: { Regex: LEXEME_PATTERN }, behavior: "Isolated", invert: false },
        { type: "ByteLevel", add_prefix_space: false, trim_offsets: false, use_regex: false },
      ],
    },
    post_processor: {
      type: "TemplateProcessing",
      single: [{ SpecialToken: { id: "<bos>", type_id: 0 } }, { Sequence: { id: "A", type_id: 0 } }],
      pair: [
        { SpecialToken: { id: "<bos>", type_id: 0 } },
        { Sequence: { id: "A", type_id: 0 } },
        { Sequence: { id: "B", type_id: 1 } },
      ],
      special_tokens: { "<bos>": { id: "<bos>", ids: [bos], tokens: ["<bos>"] } },
    },
    decoder: { type: "ByteLevel", add_prefix_space: false, trim_offsets: false, use_regex: false },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: true,
      vocab: Object.fromEntries(vocabulary.map(({ text }, id) => [text, id])),
      merges: [],
    },
  };
  return `${JSON.stringify(made, undefined, 1)}\n`;
}

/** The `tokenizer_config.json` beside it. `length` is the longest text in tokens; default 512. */
export function dialectTokenizerConfig(length = 512): string {
  const made = {
    tokenizer_class: "PreTrainedTokenizerFast",
    add_bos_token: true,
    add_eos_token: false,
    bos_token: "<bos>",
    eos_token: "<eos>",
    pad_token: "<pad>",
    clean_up_tokenization_spaces: false,
    model_max_length: length,
  };
  return `${JSON.stringify(made, undefined, 2)}\n`;
}
