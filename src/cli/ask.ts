import type { Command } from "commander";
import type { Shard } from "../evaluate/Manifest.js";
import { library } from "./library.js";
import { oneOf, shardOf, wholeNumber } from "./options.js";
import { addQuestionOptions, type QuestionOptions, questionSetOf } from "./questionSetOf.js";
import type { Session } from "./Session.js";

interface Options extends QuestionOptions {
  readonly model: string;
  readonly samples?: number;
  readonly style?: "direct" | "cot";
  readonly order?: "code-first" | "call-first";
  readonly shots?: number;
  readonly shotsFrom?: string;
  readonly shotsChoice?: "fixed" | "random";
  readonly out?: string;
  readonly shard?: Shard;
  readonly limit?: number;
  readonly json?: boolean;
}

/** Adds `tracebook ask`. */
export function addAsk(program: Command, session: Session): void {
  addQuestionOptions(program.command("ask"))
    .description("Ask a model the questions of a data set; a run that was stopped goes on where it was.")
    .requiredOption("--model <model>", "baseline:oracle, baseline:constant, baseline:random, replay:<run>, …")
    .option("--samples <n>", "completions per question (default: 1)", wholeNumber("--samples", 1))
    .option("--style <style>", "direct or cot (default: direct)", oneOf("--style", ["direct", "cot"]))
    .option(
      "--order <order>",
      "code-first or call-first (default: code-first)",
      oneOf("--order", ["code-first", "call-first"]),
    )
    .option(
      "--shots <k>",
      "questions shown with their answers before each (default: 0)",
      wholeNumber("--shots", 0),
    )
    .option("--shots-from <dataset>", "where those come from (default: the data set itself, other programs)")
    .option(
      "--shots-choice <how>",
      "fixed (the same for a task) or random (for each question) (default: fixed)",
      oneOf("--shots-choice", ["fixed", "random"]),
    )
    .option("--out <run>", "folder of the run (default: tracebook-run-<data set>-<model>)")
    .option("--shard <i/n>", "only part i of n, i from 0", shardOf)
    .option("--limit <n>", "only so many questions, chosen by hash", wholeNumber("--limit", 1))
    .option("--json", "print the run's manifest as JSON")
    .addHelpText(
      "after",
      `
Examples:
  tracebook ask tracebook-js --model baseline:constant
  tracebook ask questions.jsonl --model baseline:random --samples 5 --out runs/random
  tracebook ask tracebook-js --model baseline:oracle --style cot --shots 3
  tracebook ask tracebook-js --model baseline:oracle --shard 0/4 --out runs/oracle-0`,
    )
    .action((dataset: string, options: Options) => run(dataset, options, session));
}

async function run(dataset: string, options: Options, session: Session): Promise<void> {
  const lib = await library();
  // An unknown model is said before the programs are run.
  await lib.openModel(options.model, { questions: [], seed: 1 });
  const set = await questionSetOf(lib, dataset, options, session);
  const { samples, style, order, shots, shotsFrom, shotsChoice: choice, shard, limit, seed } = options;
  const demonstrations =
    shotsFrom === undefined
      ? undefined
      : await questionSetOf(lib, shotsFrom, { seed, python: options.python }, session);
  const out = options.out ?? runFolder(set.dataset, options.model, shard);
  const { manifest, rows } = await lib.ask(set, options.model, {
    out,
    samples,
    style,
    order,
    shots,
    demonstrations,
    choice,
    shard,
    limit,
    seed,
    python: options.python,
    signal: session.signal,
    onProgress: ({ done, total, right, errors }) =>
      session.progress(`asked ${done} of ${total}: ${right} right${errors > 0 ? `, ${errors} failed` : ""}`),
  });
  if (options.json) {
    await session.print(JSON.stringify({ out, ...manifest }));
    return;
  }
  const right = rows.filter(row => row.verdict === "right").length;
  const missing = manifest.items - manifest.answered;
  await session.print(
    [
      `${out}: ${manifest.answered} of ${manifest.items} answered, ${right} right`,
      missing > 0 ? "not complete: run the same command again to go on" : `next: tracebook score ${out}`,
    ].join("\n"),
  );
}

/** Folder of a run that was given none. */
function runFolder(dataset: string, model: string, shard: Shard | undefined): string {
  const part = shard === undefined ? "" : `-${shard.index}-of-${shard.count}`;
  return `tracebook-run-${dataset}-${model}${part}`.replace(/[^\w.-]+/g, "-");
}
