import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import type { Dataset } from "../datasets/Dataset.js";
import type { ReportScore } from "../evaluate/ReportData.js";
import { SourceError } from "../program/SourceError.js";
import type { Trace } from "../trace/format/Trace.js";
import { type Library, library } from "./library.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";

const DATASET = "tracebook-js";
/** Calls of each program that are run. */
const CALLS = 2;
/** The model the report is about: it knows the answers, so whatever it gets wrong is a fault of ours. */
const MAIN = "baseline:oracle";
/** Written first and last; marks a folder as the demo's own, which the next demo may replace. */
const SUMMARY = "demo.json";

interface Options {
  readonly out: string;
  readonly json?: boolean;
}

/** Adds `tracebook demo`. */
export function addDemo(program: Command, session: Session): void {
  program
    .command("demo")
    .description("The main job end to end on programs that come with Tracebook; takes less than a minute.")
    .option("--out <dir>", "folder for report, pages and runs", "tracebook-demo")
    .option("--json", "print what was done as JSON")
    .addHelpText("after", "\nExamples:\n  tracebook demo\n  tracebook demo --out demo --json")
    .action((options: Options) => run(options, session));
}

async function run({ out, json }: Options, session: Session): Promise<void> {
  const lib = await library();
  await clear(out);
  const dataset = shortened(lib.loadDataset(DATASET));
  const pages = new Map<string, Trace>();
  let steps = 0;
  let traces = 0;
  try {
    const set = await lib.poseDataset(dataset, {
      signal: session.signal,
      onTrace(trace, program, done, total) {
        traces = done;
        steps += trace.footer.steps;
        // The longest run of each family that still fits on a page to step through.
        const shown = pages.get(program.family);
        const { steps: length } = trace.footer;
        if (length <= 300 && length > (shown?.footer.steps ?? 0)) pages.set(program.family, trace);
        session.progress(`traced ${done} of ${total}: ${program.id}`);
      },
    });
    await saveText(join(out, "questions.jsonl"), [lib.questionSetLines(set)]);
    const viewers = await saveViewers(lib, pages, out, session);
    for (const model of lib.BASELINE_NAMES) {
      const folder = join(out, "runs", model.replace("baseline:", ""));
      await lib.ask(set, model, {
        out: folder,
        signal: session.signal,
        onProgress: ({ done, total }) => session.progress(`asked ${model} ${done} of ${total}`),
      });
      session.signal.throwIfAborted();
    }
    session.progress("scoring");
    const data = await lib.scoreRun(join(out, "runs", MAIN.replace("baseline:", "")), {
      title: `Demo: the oracle beside trivial answers on ${DATASET}`,
    });
    const report = lib.report(data);
    await report.save(join(out, "report.html"));
    const chart = lib.scoreChart({
      source: DATASET,
      seed: data.run.seed,
      model: data.run.model,
      bars: lib.scoreBars(data),
    });
    for (const extension of ["html", "svg", "png"]) await chart.save(join(out, `scores.${extension}`));
    const summary = {
      dataset: DATASET,
      programs: dataset.programs.length,
      families: new Set(dataset.programs.map(program => program.family)).size,
      traces,
      steps,
      questions: set.questions.length,
      questionsSha256: set.sha256,
      scores: data.scores.filter(({ family, part }) => family === "all" && part === undefined),
    };
    await saveText(join(out, SUMMARY), [`${JSON.stringify(summary, null, 2)}\n`]);
    if (json) return session.print(JSON.stringify({ out, ...summary }));
    await session.print(
      `${scoreTable(summary.scores, lib.BASELINE_NAMES)}\n${where(out, summary, viewers, session)}`,
    );
  } finally {
    await lib.closePool();
  }
}

/** Every program with its first calls: enough to see everything, in less than a minute on two cores. */
function shortened(dataset: Dataset): Dataset {
  const programs = dataset.programs.map(program => ({ ...program, calls: program.calls.slice(0, CALLS) }));
  return { ...dataset, programs };
}

/** Makes the folder, or empties one that an earlier demo made; leaves every other folder alone. */
async function clear(out: string): Promise<void> {
  if (existsSync(out) && readdirSync(out).length > 0) {
    if (!existsSync(join(out, SUMMARY))) {
      throw new SourceError(`there is something else in ${out}: name an empty or new folder`, "--out");
    }
    for (const name of ["runs", "traces", "questions.jsonl"]) {
      rmSync(join(out, name), { recursive: true, force: true });
    }
  }
  mkdirSync(join(out, "traces"), { recursive: true });
  await saveText(join(out, SUMMARY), ["{}\n"]);
}

/** One page for each family, to step through. */
async function saveViewers(
  lib: Library,
  pages: ReadonlyMap<string, Trace>,
  out: string,
  session: Session,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const [family, trace] of [...pages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    session.progress(`drawing ${family}`);
    const file = join(out, "traces", `${family}.html`);
    await lib.traceViewer(trace).save(file);
    lib.writeTrace(trace, join(out, "traces", `${family}.trace`));
    files.push(file);
  }
  return files;
}

interface Summary {
  readonly programs: number;
  readonly families: number;
  readonly traces: number;
  readonly steps: number;
  readonly questions: number;
}

/** Share of right answers: a row a task, a column a baseline. */
function scoreTable(scores: readonly ReportScore[], models: readonly string[]): string {
  const percent = (mean: number | undefined): string =>
    mean === undefined ? "–" : `${(100 * mean).toFixed(1)} %`;
  const row = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(10) : cell.padStart(12))).join("");
  // The report puts all tasks together first; a table has its sum at the end.
  const tasks = [...new Set(scores.map(score => score.task))].sort(
    (a, b) => Number(a === "all") - Number(b === "all"),
  );
  const find = (task: string, model: string): ReportScore | undefined =>
    scores.find(score => score.task === task && score.model === model);
  return [
    row(["task", "questions", ...models.map(model => model.replace("baseline:", ""))]),
    ...tasks.map(task =>
      row([task, String(find(task, MAIN)?.n ?? 0), ...models.map(model => percent(find(task, model)?.mean))]),
    ),
  ].join("\n");
}

/** What was done and where to look, for a person. */
function where(out: string, summary: Summary, viewers: readonly string[], session: Session): string {
  const { programs, families, traces, steps, questions } = summary;
  const at = (...parts: string[]): string => session.bold(join(out, ...parts));
  return [
    "",
    "The oracle is given the answers: it checks the scoring. The others show what can be had without understanding.",
    `The first ${CALLS} calls of ${programs} programs in ${families} families: ${traces} runs recorded (${steps} steps), ${questions} questions.`,
    "",
    `Look at  ${at("report.html")}   scores, reasons, questions in full`,
    `         ${at("scores.html")}   the chart alone (also .svg and .png)`,
    ...viewers.slice(0, 3).map(file => `         ${session.bold(file)}   a run to step through`),
    ...(viewers.length > 3 ? [`         … ${viewers.length - 3} more in ${at("traces")}`] : []),
    `         ${at("runs")}          every answer, one folder a model`,
  ].join("\n");
}
