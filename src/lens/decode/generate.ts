import { SourceError } from "../../program/SourceError.js";
import type { Activation, LocalModel } from "../session/LocalModel.js";
import { checkDecodingOptions, type GenerateTextOptions } from "./DecodingOptions.js";
import { decodeTokens, type Source } from "./decodeTokens.js";
import type { GeneratedText } from "./GeneratedText.js";
import { checkInterventions } from "./interventionsAt.js";
import { joinPositions } from "./joinPositions.js";
import { promptIds } from "./promptIds.js";
import { TextReader } from "./TextReader.js";

const WHO = "generate";

/**
 * Goes on from a prompt: greedily, or drawn at a temperature with the usual cuts. Without a temperature the same prompt
 * gives the same text; with one, the same seed does.
 *
 * @param prompt ids, at least one, fewer than the context.
 * @throws SourceError naming the option; as `LocalModel.run`; the signal's reason once it is aborted.
 */
export async function generate(
  model: LocalModel,
  prompt: ArrayLike<number>,
  options: GenerateTextOptions = {},
): Promise<GeneratedText> {
  checkDecodingOptions(options, model.tokenizer.size, WHO);
  const ids = promptIds(model, prompt, WHO);
  const { interventions = [], hooks = [], from, signal } = options;
  const reader = from ?? new TextReader(model);
  checkInterventions(interventions, { read: reader.tokens, prompt: ids.length }, WHO);
  if (reader.tokens >= ids.length)
    throw new SourceError(`${reader.tokens} of ${ids.length} tokens are read already`, `${WHO}: from`);
  const parts = new Map<string, Activation[]>();
  let generating = false;
  const source: Source = {
    tokenizer: model.tokenizer,
    context: model.config.context,
    readsLast: hooks.length > 0,
    async read(tokens) {
      const read = await reader.read(tokens, { interventions, signal, hooks: generating ? hooks : [] });
      if (generating)
        for (const [name, value] of read.hooks) {
          const list = parts.get(name) ?? [];
          parts.set(name, [...list, value]);
        }
      generating = true;
      return { logits: read.logits, scores: read.logits };
    },
  };
  const generated = await decodeTokens(source, ids.subarray(reader.tokens), ids.length, options);
  if (hooks.length === 0) return generated;
  const axes = new Map(model.hooks.map(({ name, axes }) => [name, axes]));
  const joined = [...parts].map(
    ([name, list]) => [name, joinPositions(list, axes.get(name) as readonly string[])] as const,
  );
  return { ...generated, hooks: new Map(joined) };
}
