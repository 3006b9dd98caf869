import { createHash } from "node:crypto";
import type { Program } from "../program/Program.js";
import { SourceError } from "../program/SourceError.js";
import type { AnswerForm, LanguageModel, Model, Settings } from "../providers/Model.js";
import { answerForm } from "../questions/prompt/form/answerForm.js";
import type { PromptTemplates } from "../questions/prompt/templates/PromptTemplates.js";
import { readTemplates } from "../questions/prompt/templates/readTemplates.js";
import { templateOrder, templatePrompt } from "../questions/prompt/templates/templatePrompt.js";
import type { Prompt, Question } from "../questions/Question.js";
import { programsOf, type QuestionSet, someQuestions } from "../questions/QuestionSet.js";
import { questionLanguage } from "../questions/questionLanguage.js";
import type { AskOptions } from "./AskOptions.js";
import { demonstrate } from "./demonstrate.js";
import { dialectNotes } from "./dialectNotes.js";
import type { Setup } from "./Manifest.js";
import { heldBy, openAsked } from "./openAsked.js";
import { promptFor } from "./promptFor.js";
import { LazyPrograms } from "./run/LazyPrograms.js";
import { selectQuestions } from "./selectQuestions.js";

/** A question as it will be put; asked once per sample. */
export interface PreparedItem {
  readonly question: Question;
  /** Parsed when it is asked for. */
  readonly program: Program;
  /** Writes the prompt anew each time: a million prompts would not fit into memory. The same text every time. */
  put(): { readonly prompt: Prompt; readonly form?: AnswerForm };
}

/** What a run will ask, before anything is asked. */
export interface PreparedRun {
  readonly model: Model;
  /** The set; of a shard only its questions. */
  readonly set: QuestionSet;
  readonly setup: Setup;
  /** In the order of the set. */
  readonly items: readonly PreparedItem[];
  /** What a reader should know about them, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Chooses the questions, opens the model and writes the prompts.
 *
 * @throws SourceError for an unknown model, too few demonstrations, or a model that cannot do what is asked of it.
 */
export async function prepareRun(
  set: QuestionSet,
  model: string | Model,
  options: AskOptions,
): Promise<PreparedRun> {
  const { samples = 1, seed = 1 } = options;
  const { shots = 0, demonstrations = set, choice = "fixed" } = options;
  const { limit = null, shard = null, profile = "strict", settings = {}, python, signal } = options;
  const whole = selectQuestions(set.questions, { limit, shard: null, seed });
  const questions = selectQuestions(whole, { limit: null, shard, seed });
  // Baselines are computed on all shards, so that the parts of a run are what the whole would be.
  const asked = await openAsked(model, options, { questions: whole, seed });
  const templates = templatesOf(options, whole);
  const dialect = dialectFor(asked, options);
  const { style = (dialect === undefined ? undefined : styleOf(asked)) ?? "direct" } = options;
  const { order = templates === undefined ? "code-first" : orderOf(templates) } = options;
  const typed = options.typed ? heldBy(asked) : undefined;
  // A thousand shards do not keep and parse the programs of the others: the folder of all has them once.
  const own = shard === null ? set : someQuestions(set, questions);
  const programs = new LazyPrograms(own);
  const shown =
    shots === 0
      ? undefined
      : await demonstrate(questions, {
          shots,
          choice,
          seed,
          pool: demonstrations,
          programs: programsOf(own),
          style,
          python,
          signal,
        });
  const items = questions.map((question, at): PreparedItem => {
    const put = () => {
      const program = programs.get(question.program);
      const before = { style, demonstrations: shown?.(at) };
      if (templates !== undefined) return { prompt: templatePrompt(question, program, templates, before) };
      const written = promptFor(question, program, {
        ...before,
        order,
        typed: typed === "json schema",
        dialect,
      });
      return typed === undefined
        ? { prompt: written }
        : { prompt: written, form: answerForm(question, program, { style }) };
    };
    return {
      question,
      get program() {
        return programs.get(question.program);
      },
      put,
    };
  });
  const setup: Setup = {
    model: asked.name,
    ...(asked.kind === "baseline" || asked.identity === undefined ? {} : { identity: asked.identity }),
    dataset: set.dataset,
    datasetSha256: set.sha256,
    promptsSha256: programs.inPassing(() => promptsHash(items)),
    style,
    order,
    samples,
    seed,
    limit,
    shard,
    profile,
    settings: withStop(settings, asked, templates ?? { stop: [] }),
    ...(whole.some(isPythonInput) ? { python: python ?? "pyodide" } : {}),
    ...(shots === 0 ? {} : { shots: { count: shots, choice, from: demonstrations.sha256 } }),
    ...(typed === undefined ? {} : { typed }),
    ...(templates === undefined ? {} : { templates: { sha256: templates.sha256 } }),
    ...(dialect === undefined ? {} : { dialect }),
  };
  const notes = dialect === undefined ? [] : programs.inPassing(() => dialectNotes(asked.name, items));
  return { model: asked, set: own, setup, items, notes };
}

/**
 * The dialect prompts are written in, of a model that has one; templates are words of their own.
 *
 * @throws SourceError for demonstrations, which prompts of a dialect have no place for.
 */
function dialectFor(model: Model, { templates, shots = 0 }: AskOptions): LanguageModel["dialect"] {
  if (model.kind === "baseline" || templates !== undefined) return undefined;
  if (model.dialect !== undefined && shots > 0)
    throw new SourceError(
      `prompts in the dialect of ${model.name} show no other questions: leave it out`,
      "--shots",
    );
  return model.dialect;
}

function styleOf(model: Model): Prompt["style"] | undefined {
  return model.kind === "baseline" ? undefined : model.style;
}

/** The templates prompts are written by, if any. */
function templatesOf(
  { templates: path, typed, order, style = "direct", shots = 0 }: AskOptions,
  questions: readonly Question[],
): PromptTemplates | undefined {
  if (path === undefined) return undefined;
  if (typed) throw new SourceError("templates say themselves how to answer: leave it out", "--typed");
  if (order !== undefined)
    throw new SourceError("templates decide themselves what stands first: leave it out", "--order");
  return readTemplates(path, { questions, style, shots });
}

/** `call-first` where all templates are. */
function orderOf({ asked }: PromptTemplates): Prompt["order"] {
  return [...asked.values()].every(one => templateOrder(one) === "call-first") ? "call-first" : "code-first";
}

/** The texts that end an answer are added where the model takes them. */
function withStop(settings: Settings, { can }: Model, { stop }: Pick<PromptTemplates, "stop">): Settings {
  if (stop.length === 0 || !can.stop) return settings;
  return { ...settings, stop: [...new Set([...(settings.stop ?? []), ...stop])] };
}

/** Whether the answer to a question is a call of a Python program, which is run. */
function isPythonInput(question: Question): boolean {
  return question.task === "input" && questionLanguage(question) === "python";
}

/**
 * SHA-256 over the hashes of prompts in order of question id, hex. Prompts are written in order of the set, so that
 * programs are parsed once; only their hashes are held.
 */
function promptsHash(items: readonly PreparedItem[]): string {
  const hashes = Buffer.alloc(32 * items.length);
  for (const [at, { put }] of items.entries()) hashes.write(put().prompt.sha256, 32 * at, "hex");
  const order = [...items.keys()].sort((a, b) => (items[a].question.id < items[b].question.id ? -1 : 1));
  const hash = createHash("sha256");
  for (const at of order)
    hash.update(`${items[at].question.id} ${hashes.toString("hex", 32 * at, 32 * at + 32)}\n`);
  return hash.digest("hex");
}
