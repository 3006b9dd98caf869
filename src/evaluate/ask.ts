import { join } from "node:path";
import { sha256 } from "../program/hash.js";
import type { Program } from "../program/Program.js";
import { version } from "../program/version.js";
import type { Completion, Model, Settings } from "../providers/Model.js";
import { openModel } from "../providers/openModel.js";
import { parsedText, producedText } from "../questions/answer/answerText.js";
import { parseAnswer } from "../questions/answer/parseAnswer.js";
import { prompt } from "../questions/prompt/prompt.js";
import type { Answer, Prompt, Question, Verdict } from "../questions/Question.js";
import { programsOf, type QuestionSet } from "../questions/QuestionSet.js";
import { questionLanguage } from "../questions/questionLanguage.js";
import { checkAnswer, predictedCall } from "../questions/score/runCalls.js";
import { failed, score } from "../questions/score/score.js";
import { CONVENTIONS } from "./conventions.js";
import { demonstrate } from "./demonstrate.js";
import { gitRevision } from "./gitRevision.js";
import { expectSameSetup, type Manifest, type Setup, type Shard } from "./Manifest.js";
import { questionColumns, type Row, rowKey } from "./Row.js";
import { type Run, RunFolder, readRun } from "./RunFolder.js";
import { selectQuestions } from "./selectQuestions.js";

/** How questions are asked. */
export interface AskOptions {
  /** Folder of the run; continued when it holds one of the same setup. */
  readonly out: string;
  /** Completions per question. Default 1. */
  readonly samples?: number;
  /** Default `direct`. */
  readonly style?: Prompt["style"];
  /** Default `code-first`. */
  readonly order?: Prompt["order"];
  /** Questions shown with their right answers before each. Default 0. */
  readonly shots?: number;
  /** Where they are chosen from. Default: the set that is asked, never of the question's own cluster. */
  readonly demonstrations?: QuestionSet;
  /** `fixed` (default) shows the same to all questions of a task, `random` draws anew for each question. */
  readonly choice?: "fixed" | "random";
  /** Seed of the limit's choice, of `baseline:random`, and handed to the model. Default 1. */
  readonly seed?: number;
  /** Ask only so many questions, chosen by hash. Default all. */
  readonly limit?: number;
  /** Ask only this part of the questions. Default all. */
  readonly shard?: Shard;
  /** Questions asked at the same time. Default 4. */
  readonly concurrency?: number;
  /** Default `strict`. */
  readonly profile?: Verdict["profile"];
  /** Handed to the model. Default none: the provider's own. */
  readonly settings?: Settings;
  /** What runs answered calls of Python programs, as of `TraceOptions`. Default `pyodide`. */
  readonly python?: string;
  /** Ends the run early; it stays valid and can be continued. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a run is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly right: number;
  readonly errors: number;
}

/**
 * Asks a model every question of a set and writes the run to `out`: `questions.jsonl`, `answers.jsonl` (one row per
 * question and sample, appended as answers come) and `manifest.json`. Asking again continues: items that have an
 * answer are left alone, those whose model call failed are tried again. The model may be given by its string.
 *
 * @throws SourceError for an unknown model, too few demonstrations, or a folder that holds a run of another setup.
 */
export async function ask(set: QuestionSet, model: string | Model, options: AskOptions): Promise<Run> {
  const { samples = 1, style = "direct", order = "code-first", seed = 1, concurrency = 4 } = options;
  const { shots = 0, demonstrations = set, choice = "fixed" } = options;
  const { limit = null, shard = null, profile = "strict", settings = {}, python, signal } = options;
  const questions = selectQuestions(set.questions, { limit, shard, seed });
  const asked = typeof model === "string" ? await openModel(model, { questions, seed }) : model;
  const programs = programsOf(set);
  const shown =
    shots === 0
      ? undefined
      : await demonstrate(questions, { shots, choice, seed, pool: demonstrations, style, python, signal });
  const items = questions.map(question => {
    const program = programs.get(question.program) as Program;
    const before = shown === undefined ? {} : { shots, demonstrations: shown.get(question.id) };
    return { question, program, prompt: prompt(question, program, { style, order, ...before }) };
  });
  const setup: Setup = {
    model: asked.name,
    dataset: set.dataset,
    datasetSha256: set.sha256,
    promptsSha256: promptsHash(items.map(item => item.prompt)),
    style,
    order,
    samples,
    seed,
    limit,
    shard,
    profile,
    settings,
    ...(questions.some(isPythonInput) ? { python: python ?? "pyodide" } : {}),
    ...(shots === 0 ? {} : { shots: { count: shots, choice, from: demonstrations.sha256 } }),
  };
  const before = await RunFolder.manifest(options.out);
  if (before !== undefined) expectSameSetup(before, setup, join(options.out, "manifest.json"));
  const folder = await RunFolder.open(options.out, set);
  const latest = new Map(folder.found.map(row => [rowKey(row), row]));
  const manifest = (finished: string | null): Manifest => ({
    schema: "tracebook/run@1",
    ...setup,
    items: questions.length * samples,
    conventions: CONVENTIONS,
    environment: {
      tracebook: version,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      revision: before?.environment.revision ?? gitRevision(process.cwd()) ?? null,
      started: before?.environment.started ?? new Date().toISOString(),
      finished,
    },
    answered: [...latest.values()].filter(row => row.verdict !== "error").length,
    errors: [...latest.values()].filter(row => row.verdict === "error").length,
  });
  try {
    await folder.writeManifest(manifest(before?.environment.finished ?? null));
    const todo = items.flatMap(item =>
      Array.from({ length: samples }, (_, sample) => ({ ...item, sample })).filter(({ question, sample }) => {
        const row = latest.get(rowKey({ question: question.id, sample }));
        return row === undefined || row.verdict === "error";
      }),
    );
    const counts = { right: 0, error: 0 };
    const count = (row: Row | undefined, by: number): void => {
      if (row?.verdict === "right" || row?.verdict === "error") counts[row.verdict] += by;
    };
    for (const row of latest.values()) count(row, 1);
    const report = (): void => {
      const { right, error: errors } = counts;
      options.onProgress?.({ done: latest.size, total: questions.length * samples, right, errors });
    };
    report();
    await inParallel(todo, concurrency, signal, async item => {
      const given = { ...settings, seed: settings.seed ?? seed };
      const row = await answerOne(asked, item, profile, given, { python, signal });
      // An answer cut off by Ctrl-C is no answer.
      if (signal?.aborted && row.verdict === "error") return;
      await folder.append(row);
      count(latest.get(rowKey(row)), -1);
      count(row, 1);
      latest.set(rowKey(row), row);
      report();
    });
    const complete = latest.size === questions.length * samples;
    const finished = complete
      ? todo.length === 0
        ? before?.environment.finished
        : new Date().toISOString()
      : null;
    await folder.writeManifest(manifest(finished ?? null));
  } finally {
    await folder.close();
  }
  return readRun(options.out);
}

/** Whether the answer to a question is a call of a Python program, which is run. */
function isPythonInput(question: Question): boolean {
  return question.task === "input" && questionLanguage(question) === "python";
}

/** One question put once. */
interface Item {
  readonly question: Question;
  readonly program: Program;
  readonly prompt: Prompt;
  readonly sample: number;
}

async function answerOne(
  model: Model,
  { question, program, prompt: text, sample }: Item,
  profile: Verdict["profile"],
  settings: Settings,
  { python, signal }: Pick<AskOptions, "python" | "signal">,
): Promise<Row> {
  const start = performance.now();
  let completion: Completion | undefined;
  let error: string | undefined;
  try {
    completion =
      model.kind === "baseline"
        ? { text: model.answer({ question, program, sample }) }
        : await model.generate({ prompt: text.text, sample, settings }, { signal });
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const latencyMs = Math.round((performance.now() - start) * 1000) / 1000;
  const read = completion === undefined ? undefined : parseAnswer(completion.text, question, program);
  // An answered call counts by what it comes to.
  const answer = read === undefined ? undefined : await checkAnswer(read, question, program, { python });
  const verdict =
    answer === undefined ? failed(question, profile) : score(answer, question, { profile, program });
  return {
    schema: "tracebook/row@1",
    ...questionColumns(question),
    model: model.name,
    prompt: text.sha256,
    sample,
    completion: completion?.text ?? "",
    parsed: parsedText(answer?.parsed, program.language) ?? null,
    verdict: verdict.verdict,
    reason: verdict.reason,
    score: verdict.score,
    profile,
    ...(answer === undefined ? {} : producedColumn(answer, program)),
    ...verdict.detail,
    ...(error === undefined ? {} : { error }),
    ...(completion?.finish === undefined ? {} : { finish: completion.finish }),
    ...(completion?.inputTokens === undefined ? {} : { inputTokens: completion.inputTokens }),
    ...(completion?.outputTokens === undefined ? {} : { outputTokens: completion.outputTokens }),
    latencyMs,
    cacheHit: completion?.cached ?? false,
  };
}

function producedColumn(answer: Answer, { language }: Program): Pick<Row, "produced"> {
  const produced = predictedCall(answer)?.produced;
  return produced === undefined ? {} : { produced: producedText(produced, language) };
}

/** SHA-256 over the hashes of prompts in order of question id. */
export function promptsHash(prompts: readonly Prompt[]): string {
  const sorted = [...prompts].sort((a, b) => (a.question < b.question ? -1 : 1));
  return sha256(sorted.map(({ question, sha256: hash }) => `${question} ${hash}\n`).join(""));
}

/** Works through items in order, `width` at a time, until done or aborted; a failing item ends all. */
async function inParallel<T>(
  items: readonly T[],
  width: number,
  signal: AbortSignal | undefined,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && !signal?.aborted) await work(items[next++]);
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, items.length)) }, worker));
}
