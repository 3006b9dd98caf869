import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import type { LanguageModel, Model, Request } from "../Model.js";
import type { TokenScore } from "../TokenScore.js";
import type { ChatTemplate, Rendered } from "./Rendered.js";
import { renderPrompt } from "./renderPrompt.js";

/**
 * A model that is asked through a completions endpoint, with each prompt rendered by a chat template. What ends the
 * model's turn is added to the stop strings where the model takes them. Scores are those of the rendered text; given back
 * are the tokens of the prompt with spans in it, a token that also holds part of the template cut to the prompt's part. Blanks that
 * the template trims have none.
 *
 * @throws SourceError for a model that is no server with such an endpoint, or is asked through chat: it would be rendered twice.
 */
export function withChatTemplate(model: Model, template: ChatTemplate): LanguageModel {
  if (model.kind !== "language model")
    throw new SourceError(`${model.name} reads no prompts`, "--chat-template");
  const { endpoint } = model.identity ?? {};
  if (endpoint !== undefined && endpoint !== "completions")
    throw new SourceError(
      `${model.name} is asked through its ${endpoint} endpoint, where the server renders prompts itself: use --endpoint completions`,
      "--chat-template",
    );
  const { generate, score } = model;
  const asked = (request: Request): Request => ({
    ...request,
    prompt: renderPrompt(template, request.prompt).text,
    settings: model.can.stop
      ? { ...request.settings, stop: [...new Set([...(request.settings.stop ?? []), ...template.stop])] }
      : request.settings,
  });
  // What is scored is the rendered prompt; the model behind (`local`) would score the text as it is.
  const { local: _, ...own } = model as LanguageModel & { readonly local?: unknown };
  return showable("model", {
    ...own,
    identity: { ...model.identity, chatTemplate: template.sha256 },
    generate: async (request, options) => generate.call(model, asked(request), options),
    ...(score === undefined
      ? {}
      : {
          score: async (text, options) => {
            const shown = renderPrompt(template, text);
            return tokensOfPrompt(await score.call(model, shown.text, options), shown);
          },
        }),
  });
}

/** The tokens that hold a part of the prompt, with spans in the prompt. */
function tokensOfPrompt(
  tokens: readonly TokenScore[],
  { byteStart, byteEnd, promptStart }: Rendered,
): TokenScore[] {
  const shift = promptStart - byteStart;
  return tokens
    .filter(token => token.byteEnd > byteStart && token.byteStart < byteEnd)
    .map(token => ({
      ...token,
      byteStart: Math.max(token.byteStart, byteStart) + shift,
      byteEnd: Math.min(token.byteEnd, byteEnd) + shift,
    }));
}
