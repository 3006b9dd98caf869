import { existsSync, statSync } from "node:fs";
import type { Command } from "commander";
import type { Dictionary } from "../lens/dictionary/Dictionary.js";
import type { LocalModel } from "../lens/session/LocalModel.js";
import type { Language } from "../program/Program.js";
import { SourceError } from "../program/SourceError.js";
import type { LanguageModel } from "../providers/Model.js";
import { featuresOfDataset } from "./featuresOfDataset.js";
import { featuresOfProgram } from "./featuresOfProgram.js";
import { expectFigureFile } from "./figureFile.js";
import { type Library, library } from "./library.js";
import { addModelOption } from "./modelOption.js";
import { oneOf, wholeNumber, wholeNumbers } from "./options.js";
import type { Session } from "./Session.js";

/** What `tracebook features` is told. */
export interface FeaturesCommand {
  readonly model: string;
  /** Default: the dictionaries that come with the model. */
  readonly dictionary?: string;
  readonly layers?: readonly number[];
  readonly anyModel?: boolean;
  readonly call?: string;
  readonly language?: Language;
  readonly limit?: number;
  readonly calls?: number;
  readonly order?: "code-first" | "call-first";
  readonly index?: string;
  readonly feature?: string;
  readonly find?: string;
  readonly where?: string;
  readonly admissible?: "read-out" | "anticipation";
  readonly faithful?: boolean;
  readonly top?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** An opened model and the dictionaries that are looked at. */
export interface FeatureLens {
  readonly model: LocalModel;
  readonly name: string;
  /** It reads and writes the dialect of the embedded model. */
  readonly dialect: boolean;
  readonly dictionaries: readonly Dictionary[];
}

/** Adds `tracebook features`. */
export function addFeatures(program: Command, session: Session): void {
  const command = program
    .command("features")
    .description(
      "Features and codes inside a local model: where they fire on a program, and what they are of.",
    )
    .argument("<file>", "a source file, or a data set (name, folder, .jsonl)");
  addModelOption(command, "a model of this process: embedded, local:<folder or file.gguf>")
    .option(
      "--dictionary <path>",
      "transcoders, SAEs or codebooks: SAELens, sparsify, circuit-tracer, Gemma Scope, .pt, codebook-features (default: those that come with the model)",
    )
    .option("--layers <list>", "only dictionaries of these layers, such as 0,2", wholeNumbers("--layers", 0))
    .option("--any-model", "take dictionaries that say they were made for another model")
    .option("--call <expression>", "of a source file: record this call and show its steps")
    .option(
      "--language <language>",
      "javascript, typescript or python, when the file name does not say it",
      oneOf("--language", ["javascript", "typescript", "python"]),
    )
    .option("--limit <n>", "of a data set: the first n programs", wholeNumber("--limit", 1))
    .option("--calls <n>", "of a data set: calls of each program (default: 1)", wholeNumber("--calls", 1))
    .option(
      "--order <order>",
      "of a data set, in the dialect: code-first (default), or call-first, where what a run does to a line can be read at the line",
      oneOf("--order", ["code-first", "call-first"]),
    )
    .option(
      "--index <file>",
      "of a data set: keep the firing index there, or go on with the one that is there",
    )
    .option("--feature <place>", "the page of one: layer:feature, or layer:head:code of codebooks per head")
    .option("--find <regex>", "units that fire on what a pattern's first group begins with")
    .option("--where <json>", 'units that fire where labels hold, such as {"label":"category","is":"loop"}')
    .option(
      "--admissible <kind>",
      "labels a model may have read before the token (read-out, default) or could only expect (anticipation)",
      oneOf("--admissible", ["read-out", "anticipation"]),
    )
    .option("--faithful", "put the dictionaries in the model's place and say what is lost: L0, FVU, KL, CE")
    .option("--top <n>", "rows of tables (default: 20)", wholeNumber("--top", 1))
    .option("--seed <n>", "of examples and folds (default: 0)", wholeNumber("--seed", 0))
    .option("--out <file>", "write the figure there: .html .svg .png .txt .json (default: text on stdout)")
    .option("--json", "print what was found as JSON")
    .addHelpText(
      "after",
      `
Dictionaries are measured on the weights that are here before anything is shown: a quantised model is not the one
they were trained on. Labels: leaf, category, node, parent, field, ancestors (a set: "has"), depth, executed, times, branch, value before,
step part, step branch, slot value, slot changed, last iteration, …; an unknown one lists all. What a run does to a line (executed, times,
branch, values) is known where the call stands first: --order call-first, or --admissible anticipation for what could only be expected.

Examples:
  tracebook features sum.js --call 'f(3, 4)' --out sum.html
  tracebook features embedded --limit 100 --index embedded.index
  tracebook features embedded --limit 100 --index embedded.index --feature 2:143 --out f143.html
  tracebook features embedded --model embedded-codebook-mlp --limit 100 --find 'return (\\w+)'
  tracebook features embedded --limit 100 --where '{"label":"slot changed","is":true}'
  tracebook features embedded --limit 100 --order call-first --where '{"and":[{"label":"ancestors","has":"IfStatement"},{"label":"executed","is":false}]}'
  tracebook features embedded --limit 50 --faithful
  tracebook features tracebook-js --model local:smollm2 --dictionary transcoders/ --limit 50`,
    )
    .action((file: string, options: FeaturesCommand) => run(file, options, session));
}

async function run(file: string, options: FeaturesCommand, session: Session): Promise<void> {
  expectFigureFile(options.out);
  const source = isSource(file, options);
  forbidden(source, options);
  const lib = await library();
  const { dictionary = lib.packagedDictionary(options.model) } = options;
  // Of a model whose weights are not here, that is what is said.
  const absent = lib.isEmbeddedString(options.model) && !lib.hasEmbedded(options.model);
  if (dictionary === undefined && !absent) throw new SourceError(missing(options.model), "--dictionary");
  const model = (await lib.openModel(options.model, { questions: [], seed: 0 })) as LanguageModel & {
    readonly local?: LocalModel;
  };
  try {
    if (model.local === undefined)
      throw new SourceError(`${model.name} does not let its inside be read; local: does`, "--model");
    session.progress(`reading ${dictionary}`);
    const dictionaries = await lib.readDictionary(dictionary as string, { layers: options.layers });
    const lens = { model: model.local, name: model.name, dialect: model.dialect !== undefined, dictionaries };
    await (source ? featuresOfProgram : featuresOfDataset)(lib, file, lens, options, session);
  } finally {
    await model.local?.close();
  }
}

/** Why there is nothing to look at: neither named nor in the package. */
function missing(model: string): string {
  return `is missing: ${model} comes without any; name the path of transcoders, SAEs or codebooks`;
}

/** Options that say nothing about what is looked at. */
function forbidden(source: boolean, options: FeaturesCommand): void {
  const { index, feature, find, where, faithful, limit, calls, order, call, out, admissible, top, seed } =
    options;
  const ofSets = { index, feature, find, where, faithful, limit, calls, order, admissible, top, seed };
  for (const [name, value] of Object.entries(ofSets))
    if (source && value !== undefined)
      throw new SourceError("is for a data set, not one source file", `--${name}`);
  if (!source && call !== undefined)
    throw new SourceError("is for one source file: a data set has its calls", "--call");
  const asked = Object.entries({ feature, find, where, faithful }).filter(([, value]) => value !== undefined);
  if (asked.length > 1)
    throw new SourceError(
      `is one question and --${asked[0][0]} another: ask them one by one`,
      `--${asked[1][0]}`,
    );
  const search = find !== undefined || where !== undefined;
  const idle: readonly (readonly [name: string, value: unknown, used: boolean, of: string])[] = [
    ["--admissible", admissible, search, "--find and --where"],
    ["--seed", seed, search || feature !== undefined, "--find, --where and --feature"],
    [
      "--top",
      top,
      feature === undefined && faithful === undefined,
      "tables: not of --feature and --faithful",
    ],
    ["--index", index, faithful === undefined, "what is asked of firings: --faithful makes none"],
  ];
  for (const [name, value, used, of] of idle)
    if (!source && value !== undefined && !used) throw new SourceError(`is of ${of}`, name);
  if (!source && out !== undefined && feature === undefined)
    throw new SourceError("a data set has a figure for --feature only; use --json for tables", "--out");
}

/** A file with source text; anything else is a data set. */
function isSource(file: string, { language }: FeaturesCommand): boolean {
  if (language !== undefined) return true;
  return existsSync(file) && statSync(file).isFile() && !/\.jsonl$/i.test(file);
}

/** How well the dictionaries fit the weights that are here, one line each. */
export async function fitLines(
  lib: Library,
  { model, dictionaries }: FeatureLens,
  texts: readonly (string | ArrayLike<number>)[],
  options: FeaturesCommand,
  session: Session,
): Promise<{ readonly lines: readonly string[]; readonly fits: readonly unknown[] }> {
  const fits = [];
  for (const [i, dictionary] of dictionaries.entries()) {
    session.progress(`measuring dictionary ${i + 1} of ${dictionaries.length} on the weights`);
    const { anyModel } = options;
    fits.push(...(await lib.fvuOf(model, dictionary, texts, { anyModel, signal: session.signal })));
  }
  const lines = fits.flatMap(({ place, fvu, l0, fired, features, tokens, warnings }) => [
    `${place}: FVU ${fvu.toFixed(4)}, L0 ${l0.toFixed(1)}, ${fired} of ${features} fire on ${tokens} tokens`,
    ...warnings.map(warning => `  ! ${warning}`),
  ]);
  return { lines, fits };
}
