import { BEGIN } from "./FiniteStateMachine.js";

/**
 * The tokenizer of the experiment as Hugging Face's files say it: each digit is a token, `<|endoftext|>` begins and ends texts.
 * Nothing else can be told apart.
 */
export function finiteStateTokenizer(): { readonly tokenizer: unknown; readonly config: unknown } {
  const mark = "<|endoftext|>";
  const level = { type: "ByteLevel", add_prefix_space: false, trim_offsets: false, use_regex: false };
  const vocab = Object.fromEntries([
    ...Array.from({ length: BEGIN }, (_, digit) => [String(digit), digit]),
    [mark, BEGIN],
  ]);
  return {
    tokenizer: {
      version: "1.0",
      truncation: null,
      padding: null,
      added_tokens: [
        {
          id: BEGIN,
          content: mark,
          single_word: false,
          lstrip: false,
          rstrip: false,
          normalized: false,
          special: true,
        },
      ],
      normalizer: null,
      pre_tokenizer: level,
      post_processor: null,
      decoder: level,
      model: {
        type: "BPE",
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        ignore_merges: false,
        vocab,
        merges: [],
      },
    },
    config: { tokenizer_class: "PreTrainedTokenizerFast", bos_token: mark, eos_token: mark, pad_token: mark },
  };
}
