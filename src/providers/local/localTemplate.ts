import { stat } from "node:fs/promises";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import { SourceError } from "../../program/SourceError.js";
import { chatTemplate, chatTemplateOf } from "../chat/chatTemplate.js";
import type { ChatTemplate } from "../chat/Rendered.js";
import type { LocalOptions } from "./LocalOptions.js";

/**
 * The template prompts are rendered by; undefined where they are given as they are.
 *
 * @throws SourceError for a template that cannot be used, or none where one is wanted.
 */
export async function localTemplate(
  { endpoint, chat = {}, path }: LocalOptions,
  { chatTemplate: template, tokenizer, path: place }: LocalModel,
): Promise<ChatTemplate | undefined> {
  if (endpoint === "completions") return undefined;
  if (template === undefined) {
    if (endpoint === "chat")
      throw new SourceError("has no chat template: ask it with --endpoint completions", path);
    return undefined;
  }
  // What the tokenizer puts in front by itself is not to stand there twice. A folder names all special tokens a template may write, and may have several templates.
  if ((await stat(place)).isDirectory()) return chatTemplate(place, { keepBos: !tokenizer.addsBos, ...chat });
  const { bos, eos, addsBos } = tokenizer;
  const tokens = {
    ...(bos === undefined ? {} : { bos_token: tokenizer.show(bos) }),
    ...(eos.length === 0 ? {} : { eos_token: tokenizer.show(eos[0]) }),
  };
  return chatTemplateOf({ template, file: path, tokens, addsBos }, chat);
}

/** What ends an answer: tokens the model was trained to end with, and what the template puts behind its turn. */
export function localStops(
  { tokenizer, config }: LocalModel,
  template: ChatTemplate | undefined,
): { readonly ids: readonly number[]; readonly strings: readonly string[] } {
  const ids = new Set([...config.eos, ...tokenizer.eos]);
  const strings: string[] = [];
  for (const stop of template?.stop ?? []) {
    const encoded = tokenizer.encode(stop, { marks: true });
    if (encoded.length === 1 && tokenizer.isSpecial(encoded[0])) ids.add(encoded[0]);
    else strings.push(stop);
  }
  return { ids: [...ids].sort((a, b) => a - b), strings };
}
