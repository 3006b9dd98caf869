import { SourceError } from "../../program/SourceError.js";
import { chatTemplateOf } from "../chat/chatTemplate.js";
import type { ChatTemplate } from "../chat/Rendered.js";
import type { LlamaEngine } from "./LlamaEngine.js";
import type { LlamaOptions } from "./LlamaOptions.js";
import type { Token } from "./NodeLlama.js";

/** As llama.cpp's server does: the mark of a beginning first, where the model wants it and it is not there. */
export function tokensOf({ model }: LlamaEngine, text: string): Token[] {
  const tokens = model.tokenize(text, true);
  const { bos, shouldPrependBosToken } = model.tokens;
  return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
}

/**
 * The template prompts are rendered by; undefined where they are given as they are.
 *
 * @throws SourceError for a template that cannot be used, or none where one is wanted.
 */
export async function templateOf(
  { endpoint, chat, file }: LlamaOptions,
  { model }: LlamaEngine,
): Promise<ChatTemplate | undefined> {
  const template = model.fileInfo.metadata.tokenizer?.chat_template;
  if (endpoint === "completions") return undefined;
  if (template === undefined) {
    if (endpoint === "chat")
      throw new SourceError("has no chat template: ask it with --endpoint completions", file);
    return undefined;
  }
  const { bosString, eosString, shouldPrependBosToken } = model.tokens;
  const tokens = {
    ...(bosString === null ? {} : { bos_token: bosString }),
    ...(eosString === null ? {} : { eos_token: eosString }),
  };
  return chatTemplateOf({ template, file, tokens, addsBos: shouldPrependBosToken }, chat);
}
