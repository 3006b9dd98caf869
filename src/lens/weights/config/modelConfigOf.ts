import type { ModelConfig } from "../ModelConfig.js";
import { type ConfigFields, configFields } from "./ConfigFields.js";
import { gemma3Config } from "./gemma3Config.js";
import { gpt2Config } from "./gpt2Config.js";
import { gptNeoxConfig } from "./gptNeoxConfig.js";
import { llamaConfig } from "./llamaConfig.js";
import { specialIds } from "./specialIds.js";

/** `model_type`s there is a reader for. */
const MODEL_TYPES = ["llama", "qwen2", "qwen3", "gemma3", "gemma3_text", "gpt2", "gpt_neox"] as const;

/** Classes that say the same in files without `model_type`. */
const CLASSES: ReadonlyMap<string, (typeof MODEL_TYPES)[number]> = new Map([
  ["LlamaForCausalLM", "llama"],
  ["Qwen2ForCausalLM", "qwen2"],
  ["Qwen3ForCausalLM", "qwen3"],
  ["Gemma3ForCausalLM", "gemma3_text"],
  ["Gemma3ForConditionalGeneration", "gemma3"],
  ["GPT2LMHeadModel", "gpt2"],
  ["GPTNeoXForCausalLM", "gpt_neox"],
]);

/**
 * What a graph must know, from a parsed `config.json` (spellings of transformers 4 and 5) and `generation_config.json`.
 *
 * @throws SourceError naming key and value for what is missing, impossible, or has no graph.
 */
export function modelConfigOf(
  values: Readonly<Record<string, unknown>>,
  file: string,
  generation?: ConfigFields,
): ModelConfig {
  const config = configFields(values, file);
  const type = modelType(config);
  const text =
    type === "gemma3" ? (config.object("text_config") ?? configFields({}, file, "text_config.")) : config;
  const special = specialIds([...(generation ? [generation] : []), config, text]);
  return { ...familyConfig(type, config, text), ...special };
}

function familyConfig(
  type: (typeof MODEL_TYPES)[number],
  config: ConfigFields,
  text: ConfigFields,
): Omit<ModelConfig, "eos"> {
  if (type === "gpt2") return gpt2Config(config);
  if (type === "gpt_neox") return gptNeoxConfig(config);
  if (type === "gemma3" || type === "gemma3_text") {
    const tied = text.flag("tie_word_embeddings", true);
    return gemma3Config(text, config === text ? tied : config.flag("tie_word_embeddings", tied));
  }
  return llamaConfig(config, type);
}

function modelType(config: ConfigFields): (typeof MODEL_TYPES)[number] {
  const classes = config.raw("architectures");
  const ofClass = Array.isArray(classes) ? CLASSES.get(String(classes[0])) : undefined;
  const named = config.has("model_type") ? config.text("model_type") : ofClass;
  const known = MODEL_TYPES.find(type => type === named);
  if (known) return known;
  const key = config.has("model_type") || !config.has("architectures") ? "model_type" : "architectures";
  return config.refuse(key, `one of ${MODEL_TYPES.join(", ")}: there is a graph for these`);
}
