import { configFields } from "../../config/ConfigFields.js";
import type { TokenizerFiles } from "../../Weights.js";
import type { GgufHeader } from "../GgufHeader.js";
import { byteLevelTokenizer } from "./byteLevelTokenizer.js";
import { sentencePieceTokenizer } from "./sentencePieceTokenizer.js";

/** A put-together `tokenizer.json`, and whether texts begin with the token of the beginning by themselves. */
export interface GgufTokenizer {
  readonly tokenizer: object;
  readonly addsBos: boolean;
}

/**
 * Tokenizer files put together from a GGUF file's metadata: byte-level BPE (`gpt2`) or SentencePiece's BPE (`llama`). The
 * `tokenizer.json` is made when it is first asked for, since Gemma's takes a while.
 *
 * @throws SourceError naming the key for another model of tokenizer; on first use, for what is missing.
 */
export function ggufTokenizer(header: GgufHeader): TokenizerFiles {
  const fields = configFields(Object.fromEntries(header.metadata), header.file);
  const model = fields.text("tokenizer.ggml.model");
  if (model !== "gpt2" && model !== "llama") fields.refuse("tokenizer.ggml.model", "gpt2 or llama");
  const make = model === "gpt2" ? byteLevelTokenizer : sentencePieceTokenizer;
  let made: GgufTokenizer | undefined;
  const both = (): GgufTokenizer => {
    made ??= make(fields);
    return made;
  };
  const tokens = fields.raw("tokenizer.ggml.tokens") as readonly string[] | undefined;
  const named = (key: string): string | undefined => tokens?.[fields.raw(`tokenizer.ggml.${key}`) as number];
  const chatTemplate = fields.has("tokenizer.chat_template")
    ? fields.text("tokenizer.chat_template")
    : undefined;
  return {
    get tokenizer() {
      return both().tokenizer;
    },
    get config() {
      return {
        bos_token: named("bos_token_id"),
        eos_token: named("eos_token_id"),
        unk_token: named("unknown_token_id"),
        pad_token: named("padding_token_id"),
        add_bos_token: both().addsBos,
        add_eos_token: fields.flag("tokenizer.ggml.add_eos_token", false),
      };
    },
    ...(chatTemplate !== undefined && { chatTemplate }),
    source: header.file,
  };
}
