import type { Command } from "commander";
import { REPORT_SPLITS, type SplitBy } from "../evaluate/reportSplits.js";
import { SourceError } from "../program/SourceError.js";
import type { CruxevalMode } from "../questions/cruxeval/CruxevalItem.js";
import { library } from "./library.js";
import { listOf, oneOf, wholeNumbers } from "./options.js";
import type { Session } from "./Session.js";
import { PUBLISHED_TASKS, type PublishedTask, scorePublished } from "./scorePublished.js";

interface Options {
  readonly task?: PublishedTask | CruxevalMode;
  readonly dataset?: string;
  readonly generations?: string;
  readonly postprocess?: "vllm" | "openai";
  readonly conventions?: boolean;
  readonly python?: string;
  readonly profile?: "compat" | "strict";
  readonly by?: readonly SplitBy[];
  readonly metric?: string;
  readonly passK?: readonly number[];
  readonly out?: string;
  readonly json?: boolean;
}

/** Adds `tracebook score`. */
export function addScore(program: Command, session: Session): void {
  program
    .command("score")
    .description("Score a run beside the baselines: accuracy with n and a 95 % interval per task and family.")
    .argument("[run]", "folder written by tracebook ask, or a result file (.csv) of CoCoNUT")
    .option(
      "--profile <profile>",
      "compat or strict (default: as asked; for published works compat)",
      oneOf("--profile", ["compat", "strict"]),
    )
    .option(
      "--by <list>",
      `tables by some of ${REPORT_SPLITS.join(",")}, each row with n, clusters, interval and the best baseline (default: families)`,
      listOf("--by", REPORT_SPLITS),
    )
    .option(
      "--metric <expression>",
      "a metric of your own over counts and columns of answers, such as 'right / (n - refused)' or 'quantile(latencyMs, 0.9)'",
    )
    .option("--pass-k <list>", "pass@k of the run's samples, such as 1,5", wholeNumbers("--pass-k", 1))
    .option(
      "--task <task>",
      `score a file of answers to a published work: ${PUBLISHED_TASKS.join(", ")}`,
      oneOf("--task", [...PUBLISHED_TASKS, "input", "output"]),
    )
    .option("--generations <file>", "those answers, as the work publishes them")
    .option("--dataset <file>", "the work's data (default: the copy tracebook datasets list names)")
    .option(
      "--postprocess <variant>",
      "cut CRUXEval's answers out of raw completions first: vllm or openai",
      oneOf("--postprocess", ["vllm", "openai"]),
    )
    .option("--conventions", "what each convention of CoCoNUT's scores changes on a result file, as a table")
    .option("--python <engine>", "pyodide (default), cpython or cpython:<path of the interpreter>")
    .option(
      "--out <file>",
      "write the report too: .html .svg .png .txt .json; of published works the verdicts as JSON",
    )
    .option("--json", "print the report's data as JSON")
    .addHelpText(
      "after",
      `
Examples:
  tracebook score tracebook-run-tracebook-js-baseline-constant
  tracebook score runs/random --out random.html
  tracebook score runs/random --by length,nesting,construct
  tracebook score runs/random --pass-k 1,5
  tracebook score runs/random --metric 'right / (n - unparsed)' --json
  tracebook score --task cruxeval-output --generations generations.json --profile compat --out verdicts.json
  tracebook score results_humaneval.csv --profile compat --json
  tracebook score results_humaneval.csv --dataset HumanEval_trace.csv --conventions
  tracebook score runs/random --metric 'sum(right * outputTokens) / sum(outputTokens)'`,
    )
    .action((run: string | undefined, options: Options) => score(run, options, session));
}

/** What a run and a published file are asked with; the rest is for one of the two. */
const OF_RUNS = ["by", "metric", "passK"] as const;
const OF_WORKS = ["task", "dataset", "generations", "postprocess", "conventions", "python"] as const;

async function score(run: string | undefined, options: Options, session: Session): Promise<void> {
  const table = run?.toLowerCase().endsWith(".csv") === true;
  const { task, generations } = options;
  if (table || task !== undefined || generations !== undefined) {
    refuse(options, OF_RUNS, "is for runs of tracebook ask");
    const file = generations ?? (table ? run : undefined);
    if (file === undefined) throw new SourceError(`${task} needs a file of answers`, "--generations");
    if (task === undefined && !table)
      throw new SourceError(`which of ${PUBLISHED_TASKS.join(", ")}?`, "--task");
    if (run !== undefined && file !== run)
      throw new SourceError(`either ${JSON.stringify(run)} or a file of answers`, "--generations");
    const short = task === "input" || task === "output" ? (`cruxeval-${task}` as const) : task;
    const { profile = "compat", dataset, postprocess, conventions, python, out, json } = options;
    const rest = { profile, dataset, postprocess, conventions, python, out, json };
    return scorePublished({ task: short ?? "coconut", generations: file, ...rest }, session);
  }
  if (run === undefined)
    throw new SourceError("a folder written by tracebook ask, or --task with --generations", "<run>");
  refuse(options, OF_WORKS, "is for files of answers to published works (--task)");
  const lib = await library();
  session.progress(`scoring ${run}`);
  const data = await lib.scoreRun(run, {
    profile: options.profile,
    metric: options.metric,
    passK: options.passK,
  });
  if (options.out !== undefined) await lib.report(data).save(options.out);
  if (options.json) await session.print(JSON.stringify(data));
  else await session.print(lib.reportText(data, { by: options.by }));
}

function refuse(options: Options, names: readonly (keyof Options)[], why: string): void {
  for (const name of names) {
    if (options[name] === undefined) continue;
    throw new SourceError(why, `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`);
  }
}
