import type { LocalModel } from "../../lens/session/LocalModel.js";
import { showable } from "../../program/showable.js";
import type { Can, Completion, LanguageModel, Request } from "../Model.js";
import { Turns } from "../Turns.js";
import { timeBound } from "../timeBound.js";
import type { InterventionPlan } from "./InterventionPlan.js";
import type { LocalOptions } from "./LocalOptions.js";
import { localAnswer, type Reading } from "./localAnswer.js";
import { localFault } from "./localFault.js";
import type { LocalLanguageModel } from "./localModel.js";
import { localScores } from "./localScores.js";
import { localStops, localTemplate } from "./localTemplate.js";
import { PromptMemory } from "./PromptMemory.js";

/** Alternatives of a token; nothing sets a bound, this is ours. */
const MOST_LOGPROBS = 100;

/** Answers one request; no other is answered at the same time. */
export type Answering = (
  reading: Reading,
  request: Request,
  signal: AbortSignal | undefined,
  check: () => void,
) => Promise<Completion>;

/** What is different from a model as it lies in its folder. */
export interface LanguageModelParts {
  /** Called when the model is closed. */
  readonly closed?: () => void;
  /** In place of the local model's name. */
  readonly name?: string;
  /** How requests are answered. Default {@link localAnswer}. */
  readonly answer?: Answering;
  readonly can?: Partial<Can>;
  /** What tells it apart besides. */
  readonly identity?: Readonly<Record<string, string>>;
  readonly dialect?: LanguageModel["dialect"];
  readonly style?: LanguageModel["style"];
  /** What is changed inside while it reads and writes. */
  readonly plan?: InterventionPlan;
}

/** The language model of a local model that is open: closing it closes that one. */
export async function languageModelOf(
  model: LocalModel,
  options: Pick<LocalOptions, "path" | "endpoint" | "chat">,
  parts: LanguageModelParts = {},
): Promise<LocalLanguageModel> {
  const { path } = options;
  const { closed = () => {}, name = model.name, answer = localAnswer, can, dialect, style, plan } = parts;
  const template = await localTemplate(options, model);
  const reading: Reading = {
    model,
    template,
    path,
    stops: localStops(model, template),
    memory: new PromptMemory(model),
    grammars: new Map(),
    ...(plan === undefined ? {} : { plan }),
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
    name,
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
      ...can,
    },
    identity: {
      ...model.identity,
      weights: (await model.weightsHash()).slice(0, 32),
      endpoint: template === undefined ? "completions" : "chat",
      ...(template === undefined ? {} : { chatTemplate: template.sha256 }),
      contextSize: String(model.config.context),
      ...parts.identity,
      ...(plan === undefined ? {} : { interventions: plan.sha256 }),
    },
    ...(dialect === undefined ? {} : { dialect }),
    ...(style === undefined ? {} : { style }),
    concurrency: 1,
    generate: (request, { signal, timeoutMs } = {}) =>
      turn(() => answer(reading, request, signal, timeBound(signal, timeoutMs, path))),
    score: (text, scoring) => turn(() => localScores(model, path, text, scoring)),
    // Compiles what answers need: what cannot work fails before a run begins, not with its first question.
    check: ({ signal } = {}) =>
      turn(async () => void (await model.run([0], { logits: "last", keepCache: true, signal }))),
    close: () => {
      closed();
      return turns.take(() => model.close());
    },
  } satisfies LocalLanguageModel);
}
