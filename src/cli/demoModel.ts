import { SourceError } from "../program/SourceError.js";
import type { LanguageModel } from "../providers/Model.js";
import type { QuestionSet } from "../questions/QuestionSet.js";
import type { Library } from "./library.js";
import { progressLine } from "./runText.js";
import type { Session } from "./Session.js";

/** Questions a model is asked where nobody says otherwise: a few minutes for a small model on two cores. */
export const DEMO_LIMIT = 200;

/** Tokens of an answer at most; answers are a value, a line or a list of lines. */
const MOST_TOKENS = 64;

/** A model that is opened, to be closed at the end. */
export interface DemoModel {
  readonly name: string;
  readonly model: LanguageModel;
  close(): Promise<void>;
}

/**
 * Opens the model before anything takes time.
 *
 * @throws SourceError for one that cannot be, and for what is no language model.
 */
export async function openDemoModel(lib: Library, name: string): Promise<DemoModel> {
  const model = await lib.openModel(name, { questions: [], seed: 1 });
  if (model.kind !== "language model" || name.startsWith("person"))
    throw new SourceError(`${name} is no language model; baselines are in the demo already`, "--model");
  const { close } = model as { readonly close?: () => Promise<void> };
  return { name, model, close: async () => close?.call(model) };
}

/** The model that comes with the package, asked where nobody names one; without it, which is said, the demo goes on with the baselines. */
export async function openDefaultModel(lib: Library, session: Session): Promise<DemoModel | undefined> {
  const { DEFAULT_MODEL: name } = lib;
  if (name === undefined) return undefined;
  try {
    return await openDemoModel(lib, name);
  } catch (error) {
    if (!(error instanceof lib.SourceError)) throw error;
    session.warn(`no model is asked: ${error.reason}`);
    return undefined;
  }
}

/**
 * Asks the model the questions, without drawing; held to the form of an answer where it can be, as small models seldom keep
 * to one by themselves and would go on until they are cut off.
 */
export async function askDemoModel(
  lib: Library,
  { model }: DemoModel,
  set: QuestionSet,
  out: string,
  session: Session,
): Promise<void> {
  const { faults, manifest } = await lib.runQuestions(set, model, {
    out,
    // A trace before an answer is as long as it is.
    settings: { temperature: 0, ...(model.dialect === undefined ? { maxTokens: MOST_TOKENS } : {}) },
    typed: model.can.typed !== undefined,
    signal: session.signal,
    onProgress: progress => session.progress(progressLine(progress)),
  });
  session.signal.throwIfAborted();
  const [commonest] = faults ?? [];
  if (manifest.answered === 0 && commonest !== undefined)
    throw new Error(`no question was answered (${commonest.fault}): ${commonest.example}`);
}
