import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Command } from "commander";
import { SourceError } from "../program/SourceError.js";
import type { LocalLanguageModel } from "../providers/local/localModel.js";
import type { Model } from "../providers/Model.js";
import type { QuestionSet } from "../questions/QuestionSet.js";
import { type Library, library } from "./library.js";
import { collect, wholeNumber } from "./options.js";
import { questionSetOf } from "./questionSetOf.js";
import { readText } from "./readText.js";
import { progressLine } from "./runText.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";

interface Options {
  readonly model: string;
  readonly twins?: readonly string[];
  readonly corpus?: readonly string[];
  readonly dictionary?: readonly string[];
  readonly split?: readonly string[];
  readonly limit?: number;
  readonly seed?: number;
  readonly out: string;
  readonly json?: boolean;
}

/** Programs the n-gram models learn from where no corpus is named. */
const PROGRAMS = 400;

/** How long requests in flight may take after Ctrl-C, ms. */
const FINISH_MS = 20_000;

/** Adds `tracebook free-run`. */
export function addFreeRun(program: Command, session: Session): void {
  program
    .command("free-run")
    .description(
      "Let a model that writes traces answer from its own trace, and compare it with the true one, with its twins and with baselines.",
    )
    .argument("[dataset]", "a data set of the embedded family; its families are the splits", "embedded")
    .option("--model <model>", "embedded, or local:<folder> of a model of the dialect", "embedded")
    .option(
      "--twins <model>",
      "asked the same (repeatable; default: embedded-direct and embedded-random, where they are)",
      collect,
    )
    .option(
      "--corpus <file>",
      `.jsonl of tracebook corpus that the n-gram models learn from (repeatable; default: ${PROGRAMS} programs drawn with the seed)`,
      collect,
    )
    .option(
      "--dictionary <path>",
      "let these take the place of what they reconstruct, all layers of a folder (repeatable); --twins embedded asks without",
      collect,
    )
    .option("--split <name>", "only this family of the data set (repeatable)", collect)
    .option("--limit <n>", "programs of each split at most", wholeNumber("--limit", 1))
    .option("--seed <n>", "seed of questions, draws and the corpus (default: 1)", wholeNumber("--seed", 0))
    .option("--out <dir>", "folder of the runs, traces.jsonl and report.json", "tracebook-free-run")
    .option("--json", "print the report as JSON")
    .addHelpText(
      "after",
      `
The model writes one trace for each call, then answers all questions about that call from it. Everything is kept under --out:
the same command goes on with what was stopped, and prints the same tables again.

Examples:
  tracebook free-run
  tracebook free-run embedded --split test --limit 100 --out runs/free
  tracebook free-run embedded --corpus train.jsonl --corpus train-direct.jsonl --json
  tracebook free-run --dictionary models/embedded/transcoders --twins embedded --out runs/replaced
  tracebook free-run programs/ --model local:models/mine --twins embedded-direct`,
    )
    .action((dataset: string, options: Options) => run(dataset, options, session));
}

async function run(dataset: string, options: Options, session: Session): Promise<void> {
  const { model, seed = 1, out, json, split, limit } = options;
  const lib = await library();
  const opened = await lib.openModel(model, { questions: [], seed });
  const twins = options.twins ?? twinsOf(lib, model);
  const asked = await lib.checkWriters(await replaced(lib, opened, options.dictionary, session), twins, {
    seed,
  });
  const documents = await documentsOf(lib, options.corpus, seed, session);
  const tasks = lib.DIALECT_TASKS;
  const whole = await questionSetOf(lib, dataset, posed(dataset) ? { seed } : { tasks, seed }, session);
  const set = part(lib, whole, split, limit);
  const signal = session.endSlowly(FINISH_MS);
  const report = await lib.freeRunning(set, asked, {
    out,
    twins,
    documents,
    seed,
    signal,
    stop: session.signal,
    onProgress: (what, progress) =>
      session.progress(progress === undefined ? what : `${what}: ${progressLine(progress)}`),
  });
  await saveText(join(out, "report.json"), [`${JSON.stringify(report, undefined, 1)}\n`]);
  await session.print(json ? JSON.stringify(report) : lib.freeRunningText(report));
}

/** The model with dictionaries in the place of what they reconstruct. */
async function replaced(
  lib: Library,
  model: Model,
  paths: readonly string[] | undefined,
  session: Session,
): Promise<Model> {
  if (paths === undefined) return model;
  if (!("local" in model))
    throw new SourceError(`${model.name} takes no dictionaries: embedded and local: do`, "--model");
  const dictionaries = [];
  for (const path of paths) {
    session.progress(`reading ${path}`);
    dictionaries.push(...(await lib.readDictionary(path)));
  }
  // Runs are told apart by the names of their models.
  const name = `${model.name} with ${paths.map(path => basename(path)).join(", ")}`;
  return lib.attachedModel({ ...(model as LocalLanguageModel), name }, dictionaries);
}

/** Questions that are posed already have their tasks. */
function posed(dataset: string): boolean {
  return (
    dataset.endsWith(".jsonl") &&
    existsSync(dataset) &&
    /"tracebook\/questions@/.test(readText(dataset).slice(0, 400))
  );
}

function twinsOf(lib: Library, model: string): readonly string[] {
  return (["embedded-direct", "embedded-random"] as const).filter(
    name => name !== model && lib.hasEmbedded(name),
  );
}

/** Texts of corpus files; without any, documents drawn with the seed, with traces and without. */
async function documentsOf(
  lib: Library,
  files: readonly string[] | undefined,
  seed: number,
  session: Session,
): Promise<string[]> {
  if (files !== undefined)
    return files.flatMap(file =>
      readText(file)
        .split("\n")
        .filter(line => line !== "")
        .map((line, index) => textOf(line, file, index + 1)),
    );
  const texts: string[] = [];
  await lib.generateFamily(
    { seed, n: PROGRAMS, split: "train", signal: session.signal },
    (made, { kept }) => {
      session.progress(`drawing the corpus of the n-gram models: ${kept} of ${PROGRAMS} programs`);
      for (const kind of ["trace", "direct"] as const)
        for (const { text } of lib.corpusDocuments(made, { seed, n: PROGRAMS, split: "train", kind }))
          texts.push(text);
    },
  );
  await lib.closePool();
  return texts;
}

function textOf(line: string, file: string, row: number): string {
  let text: unknown;
  try {
    ({ text } = JSON.parse(line) as { readonly text?: unknown });
  } catch {
    throw new SourceError("not JSON", file, row);
  }
  if (typeof text !== "string")
    throw new SourceError("expected a document of tracebook corpus: no text", file, row);
  return text;
}

/** Questions of some families, about the first programs of each. */
function part(
  lib: Library,
  set: QuestionSet,
  splits: readonly string[] | undefined,
  limit: number | undefined,
): QuestionSet {
  const known = [...new Set(set.questions.map(({ family }) => family))];
  for (const split of splits ?? [])
    if (!known.includes(split))
      throw new SourceError(`no family ${JSON.stringify(split)}; there are ${known.join(", ")}`, "--split");
  const taken = new Map<string, Set<string>>();
  const questions = set.questions.filter(({ family, program }) => {
    if (splits !== undefined && !splits.includes(family)) return false;
    const programs = taken.get(family) ?? new Set<string>();
    taken.set(family, programs);
    if (!programs.has(program) && programs.size === limit) return false;
    programs.add(program);
    return true;
  });
  return questions.length === set.questions.length ? set : lib.someQuestions(set, questions);
}
