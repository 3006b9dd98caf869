import { dirname, join } from "node:path";
import type { Dictionary } from "../../lens/dictionary/Dictionary.js";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import { SourceError } from "../../program/SourceError.js";
import { renderPrompt } from "../../providers/chat/renderPrompt.js";
import { plannedModel } from "../../providers/local/attachedModel.js";
import type { InterventionPlan } from "../../providers/local/InterventionPlan.js";
import type { LocalLanguageModel } from "../../providers/local/localModel.js";
import { localTemplate } from "../../providers/local/localTemplate.js";
import { localIds } from "../../providers/local/localTokens.js";
import type { QuestionSet } from "../../questions/QuestionSet.js";
import type { AskOptions } from "../AskOptions.js";
import { prepareRun } from "../prepareRun.js";
import { type Run, readRun } from "../RunFolder.js";
import { runQuestions } from "../run/runQuestions.js";
import { accuracy } from "../statistics/accuracy.js";
import { pairedDifference } from "../statistics/pairedDifference.js";
import { baseModel } from "./baseModel.js";
import { firingRates } from "./firingRates.js";
import type { InterventionFile } from "./InterventionFile.js";
import type { FailedCalls, InterventionReport } from "./InterventionReport.js";
import {
  failedIn,
  interventionEffect,
  isOther,
  type PairedAnswer,
  pairAnswers,
} from "./interventionEffect.js";
import { matchedUnits } from "./matchedUnits.js";
import { PatchSources } from "./PatchSources.js";
import { type ResolvedSpec, resolveSpecs, unitPlaces } from "./ResolvedUnits.js";
import { type AskedPrompt, unitPlan } from "./unitPlan.js";

/** What is changed: the file as it was read, its dictionaries, and where it lies. */
export interface Interventions {
  readonly file: InterventionFile;
  /** Path, for messages, and to find programs beside it. */
  readonly path: string;
  /** None: those that are part of the model. */
  readonly dictionaries: readonly Dictionary[];
}

/** One of the runs that are compared. */
interface ComparedRun {
  readonly rows: Run["rows"];
  readonly failed: FailedCalls | undefined;
}

/** Prompts that firing rates are measured on. */
const MEASURED = 48;

/**
 * Asks a local model a set of questions without and with changes of its features or codes, and with the same changes on random units
 * matched by norm and firing rate: on the same seeds, each into a run folder under `out` (`without`, `with`, `control-1`, …) that can be
 * gone on with.
 *
 * Items of which a call failed are left out of what is compared, and counted.
 *
 * @throws SourceError naming file, path and value for a change that cannot be made; for a chat template beside the model's own; Error where a
 * run has no answer at all; as {@link runQuestions}.
 */
export async function interveneRun(
  set: QuestionSet,
  model: LocalLanguageModel,
  { file, path, dictionaries }: Interventions,
  options: AskOptions,
): Promise<InterventionReport> {
  const { interventions, control = {} } = file;
  const { draws = 3, seed = 1 } = control;
  const { endpoint } = options;
  // Places are found in the prompt as it was written; a template rendered outside of the model would hide it.
  if (options.chatTemplate !== undefined)
    throw new SourceError(
      "changes inside a model go by its own chat template: leave it out",
      "--chat-template",
    );
  if (model.local === undefined)
    throw new SourceError(
      `${model.name} does not let its features be changed: embedded and local: do`,
      "--model",
    );
  const opened = await baseModel(model, file, path, dictionaries, { endpoint });
  const { model: base, mode } = opened;
  const { local: attached, dialect, identity = {} } = base;
  try {
    const specs = resolveSpecs(interventions, unitPlaces(opened.dictionaries), path);
    const occurrence = interventions.findIndex(({ at }) => typeof at === "object" && "occurrence" in at);
    if (occurrence >= 0 && (dialect === undefined || (options.style ?? model.style) === "direct"))
      throw new SourceError(
        `interventions[${occurrence}].at.occurrence: only rows of a trace the model writes have occurrences, in style cot of embedded`,
        path,
      );
    const { items, setup } = await prepareRun(set, base, options);
    const asked = new Map<string, AskedPrompt>();
    for (const { question, program, put } of items) {
      const { prompt } = put();
      asked.set(prompt.text, { prompt, question, program });
    }
    const template = await localTemplate({ path: model.local.path, endpoint }, attached);
    const patches = new PatchSources({
      model: base,
      local: attached,
      template,
      put: { style: setup.style, order: setup.order, dialect: setup.dialect },
      folder: dirname(path),
      file: path,
    });
    patches.check(interventions);
    const context = { local: attached, asked: (text: string) => asked.get(text), patches };
    const run = async (name: string, plan?: InterventionPlan): Promise<ComparedRun> => {
      const one =
        plan === undefined
          ? base
          : await plannedModel(base, { path: model.local.path, endpoint }, identity, plan);
      const out = join(options.out, name);
      const { stopped, manifest, faults = [] } = await runQuestions(set, one, { ...options, out });
      options.signal?.throwIfAborted();
      if (stopped !== undefined)
        throw new Error(`${name}: stopped (${stopped}); the same command goes on with it`);
      const [commonest] = faults;
      if (manifest.answered === 0 && commonest !== undefined)
        throw new Error(`${name}: no question was answered (${commonest.fault}): ${commonest.example}`);
      const { rows } = await readRun(out, set);
      const { errors: count } = manifest;
      return { rows, failed: count === 0 ? undefined : { count, faults } };
    };
    const plan = unitPlan(specs, context);
    const without = await run("without");
    const changed = await run("with", plan);
    const questions = new Map(set.questions.map(question => [question.id, question]));
    const texts: Int32Array[] = [];
    for (const text of asked.keys()) {
      const ids = localIds(attached, template === undefined ? text : renderPrompt(template, text).text);
      // What does not fit is no question the model could be asked.
      if (ids.length <= attached.config.context) texts.push(ids);
      if (texts.length === MEASURED) break;
    }
    const rates = draws === 0 ? new Map() : await ratesOf(attached, specs, texts, options.signal);
    const controls: InterventionReport["controls"][number][] = [];
    const controlPairs: PairedAnswer[][] = [];
    for (let draw = 1; draw <= draws; draw++) {
      const { specs: moved, matched } = matchedUnits(specs, rates, `${seed}:${draw}`);
      const { rows, failed } = await run(`control-${draw}`, unitPlan(moved, context));
      const pairs = pairAnswers(questions, without.rows, rows);
      controlPairs.push(pairs);
      controls.push({ ...interventionEffect(pairs, seed, failed), matched });
    }
    const pairs = pairAnswers(questions, without.rows, changed.rows);
    const { placed } = plan;
    return {
      schema: "tracebook/intervention@1",
      model: model.name,
      dataset: set.dataset,
      mode,
      style: setup.style,
      changes: specs.map(({ spec, place, units }, i) => ({
        spec,
        hook: place.acts,
        units,
        placed: placed[i],
      })),
      without: {
        ...accuracy(
          pairs.map(({ before, question }) => ({ score: before.score, cluster: question.cluster })),
        ),
        ...(without.failed === undefined ? {} : { failed: without.failed }),
      },
      changed: interventionEffect(pairs, seed, changed.failed),
      controls,
      ...(draws === 0 ? {} : { beyond: beyondControls(pairs, controlPairs) }),
    };
  } finally {
    await opened.close();
  }
}

/** What became of the answers beyond what became of them with the controls; of items that every run answered. */
function beyondControls(
  pairs: readonly PairedAnswer[],
  controls: readonly (readonly PairedAnswer[])[],
): NonNullable<InterventionReport["beyond"]> {
  // Each list is in the order of the run without.
  const items = pairs
    .map((pair, i) => ({ pair, others: controls.map(list => list[i]) }))
    .filter(({ pair, others }) => [pair, ...others].every(one => failedIn(one) === undefined));
  const beside = (value: (pair: PairedAnswer) => number) =>
    pairedDifference(
      items.map(({ pair, others }) => ({
        a: value(pair),
        b: others.reduce((sum, other) => sum + value(other), 0) / others.length,
        cluster: pair.question.cluster,
      })),
    );
  return {
    answers: beside(pair => (isOther(pair) ? 1 : 0)),
    score: beside(({ after }) => after.score),
    ...(items.length === pairs.length ? {} : { leftOut: pairs.length - items.length }),
  };
}

/** Firing rates of the places that are changed. */
function ratesOf(
  local: LocalModel,
  specs: readonly ResolvedSpec[],
  texts: readonly Int32Array[],
  signal: AbortSignal | undefined,
): ReturnType<typeof firingRates> {
  return firingRates(local, [...new Set(specs.map(({ place }) => place))], texts, signal);
}
