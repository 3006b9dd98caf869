import type { ConfigFields } from "../../config/ConfigFields.js";
import type { GgufTokenizer } from "./ggufTokenizer.js";
import { ggufVocabulary, KIND, list } from "./ggufVocabulary.js";
import { mergesOfScores } from "./mergesOfScores.js";

/** SentencePiece's BPE, as Llama 2's and Gemma's: `▁` for blanks, bytes to fall back on. @throws SourceError for missing scores. */
export function sentencePieceTokenizer(fields: ConfigFields): GgufTokenizer {
  const vocabulary = ggufVocabulary(fields);
  const { tokens, kinds, vocab, added } = vocabulary;
  const scores = list<number>(fields, "scores", "number");
  if (scores.length !== tokens.length) {
    fields.refuse("tokenizer.ggml.scores", `a list of ${tokens.length}, as there are tokens`);
  }
  // llama.cpp's defaults where the file is silent.
  const prefix = fields.flag("tokenizer.ggml.add_space_prefix", true);
  const unknown = fields.has("tokenizer.ggml.unknown_token_id")
    ? tokens[fields.raw("tokenizer.ggml.unknown_token_id") as number]
    : undefined;
  const blanks = { type: "Replace", pattern: { String: " " }, content: "▁" };
  return {
    addsBos: fields.flag("tokenizer.ggml.add_bos_token", true),
    tokenizer: {
      version: "1.0",
      truncation: null,
      padding: null,
      added_tokens: added,
      normalizer: {
        type: "Sequence",
        normalizers: [...(prefix ? [{ type: "Prepend", prepend: "▁" }] : []), blanks],
      },
      pre_tokenizer: null,
      post_processor: null,
      decoder: {
        type: "Sequence",
        decoders: [
          { type: "Replace", pattern: { String: "▁" }, content: " " },
          { type: "ByteFallback" },
          { type: "Fuse" },
          ...(prefix ? [{ type: "Strip", content: " ", start: 1, stop: 0 }] : []),
        ],
      },
      model: {
        type: "BPE",
        dropout: null,
        unk_token: unknown ?? null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: true,
        byte_fallback: kinds.includes(KIND.byte),
        ignore_merges: false,
        vocab,
        merges: mergesOfScores(vocabulary, scores),
      },
    },
  };
}
