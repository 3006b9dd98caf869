import type { ConfigFields } from "../config/ConfigFields.js";
import type { ModelConfig } from "../ModelConfig.js";
import type { GgufHeader } from "./GgufHeader.js";

/** Tokens that end a turn or text in the families with a graph; llama.cpp stops at them too, whatever the metadata says. */
const ENDS: ReadonlySet<string> = new Set([
  "<|im_end|>",
  "<|endoftext|>",
  "<|eot_id|>",
  "<|eom_id|>",
  "<end_of_turn>",
]);

/** Ids that begin and end a text: those of the metadata, and control tokens that are known to end one. */
export function ggufSpecialIds(header: GgufHeader, fields: ConfigFields): Pick<ModelConfig, "bos" | "eos"> {
  const id = (key: string): number | undefined => {
    if (!fields.has(key)) return undefined;
    const value = fields.raw(key);
    return Number.isSafeInteger(value) && (value as number) >= 0
      ? (value as number)
      : fields.refuse(key, "an id of a token");
  };
  const bos = id("tokenizer.ggml.bos_token_id");
  const eos = new Set<number>();
  for (const key of ["eos_token_id", "eot_token_id", "eom_token_id"]) {
    const one = id(`tokenizer.ggml.${key}`);
    if (one !== undefined) eos.add(one);
  }
  const tokens = (header.metadata.get("tokenizer.ggml.tokens") ?? []) as readonly string[];
  const types = (header.metadata.get("tokenizer.ggml.token_type") ?? []) as readonly number[];
  // Few tokens are special: ordinary text that looks like one is none.
  for (const [i, type] of types.entries()) if (type === 3 && ENDS.has(tokens[i]!)) eos.add(i);
  return { ...(bos !== undefined && { bos }), eos: [...eos] };
}
