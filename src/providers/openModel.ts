import { SourceError } from "../program/SourceError.js";
import { showable } from "../program/showable.js";
import type { Question } from "../questions/Question.js";
import { anthropicModel } from "./anthropic/anthropicModel.js";
import { anthropicString } from "./anthropic/anthropicString.js";
import { constant } from "./baselines/constant.js";
import { copyInput } from "./baselines/copyInput.js";
import { oracle } from "./baselines/oracle.js";
import { random } from "./baselines/random.js";
import { openEmbedded } from "./embedded/openEmbedded.js";
import { EMBEDDED_MODELS, isEmbeddedString } from "./embedded/packagedModels.js";
import type { LlamaOptions } from "./llama/LlamaOptions.js";
import { isLlamaString, openLlama } from "./llama/openLlama.js";
import { isLocalString, openLocal } from "./local/openLocal.js";
import type { Baseline, Model } from "./Model.js";
import type { Endpoint } from "./openai/Flavour.js";
import { isOpenaiString, modelString } from "./openai/modelString.js";
import { openaiModel } from "./openai/openaiModel.js";
import { person } from "./person.js";
import { replay } from "./replay.js";

/** What baselines are computed on. */
export interface ModelContext {
  /** The questions that will be scored. */
  readonly questions: readonly Question[];
  /** Seed of `baseline:random`. */
  readonly seed: number;
  /** Endpoint of servers of OpenAI's protocol, default `chat`; of a model in this process, default `chat` where it has a template. */
  readonly endpoint?: Endpoint;
  /** What the chat template of a model in this process is given besides the prompt. */
  readonly chat?: LlamaOptions["chat"];
  /** Milliseconds an answer of a server may take. Default 600,000. */
  readonly timeoutMs?: number;
}

const BASELINES: Readonly<Record<string, (context: ModelContext) => Baseline>> = {
  oracle: () => oracle(),
  constant: ({ questions }) => constant(questions),
  "copy-input": () => copyInput(),
  random: ({ questions, seed }) => random(questions, seed),
};

/** Names of the baselines, in the order in which reports show them. */
export const BASELINE_NAMES: readonly string[] = Object.keys(BASELINES).map(name => `baseline:${name}`);

/** Forms of model strings besides the baselines, for messages. */
const FORMS: readonly string[] = [
  ...EMBEDDED_MODELS,
  "openai:<model>[@<base url>]",
  "vllm:…",
  "sglang:…",
  "llama.cpp:…",
  "ollama:…",
  "anthropic:<model>[@<base url>]",
  "llama:<file.gguf>",
  "local:<folder or file.gguf>",
  "replay:<run folder>",
  "person",
];

/**
 * The model a string names: `embedded` (with its twins, see `EMBEDDED_MODELS`), `openai:<model>@<base url>` and the other flavours of its protocol (`vllm:`, `sglang:`,
 * `llama.cpp:`, `ollama:`; each has a base URL of its own where none is given), `anthropic:<model>`, `llama:<file.gguf>`, `local:<folder or file.gguf>`,
 * `baseline:oracle`, `baseline:constant`, `baseline:copy-input`, `baseline:random`, `replay:<run folder>`, or `person` (`person:<name>`) at the terminal.
 *
 * @throws SourceError for any other string, saying what there is, and for a person in a notebook (see `askPerson`).
 */
export async function openModel(name: string, context: ModelContext): Promise<Model> {
  const make = name.startsWith("baseline:") ? BASELINES[name.slice("baseline:".length)] : undefined;
  if (make !== undefined) return showable("model", make(context));
  if (name.startsWith("replay:")) return showable("model", await replay(name.slice("replay:".length)));
  if (/^person(?::|$)/.test(name)) return showable("model", person(name));
  if (isOpenaiString(name)) {
    const { endpoint, timeoutMs } = context;
    return openaiModel({ ...modelString(name), endpoint, timeoutMs });
  }
  if (name.startsWith("anthropic:")) {
    return anthropicModel({ ...anthropicString(name), timeoutMs: context.timeoutMs });
  }
  if (isLlamaString(name)) return openLlama(name, context);
  if (isLocalString(name)) return openLocal(name, context);
  if (isEmbeddedString(name)) return openEmbedded(name, context);
  const available = `available: ${[...FORMS, ...BASELINE_NAMES].join(", ")}`;
  throw new SourceError(`unknown model: ${JSON.stringify(name)} (${available})`, "--model");
}

/** Every baseline, for the report. */
export function baselines(context: ModelContext): Baseline[] {
  return Object.values(BASELINES).map(make => make(context));
}
