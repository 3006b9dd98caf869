import type { LocalModel } from "../../lens/session/LocalModel.js";
import { openLocalModel } from "../../lens/session/openLocalModel.js";
import { showable } from "../../program/showable.js";
import type { LanguageModel } from "../Model.js";
import { Turns } from "../Turns.js";
import { timeBound } from "../timeBound.js";
import { checkLocalOptions, type LocalOptions } from "./LocalOptions.js";
import { localAnswer, type Reading } from "./localAnswer.js";
import { localFault } from "./localFault.js";
import { localScores } from "./localScores.js";
import { localStops, localTemplate } from "./localTemplate.js";
import { PromptMemory } from "./PromptMemory.js";

/** A model in this process, which holds memory until it is closed. */
export interface LocalLanguageModel extends LanguageModel {
  /** The same model with its hooks, logits and tokenizer. */
  readonly local: LocalModel;
  /** Frees the weights, when answers that were begun are done. */
  close(): Promise<void>;
}

/** Alternatives of a token; nothing sets a bound, this is ours. */
const MOST_LOGPROBS = 100;

/**
 * A model of a folder or a GGUF file, run by ONNX Runtime in this process. It answers one prompt at a time; what it read of
 * the prompt before is used again where prompts begin alike, which changes nothing in its answers. Without a temperature it
 * takes the likeliest token. As on servers, marks such as `<|im_start|>` in a prompt are marks.
 *
 * Log-probabilities are those of the model at temperature 1 over the whole vocabulary, whatever the settings and the
 * grammar made of them.
 *
 * @param closed called when the model is closed.
 * @throws SourceError where ONNX Runtime is missing (with the command that installs it), and for a file or option that
 * cannot be.
 */
export async function localModel(
  options: LocalOptions,
  closed: () => void = () => {},
): Promise<LocalLanguageModel> {
  checkLocalOptions(options);
  const { path, contextLength, threads, provider } = options;
  const model = await openLocalModel(path, { contextLength, threads, provider });
  try {
    const template = await localTemplate(options, model);
    const reading: Reading = {
      model,
      template,
      path,
      stops: localStops(model, template),
      memory: new PromptMemory(model),
      grammars: new Map(),
    };
    const turns = new Turns();
    const turn = <T>(act: () => Promise<T>): Promise<T> =>
      turns.take(async () => {
        try {
          return await act();
        } catch (error) {
          throw localFault(error, path);
        }
      });

    return showable("model", {
      kind: "language model" as const,
      name: model.name,
      local: model,
      can: {
        samples: true,
        logprobs: MOST_LOGPROBS,
        promptLogprobs: true,
        logits: true,
        hiddenStates: true,
        typed: "grammar" as const,
        seed: true,
        stop: true,
      },
      identity: {
        ...model.identity,
        weights: (await model.weightsHash()).slice(0, 32),
        endpoint: template === undefined ? "completions" : "chat",
        ...(template === undefined ? {} : { chatTemplate: template.sha256 }),
        contextSize: String(model.config.context),
      },
      concurrency: 1,
      generate: (request, { signal, timeoutMs } = {}) =>
        turn(() => localAnswer(reading, request, signal, timeBound(signal, timeoutMs, path))),
      score: (text, scoring) => turn(() => localScores(model, path, text, scoring)),
      // Compiles what answers need: what cannot work fails before a run begins, not with its first question.
      check: ({ signal } = {}) =>
        turn(async () => void (await model.run([0], { logits: "last", keepCache: true, signal }))),
      close: () => {
        closed();
        return turns.take(() => model.close());
      },
    } satisfies LocalLanguageModel);
  } catch (error) {
    await model.close();
    throw error;
  }
}
