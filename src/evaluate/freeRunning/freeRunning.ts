import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ngramAnswers } from "../../datasets/corpus/ngramAnswers.js";
import { outcomeSpread } from "../../datasets/corpus/outcomeSpread.js";
import type { LocalModel } from "../../lens/session/LocalModel.js";
import type { Program } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import type { LanguageModel } from "../../providers/Model.js";
import { baselines, openModel } from "../../providers/openModel.js";
import { answerText } from "../../questions/answer/answerText.js";
import type { Question } from "../../questions/Question.js";
import { programsOf, type QuestionSet } from "../../questions/QuestionSet.js";
import type { Progress } from "../AskOptions.js";
import { type Run, readRun } from "../RunFolder.js";
import { runQuestions } from "../run/runQuestions.js";
import { checkWriters } from "./checkWriters.js";
import type { FreeRunningReport, FreeRunningSplit } from "./FreeRunningReport.js";
import { type ForcedRows, forcedOfModel, forcedOfNgrams } from "./forcedRows.js";
import { NGRAM_ORDER, NgramTable } from "./NgramTable.js";
import { ngramModel } from "./ngramModel.js";
import {
  answererOf,
  bestBeside,
  LAST_LITERAL,
  ngramAnswerer,
  scoresOfAnswerer,
  scoresOfRun,
} from "./taskScores.js";
import { traceScore } from "./traceScore.js";
import { type TruthTrace, truthTraces } from "./truthTraces.js";
import { type WrittenCalls, writtenCalls } from "./writtenCalls.js";

/** How a model is let run freely. */
export interface FreeRunningOptions {
  /** Folder of the runs and of `traces.jsonl`; gone on with where it was. */
  readonly out: string;
  /** Model strings of twins asked the same questions, each in the style it was trained for. Default none. */
  readonly twins?: readonly string[];
  /** Documents the n-gram models learn from: texts of `tracebook corpus`. */
  readonly documents: readonly string[];
  /** Seed of drawn answers and of `baseline:random`. Default 1. */
  readonly seed?: number;
  /** Gives up at once; what was received is kept. */
  readonly signal?: AbortSignal;
  /** Asks nothing new. */
  readonly stop?: AbortSignal;
  readonly onProgress?: (what: string, progress?: Progress) => void;
}

/** Tokens of context of the n-gram answers. */
const ANSWER_ORDER = 8;

/**
 * Lets a model that writes traces answer every question of a set with nothing but its own trace to go by, one trace for each call, and
 * compares: traces with the recorded ones, answers with those of its twins and of baselines on the same questions. The
 * families of the set are its splits. Runs are ordinary run folders under `out`; the same call goes on with what was stopped.
 *
 * @throws SourceError for a model that is not asked in the dialect or was trained without traces, two models of one name, no documents, and
 * as {@link runQuestions}; the signal's reason.
 */
export async function freeRunning(
  set: QuestionSet,
  model: string | LanguageModel,
  options: FreeRunningOptions,
): Promise<FreeRunningReport> {
  const { out, twins = [], documents, seed = 1, signal, stop, onProgress } = options;
  if (documents.length === 0)
    throw new SourceError("needs documents for the n-gram models to learn from", "--corpus");
  const opened = await checkWriters(
    typeof model === "string" ? await openModel(model, { questions: [], seed }) : model,
    twins,
    { seed },
  );
  const table = new NgramTable(documents);
  await mkdir(out, { recursive: true });
  const ask = async (
    one: string | LanguageModel,
    folder: string,
    label: string,
    style?: "cot",
  ): Promise<Run> => {
    const { stopped, faults } = await runQuestions(set, one, {
      out: join(out, folder),
      seed,
      style,
      settings: { temperature: 0 },
      signal,
      stop,
      onProgress: progress => onProgress?.(label, progress),
    });
    signal?.throwIfAborted();
    stop?.throwIfAborted();
    if (stopped !== undefined)
      throw new Error(`${label}: stopped (${stopped}); the same command goes on with it`);
    const [commonest] = faults ?? [];
    if (commonest !== undefined)
      onProgress?.(`${label}: ${commonest.count} × ${commonest.fault}, such as: ${commonest.example}`);
    return readRun(join(out, folder), set);
  };
  const own = await ask(opened, "model", opened.name, "cot");
  const others: { name: string; run: Run }[] = [];
  for (const name of twins) others.push({ name, run: await ask(name, name.replace(/[^\w.-]+/g, "-"), name) });
  const ngrams = ngramModel(table);
  others.push({ name: ngrams.name, run: await ask(ngrams, "n-gram", ngrams.name) });
  const programs = programsOf(set);
  const truths = await truthTraces(set.questions, programs, {
    signal: stop ?? signal,
    onTrace: (done, total) => onProgress?.(`recorded ${done} of ${total} calls`),
  });
  const { local } = opened as { readonly local?: LocalModel };
  const forced = await forcedOf(local, truths, join(out, "forced.jsonl"), options);
  const writers = [
    ...writerOf(own, truths, forced),
    ...others.flatMap(({ name, run }) =>
      writerOf(run, truths, name === ngrams.name ? forcedByNgrams(table, truths) : undefined),
    ),
  ];
  const calls = writers.flatMap(writer => writer.calls);
  await writeFile(join(out, "traces.jsonl"), calls.map(call => `${JSON.stringify(call)}\n`).join(""));
  const answers = ngramAnswers(documents, ANSWER_ORDER);
  const beside = [
    ...baselines({ questions: set.questions, seed })
      .filter(({ name }) => name !== "baseline:oracle")
      .map(answererOf),
    LAST_LITERAL,
    ngramAnswerer(answers, ANSWER_ORDER),
  ];
  const splits = [...new Set(set.questions.map(({ family }) => family))].map((split): FreeRunningSplit => {
    const questions = set.questions.filter(({ family }) => family === split);
    const tasks = [
      ...scoresOfRun(opened.name, "model", questions, own.rows),
      ...others.flatMap(({ name, run }) =>
        scoresOfRun(name, name === ngrams.name ? "baseline" : "twin", questions, run.rows),
      ),
      // The best constant is that of the split.
      ...beside.flatMap(one =>
        one.name === "baseline:constant" ? [] : scoresOfAnswerer(one, questions, programs),
      ),
      ...constantOf(questions, programs, seed),
    ];
    const keys = [...truths.values()].filter(({ question }) => question.family === split);
    return {
      split,
      programs: new Set(questions.map(({ program }) => program)).size,
      calls: keys.length,
      outcomes: outcomeSpread(
        questions.filter(({ task }) => task === "output").map(({ truth }) => answerText(truth)),
      ),
      ...refusedOf(keys),
      traces: writers.map(writer =>
        traceScore(
          writer.name,
          writer.calls.filter(call => call.split === split),
          {
            leftOut: writer.leftOut.filter(one => one.split === split).map(({ why }) => why),
            read: writer.read,
          },
        ),
      ),
      tasks,
      best: bestBeside(tasks),
    };
  });
  return {
    schema: "tracebook/free-running@1",
    dataset: set.dataset,
    datasetSha256: set.sha256,
    model: opened.name,
    seed,
    ngram: { order: NGRAM_ORDER, documents: table.documents, tokens: table.tokens },
    splits,
    notes: own.manifest.notes ?? [],
  };
}

/** A model with what it was to write. */
interface Writer extends WrittenCalls {
  readonly name: string;
  /** It was read behind the true rows too. */
  readonly read: boolean;
}

/** None for a model that answers at once or is not asked in the dialect: it was never to write a trace. */
function writerOf(
  run: Run,
  truths: ReadonlyMap<string, TruthTrace>,
  forced: ReadonlyMap<string, ForcedRows> | undefined,
): Writer[] {
  const { style, dialect, model: name } = run.manifest;
  if (style !== "cot" || dialect === undefined) return [];
  return [{ name, read: forced !== undefined, ...writtenCalls(run, truths, forced) }];
}

function constantOf(questions: readonly Question[], programs: ReadonlyMap<string, Program>, seed: number) {
  const constant = baselines({ questions, seed }).find(({ name }) => name === "baseline:constant");
  return constant === undefined ? [] : scoresOfAnswerer(answererOf(constant), questions, programs);
}

function refusedOf(calls: readonly TruthTrace[]): Pick<FreeRunningSplit, "refused"> {
  const counts: Record<string, number> = {};
  for (const { truth } of calls) if (typeof truth === "string") counts[truth] = (counts[truth] ?? 0) + 1;
  return Object.keys(counts).length === 0 ? {} : { refused: counts };
}

function forcedByNgrams(table: NgramTable, truths: ReadonlyMap<string, TruthTrace>): Map<string, ForcedRows> {
  const found = new Map<string, ForcedRows>();
  for (const [key, call] of truths) {
    const rows = forcedOfNgrams(table, call);
    if (rows !== undefined) found.set(key, rows);
  }
  return found;
}

/** Reads what was found before and finds the rest, call by call; undefined for a model whose inside cannot be read. */
async function forcedOf(
  local: LocalModel | undefined,
  truths: ReadonlyMap<string, TruthTrace>,
  file: string,
  { signal, stop, onProgress }: FreeRunningOptions,
): Promise<Map<string, ForcedRows> | undefined> {
  const found = new Map<string, ForcedRows>();
  if (local === undefined) return undefined;
  const before = await readFile(file, "utf8").catch(() => "");
  for (const line of before.slice(0, before.lastIndexOf("\n") + 1).split("\n")) {
    if (line === "") continue;
    const { key, ...rows } = JSON.parse(line) as ForcedRows & { readonly key: string };
    found.set(key, rows);
  }
  // A line that was being written is written anew.
  await writeFile(file, before.slice(0, before.lastIndexOf("\n") + 1));
  for (const [key, call] of truths) {
    (stop ?? signal)?.throwIfAborted();
    if (found.has(key)) continue;
    const rows = await forcedOfModel(local, call, signal);
    if (rows === undefined) continue;
    found.set(key, rows);
    await appendFile(file, `${JSON.stringify({ key, ...rows })}\n`);
    onProgress?.(`read ${found.size} of ${truths.size} true traces`);
  }
  return found;
}
