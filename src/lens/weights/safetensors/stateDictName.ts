import type { Architecture } from "../ModelConfig.js";

/** Name of the decoder within each family's `…ForCausalLM` class. */
const DECODER: Readonly<Record<Architecture, string>> = {
  llama: "model.",
  qwen2: "model.",
  qwen3: "model.",
  gemma3: "model.",
  gpt2: "transformer.",
  "gpt-neox": "gpt_neox.",
};

/**
 * Name of a tensor in the state of the `…ForCausalLM` class, whatever class the file was saved from: bare decoders (GPT-2's
 * public files) have no prefix, Gemma 3 with pictures keeps its text model inside another, transformers 5 calls GPT-NeoX's
 * unembedding `lm_head`.
 */
export function stateDictName(name: string, architecture: Architecture): string {
  if (architecture === "gemma3") {
    name = name
      .replace(/^model\.language_model\./, "model.")
      .replace(/^language_model\.model\./, "model.")
      .replace(/^language_model\.lm_head\./, "lm_head.");
  }
  if (architecture === "gpt-neox") name = name.replace(/^lm_head\./, "embed_out.");
  const prefix = DECODER[architecture];
  if (name.startsWith(prefix) || /^(lm_head|embed_out)\./.test(name)) return name;
  return prefix + name;
}
