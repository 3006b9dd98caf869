import type { Command } from "commander";
import { REPORT_SPLITS, type SplitBy } from "../evaluate/reportSplits.js";
import { library } from "./library.js";
import { listOf, oneOf, wholeNumbers } from "./options.js";
import type { Session } from "./Session.js";

interface Options {
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
    .argument("<run>", "folder written by tracebook ask")
    .option(
      "--profile <profile>",
      "compat or strict (default: as asked)",
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
    .option("--out <file>", "write the report too: .html .svg .png .txt .json")
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
  tracebook score runs/random --metric 'sum(right * outputTokens) / sum(outputTokens)'`,
    )
    .action((run: string, options: Options) => score(run, options, session));
}

async function score(run: string, options: Options, session: Session): Promise<void> {
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
