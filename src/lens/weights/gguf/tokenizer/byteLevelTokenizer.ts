import type { ConfigFields } from "../../config/ConfigFields.js";
import type { GgufTokenizer } from "./ggufTokenizer.js";
import { ggufVocabulary, list } from "./ggufVocabulary.js";
import { type ByteLevelParts, PRE_OF_ARCHITECTURE, PRE_TOKENIZERS } from "./preTokenizers.js";

/** Byte-level BPE, as GPT-2's. @throws SourceError for a way to cut text that is not known, and for missing merges. */
export function byteLevelTokenizer(fields: ConfigFields): GgufTokenizer {
  const { normalizer, preTokenizer, ignoreMerges, addsBos } = partsOf(fields);
  const { vocab, added } = ggufVocabulary(fields);
  const bytes = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    addsBos: fields.flag("tokenizer.ggml.add_bos_token", addsBos),
    tokenizer: {
      version: "1.0",
      truncation: null,
      padding: null,
      added_tokens: added,
      normalizer,
      pre_tokenizer: preTokenizer,
      post_processor: null,
      decoder: bytes,
      model: {
        type: "BPE",
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        ignore_merges: ignoreMerges,
        vocab,
        merges: list<string>(fields, "merges", "string"),
      },
    },
  };
}

function partsOf(fields: ConfigFields): ByteLevelParts {
  const key = "tokenizer.ggml.pre";
  const written = fields.text(key, "default");
  const name =
    written === "default" ? (PRE_OF_ARCHITECTURE[fields.text("general.architecture")] ?? written) : written;
  return (
    PRE_TOKENIZERS.get(name) ??
    fields.refuse(key, `one of ${[...PRE_TOKENIZERS.keys()].join(", ")}: how to cut text is known for these`)
  );
}
