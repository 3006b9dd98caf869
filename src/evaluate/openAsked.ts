import { SourceError } from "../program/SourceError.js";
import { chatTemplate } from "../providers/chat/chatTemplate.js";
import { withChatTemplate } from "../providers/chat/withChatTemplate.js";
import { isLlamaString } from "../providers/llama/openLlama.js";
import { isLocalString } from "../providers/local/openLocal.js";
import type { Can, Model } from "../providers/Model.js";
import { type ModelContext, openModel } from "../providers/openModel.js";
import type { AskOptions } from "./AskOptions.js";

/**
 * The model that is asked: opened where it is named, and with its prompts rendered by a chat template where there is one.
 *
 * @throws SourceError for an unknown model, a chat template that cannot be read or rendered, and options that need one.
 */
export async function openAsked(
  model: string | Model,
  { chatTemplate: path, chatDate: date, chatVariables: variables, endpoint }: AskOptions,
  context: ModelContext,
): Promise<Model> {
  // Weights come with a template of their own.
  const weights = isLlamaString(model) || isLocalString(model);
  const own = path === undefined && endpoint !== "completions" && weights;
  for (const [option, value] of Object.entries({ "--chat-date": date, "--chat-variable": variables }))
    if (value !== undefined && path === undefined && !own)
      throw new SourceError("there is no chat template it is for: add --chat-template", option);
  // The chat endpoint renders prompts by itself.
  const wanted = endpoint ?? (path === undefined ? undefined : "completions");
  const opened =
    typeof model === "string"
      ? await openModel(model, {
          ...context,
          endpoint: wanted,
          ...(own ? { chat: { date, variables } } : {}),
        })
      : model;
  return path === undefined
    ? opened
    : withChatTemplate(opened, await chatTemplate(path, { date, variables }));
}

/**
 * How a model holds answers to a form.
 *
 * @throws SourceError for one that cannot.
 */
export function heldBy({ name, can: { typed } }: Model): NonNullable<Can["typed"]> {
  if (typed === undefined)
    throw new SourceError(
      `${name} cannot hold answers to a form: it takes neither a JSON schema nor a grammar`,
      "--typed",
    );
  return typed;
}
