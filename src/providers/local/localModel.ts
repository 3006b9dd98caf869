import type { LocalModel } from "../../lens/session/LocalModel.js";
import { openLocalModel } from "../../lens/session/openLocalModel.js";
import { dialectOf } from "../embedded/dialectOf.js";
import { dialectParts } from "../embedded/dialectParts.js";
import { packagedDialect } from "../embedded/packagedModels.js";
import type { LanguageModel } from "../Model.js";
import { checkLocalOptions, type LocalOptions } from "./LocalOptions.js";
import { languageModelOf } from "./languageModelOf.js";

/** A model in this process, which holds memory until it is closed. */
export interface LocalLanguageModel extends LanguageModel {
  /** The same model with its hooks, logits and tokenizer. */
  readonly local: LocalModel;
  /** Frees the weights, when answers that were begun are done. */
  close(): Promise<void>;
}

/**
 * A model of a folder or a GGUF file, run by ONNX Runtime in this process. It answers one prompt at a time; what it read of
 * the prompt before is used again where prompts begin alike, which changes nothing in its answers. Without a temperature it
 * takes the likeliest token. As on servers, marks such as `<|im_start|>` in a prompt are marks.
 *
 * Log-probabilities are those of the model at temperature 1 over the whole vocabulary, whatever the settings and the
 * grammar made of them.
 *
 * A model whose `config.json` says that it was trained on our dialect is asked in it, and answers as `embedded` does.
 *
 * @param closed called when the model is closed.
 * @param name in place of `local:<path>`.
 * @throws SourceError where ONNX Runtime is missing (with the command that installs it), and for a file or option that
 * cannot be.
 */
export async function localModel(
  options: LocalOptions,
  closed: () => void = () => {},
  name?: string,
): Promise<LocalLanguageModel> {
  checkLocalOptions(options);
  const { path, contextLength, threads, provider } = options;
  const model = await openLocalModel(path, { contextLength, threads, provider });
  try {
    const dialect = (await dialectOf(model.path)) ?? packagedDialect(name);
    const parts = dialect === undefined ? {} : dialectParts(dialect);
    return await languageModelOf(model, options, {
      closed,
      ...(name === undefined ? {} : { name }),
      ...parts,
    });
  } catch (error) {
    await model.close();
    throw error;
  }
}
