import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import type { Figure } from "../figures/Figure.js";
import { type Granularity, LEVELS } from "../figures/logits/levels.js";
import { STATISTICS, type Statistic } from "../figures/logits/statistics.js";
import type { Aligned, AlignPolicy } from "../lens/align/Aligned.js";
import type { LocalModel } from "../lens/session/LocalModel.js";
import type { Language } from "../program/Program.js";
import { SourceError } from "../program/SourceError.js";
import { DEFAULT_MODEL } from "../providers/embedded/defaultModel.js";
import type { LanguageModel } from "../providers/Model.js";
import { modelLabel } from "../providers/modelLabel.js";
import { readSource } from "../providers/scored/sourceLogits.js";
import { expectFigureFile } from "./figureFile.js";
import { type Library, library } from "./library.js";
import { logitsOfDataset } from "./logitsOfDataset.js";
import { oneOf, wholeNumber, wholeNumbers } from "./options.js";
import { readText } from "./readText.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";

const VIEWS = ["logits", "lens", "attention"] as const;
const POLICIES = ["primary", "split", "any", "within"] as const satisfies readonly AlignPolicy[];

/** What `tracebook logits` is told. */
export interface LogitsCommand {
  readonly model?: string;
  readonly compare?: string;
  readonly show: (typeof VIEWS)[number];
  readonly level?: Granularity;
  readonly statistic?: Statistic;
  readonly policy?: AlignPolicy;
  readonly top?: number;
  readonly layers?: readonly number[];
  readonly heads?: readonly number[];
  readonly bos?: boolean;
  readonly language?: Language;
  readonly limit?: number;
  readonly seed?: number;
  readonly scores?: string;
  readonly saveScores?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** Adds `tracebook logits`. */
export function addLogits(program: Command, session: Session): void {
  program
    .command("logits")
    .description(
      "How sure a model is of each piece of a program, on its source: tokens, nodes, layers, heads.",
    )
    .argument(
      "<file>",
      "a source file, whole or not; or a data set (name, folder, .jsonl) for a table by kind of node",
    )
    .option(
      "--model <model>",
      "embedded (default), local:<folder or file.gguf>, llama:<file.gguf>, vllm:<model>@<url> or another that scores prompts",
    )
    .option("--compare <model>", "a second model over the same bytes; its tokenizer may be another")
    .option(
      "--show <view>",
      "logits (default); of local models also lens (layer by layer) or attention",
      oneOf("--show", VIEWS),
      "logits",
    )
    .option("--level <level>", `what is painted first: ${LEVELS.join(", ")}`, oneOf("--level", LEVELS))
    .option(
      "--statistic <name>",
      `what the shade stands for: ${STATISTICS.join(", ")}`,
      oneOf("--statistic", STATISTICS),
    )
    .option(
      "--policy <policy>",
      "whose a token is that touches several nodes: primary (default), split, any, within",
      oneOf("--policy", POLICIES),
    )
    .option("--top <n>", "alternatives of each token (default: 5)", wholeNumber("--top", 0))
    .option("--layers <list>", "layers of lens or attention, such as 0,10,20", wholeNumbers("--layers", 0))
    .option("--heads <list>", "heads of attention in each layer", wholeNumbers("--heads", 0))
    .option("--bos", "a beginning-of-text token stands before the source (default: as the model was trained)")
    .option("--no-bos", "none stands there: the first token has no score then")
    .option(
      "--language <language>",
      "javascript, typescript or python, when the file name does not say it",
      oneOf("--language", ["javascript", "typescript", "python"]),
    )
    .option("--limit <n>", "of a data set: the first n programs", wholeNumber("--limit", 1))
    .option("--seed <n>", "of the intervals of a data set (default: 1)", wholeNumber("--seed", 0))
    .option("--save-scores <file>", "write the scores of the tokens as JSON, to draw from them again")
    .option("--scores <file>", "draw from scores written before, in place of --model")
    .option("--out <file>", "write it there: .html .svg .png .txt .json (default: text on stdout)")
    .option("--json", "print the scores of tokens and nodes as JSON")
    .addHelpText(
      "after",
      `
Scores are bits: -log2 of the probability the model gave to what stands there, given all before it. Those of a node
add up over its tokens. Code that cannot be parsed is read as far as it goes.

Examples:
  tracebook logits sort.js
  tracebook logits sort.py --model local:models/SmolLM2-135M-Instruct.Q4_1.gguf
  tracebook logits sort.ts --model local:smollm2 --out sort.html
  tracebook logits sort.js --model local:smollm2 --compare local:qwen2.5-coder --out both.html
  tracebook logits sort.js --model vllm:Qwen/Qwen2.5-Coder-7B@http://127.0.0.1:8000 --json
  tracebook logits sort.js --model local:smollm2 --show lens --out lens.html
  tracebook logits sort.js --model local:smollm2 --show attention --layers 4,12 --out heads.html
  tracebook logits sort.js --model local:smollm2 --save-scores sort.scored.json
  tracebook logits sort.js --scores sort.scored.json --out sort.html
  tracebook logits tracebook-py --model local:smollm2 --limit 20`,
    )
    .action((file: string, options: LogitsCommand) => run(file, options, session));
}

async function run(file: string, given: LogitsCommand, session: Session): Promise<void> {
  expectFigureFile(given.out);
  const { model = given.scores === undefined ? DEFAULT_MODEL : undefined } = given;
  const options = { ...given, model };
  forbidden(options);
  const lib = await library();
  const models: LanguageModel[] = [];
  try {
    for (const option of ["model", "compare"] as const) {
      const name = options[option];
      if (name !== undefined) models.push(await scoring(lib, name, `--${option}`));
    }
    if (!isSource(file, options)) return await logitsOfDataset(lib, file, models, options, session);
    const figure = await figureOf(lib, file, models, options, session);
    const { out, json } = options;
    if (out !== undefined) {
      await figure.save(out);
      await session.print(json ? JSON.stringify({ out }) : out);
    } else await session.print(json ? JSON.stringify(figure.toJSON()) : figure.toText().trimEnd());
  } finally {
    for (const model of models) if ("close" in model) await (model as unknown as LocalModel).close();
  }
}

/** Options that say nothing about what is shown. */
function forbidden({ show, compare, layers, heads, model, scores, saveScores }: LogitsCommand): void {
  if ((model === undefined) === (scores === undefined))
    throw new SourceError("name a model, or a file of --scores", "--model");
  for (const [option, value] of [
    ["--compare", compare],
    ["--save-scores", saveScores],
  ] as const)
    if (value !== undefined && scores !== undefined)
      throw new SourceError("is of no use with --scores", option);
  if (saveScores !== undefined && compare !== undefined)
    throw new SourceError("keeps the scores of one model: leave --compare out", "--save-scores");
  if (scores !== undefined && show !== "logits") throw new SourceError(`${show} needs the model`, "--scores");
  if (show === "logits" && layers !== undefined)
    throw new SourceError("is for --show lens and attention", "--layers");
  if (show !== "attention" && heads !== undefined)
    throw new SourceError("is for --show attention", "--heads");
  if (show !== "logits" && compare !== undefined) throw new SourceError("is for --show logits", "--compare");
}

/** A file with source text; anything else is a data set. */
function isSource(file: string, { language }: LogitsCommand): boolean {
  if (language !== undefined) return true;
  return existsSync(file) && statSync(file).isFile() && !/\.jsonl$/i.test(file);
}

async function scoring(lib: Library, name: string, option: string): Promise<LanguageModel> {
  const model = await lib.openModel(name, { questions: [], seed: 0 });
  if (model.kind !== "language model" || !model.can.promptLogprobs) {
    throw new SourceError(
      `${name} gives no probabilities of a text's tokens; local:, llama:, vllm: and sglang: do`,
      option,
    );
  }
  return model;
}

async function figureOf(
  lib: Library,
  file: string,
  models: readonly LanguageModel[],
  options: LogitsCommand,
  session: Session,
): Promise<Figure> {
  const source = readText(file);
  // Where the file lies on this machine is nothing a figure should depend on.
  const name = basename(file);
  const { top = 5, bos, language, level, statistic, policy, show, layers, heads } = options;
  const aligned: Aligned[] = [];
  if (options.scores !== undefined) {
    const read = readSource(source, { file, language });
    const scored = lib.readScored(readJson(options.scores), options.scores);
    if (scored.text !== source)
      throw new SourceError(`was written for another text than ${file} has now`, options.scores);
    aligned.push(lib.align(read, scored));
  }
  for (const model of models) {
    session.progress(`scoring ${file} under ${model.name}`);
    aligned.push(await lib.sourceLogits(source, { model, file, language, top, bos, signal: session.signal }));
  }
  const [one, two] = aligned;
  if (options.saveScores !== undefined) {
    const text = JSON.stringify(lib.scoredFile(one.scored));
    await saveText(options.saveScores, [`${text}\n`]);
  }
  if (show === "logits") {
    const settings = { source: name, granularity: level, statistic, policy, alternatives: top };
    return lib.logitsFigure(two === undefined ? one : [one, two], settings);
  }
  const [model] = models as readonly (LanguageModel & { readonly local?: LocalModel })[];
  if (model.local === undefined)
    throw new SourceError(`${model.name} does not let its layers be read; local: does`, "--model");
  session.progress(`reading ${show === "lens" ? "layers" : "heads"} of ${model.name}`);
  const reading = { layers, bos, signal: session.signal };
  // Both know the model by its path.
  const label = { model: modelLabel(model.name) };
  if (show === "lens") {
    const lens = await lib.logitLens(model.local, source, reading);
    return lib.logitLensFigure({ ...lens, ...label }, one, { source: name });
  }
  const patterns = await lib.readAttention(model.local, source, { ...reading, heads });
  return lib.attentionFigure({ ...patterns, ...label }, one, { source: name });
}

function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceError(`is no JSON: ${(error as Error).message}`, file);
  }
}
