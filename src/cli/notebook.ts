import { basename, join } from "node:path";
import type { Command } from "commander";
import type { NotebookRun, NotebookStatus, RunNotebookOptions } from "../notebook/run/NotebookRun.js";
import { SourceError } from "../program/SourceError.js";
import { type Library, library } from "./library.js";
import { notebookText } from "./notebookText.js";
import { wholeNumber } from "./options.js";
import type { Session } from "./Session.js";

interface Options {
  readonly update?: boolean;
  readonly out?: string;
  readonly kernel?: string;
  readonly cwd?: string;
  readonly timeout?: number;
  readonly allowErrors?: boolean;
  readonly failFast?: boolean;
  readonly jobs?: number;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** What ends the command with exit code 1. */
const BAD: readonly NotebookStatus[] = ["different", "failed", "never executed"];

/** Adds `tracebook notebook run`. */
export function addNotebook(program: Command, session: Session): void {
  const notebook = program.command("notebook").description("Execute notebooks in their real kernel.");
  notebook
    .command("run")
    .description("Execute notebooks and compare their outputs with the committed ones; changes no file.")
    .argument("<files...>", "notebooks (.ipynb, nbformat 4)")
    .option("--update", "write new outputs into the notebooks; what is equal stays to the byte")
    .option("--out <path>", "write the executed notebook there instead: a file, or a folder for several")
    .option("--kernel <name>", "kernel to use (default: the one the notebook names, or tracebook)")
    .option("--cwd <dir>", "working directory of the cells (default: the folder of the notebook)")
    .option("--timeout <seconds>", "longest a cell may take (default: no limit)", wholeNumber("--timeout", 1))
    .option("--allow-errors", "take errors as outputs and go on")
    .option("--fail-fast", "start no further notebook after one that fails or differs")
    .option("--jobs <n>", "notebooks run at the same time (default: 1)", wholeNumber("--jobs", 1))
    .option("--quiet", "leave out cells and notebooks that are as committed")
    .option("--json", "print the results as JSON")
    .addHelpText(
      "after",
      `
Text, figures and images are compared to the byte. A cell may declare how far its numbers may be off, in a comment
line of its own, as a share of their size and for numbers near 0 as a bound:
  // tolerance: 1e-6
  // tolerance: 1e-6, absolute 1e-12
It holds for numbers that stand free of letters in text, HTML (not inside tags), Markdown and JSON.
Tags of cells: raises-exception (must raise, the error is compared), skip-execution (left out),
nbval-ignore-output (executed, not compared).

Examples:
  tracebook notebook run notebooks/*.ipynb
  tracebook notebook run notebooks/01-quickstart.ipynb --update
  tracebook notebook run draft.ipynb --out executed/ --timeout 60 --allow-errors
  tracebook notebook run *.ipynb --jobs 2 --fail-fast --json`,
    )
    .action((files: readonly string[], options: Options) => run(files, options, session));
}

async function run(files: readonly string[], options: Options, session: Session): Promise<void> {
  const lib = await library();
  const tasks = [...new Set(files)].map(file => ({
    file,
    options: optionsOf(file, files.length, options, session),
  }));
  const outs = tasks.map(task => task.options.out);
  const twice = outs.find((out, index) => out !== undefined && outs.indexOf(out) < index);
  if (twice !== undefined) throw new SourceError(`two notebooks would be written to ${twice}`, "--out");
  // A file that is no notebook is said before any other is run.
  for (const task of tasks) lib.checkNotebook(task.file, task.options);
  const runs = await runAll(lib, tasks, options, session);
  session.signal.throwIfAborted();
  if (options.json) {
    await session.print(JSON.stringify({ schema: "tracebook/notebook-run@1", notebooks: runs }));
  }
  const bad = BAD.flatMap(status => {
    const count = runs.filter(run => run.status === status).length;
    return count === 0 ? [] : [`${count} ${status}`];
  });
  const left = tasks.length - runs.length;
  if (left > 0) bad.push(`${left} not run`);
  if (bad.length === 0) return;
  if (tasks.length === 1) throw new Error(`${tasks[0].file}: ${runs[0].status}`);
  throw new Error(`of ${tasks.length} notebooks: ${bad.join(", ")}`);
}

interface Task {
  readonly file: string;
  readonly options: RunNotebookOptions;
}

function optionsOf(file: string, count: number, options: Options, session: Session): RunNotebookOptions {
  const { update, out, kernel, cwd, timeout, allowErrors } = options;
  if (update && out !== undefined)
    throw new SourceError("--update writes the notebooks themselves: leave one out", "--out");
  const isFile = out?.endsWith(".ipynb");
  if (isFile && count > 1)
    throw new SourceError(`${count} notebooks do not fit into one file: name a folder`, "--out");
  return {
    update,
    out: out === undefined || isFile ? out : join(out, basename(file)),
    kernel,
    cwd,
    timeoutMs: timeout === undefined ? undefined : timeout * 1000,
    allowErrors,
    signal: session.signal,
    onCell: (cell, done, total) => session.progress(`${file}: cell ${cell} (${done + 1} of ${total})`),
  };
}

/** Runs all, a few at a time, and prints each in the order of the command line. */
async function runAll(
  lib: Library,
  tasks: readonly Task[],
  { jobs = 1, failFast, quiet, update, json }: Options,
  session: Session,
): Promise<readonly NotebookRun[]> {
  const runs: NotebookRun[] = [];
  let next = 0;
  let printed = 0;
  let stopped = false;
  const print = async (): Promise<void> => {
    while (runs[printed] !== undefined) {
      const text = notebookText(runs[printed++], { quiet, update });
      if (!json && text !== "") await session.print(text);
    }
  };
  const work = async (): Promise<void> => {
    while (next < tasks.length && !stopped) {
      const index = next++;
      const { file, options } = tasks[index];
      session.progress(`${file}: starting the kernel`);
      runs[index] = await lib.runNotebook(file, options);
      if (failFast && BAD.includes(runs[index].status)) stopped = true;
      await print();
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(jobs, tasks.length) }, work));
  for (const worker of workers) if (worker.status === "rejected") throw worker.reason;
  return runs.filter(run => run !== undefined);
}
