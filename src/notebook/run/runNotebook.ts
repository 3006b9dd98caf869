import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { KernelClient } from "../client/KernelClient.js";
import { KernelError } from "../client/KernelError.js";
import { compareOutputs } from "./compareOutputs.js";
import { type CellEdit, editNotebook } from "./editNotebook.js";
import { type ExecutedCell, executeCells, isSkipped } from "./executeCells.js";
import { findKernel, type KernelCommand } from "./findKernel.js";
import { keptOutputs } from "./keptOutputs.js";
import type { CodeCell, Notebook } from "./Notebook.js";
import type {
  CellDifference,
  CellRun,
  CellStatus,
  NotebookRun,
  NotebookStatus,
  RunNotebookOptions,
} from "./NotebookRun.js";
import { OutputArea } from "./OutputArea.js";
import { readNotebook } from "./readNotebook.js";
import { replaceNotebook, saveNotebook } from "./saveNotebook.js";

const DEFAULT_KERNEL = "tracebook";
/** Languages of {@link DEFAULT_KERNEL}. */
const OWN_LANGUAGES = ["typescript", "javascript"];
const IGNORE = "nbval-ignore-output";

/**
 * Executes a notebook in its real kernel and compares the outputs with the committed ones: figures and text to the
 * byte, numbers under the tolerance that a cell declares (`// tolerance: 1e-6`). Changes no file without `update`
 * or `out`. A failing cell ends the run; then `update` writes nothing, and `out` what was executed so far.
 *
 * @throws SourceError for a file that is no notebook of nbformat 4, an unknown kernel or a folder that is not there;
 *   the reason of `options.signal`. A kernel that does not start or dies is a result, not an error.
 */
export async function runNotebook(path: string, options: RunNotebookOptions = {}): Promise<NotebookRun> {
  const started = performance.now();
  const { notebook, kernel, cwd } = prepare(path, options);
  const cells = notebook.cells.filter(({ source }) => source.trim() !== "");
  const run = (status: NotebookStatus, rest: Partial<NotebookRun> = {}): NotebookRun => ({
    path,
    status,
    kernel: kernel.name,
    cells: [],
    counts: {},
    durationMs: performance.now() - started,
    written: null,
    fault: null,
    ...rest,
  });
  const compares = !options.update && options.out === undefined;
  const active = cells.filter(cell => !isSkipped(cell));
  if (compares && active.length > 0 && active.every(isNew)) return run("never executed");

  let executed: readonly ExecutedCell[];
  let language: Readonly<Record<string, unknown>> | undefined;
  try {
    ({ executed, language } = await execute(cells, kernel, cwd, options));
  } catch (error) {
    if (error instanceof KernelError) return run("failed", { fault: error.message });
    throw error;
  }
  const failed = executed.some(({ fault }) => fault !== null);
  const compared = executed.map(cell => compareCell(cell, options.out !== undefined));
  const changed = compared.some(({ status }) => status === "different");
  const summary = { cells: compared, counts: countsOf(compared) };
  if (options.out !== undefined) {
    await saveNotebook(options.out, editNotebook(notebook, fresh(notebook, executed), language));
    return run(failed ? "failed" : "executed", { ...summary, written: options.out });
  }
  if (failed) return run("failed", summary);
  if (!options.update) return run(changed ? "different" : "same", summary);
  const known = notebook.language?.name === language?.name;
  if (!changed && known) return run("same", summary);
  await replaceNotebook(path, notebook.text, editNotebook(notebook, kept(notebook, executed), language));
  return run("updated", { ...summary, written: path });
}

/**
 * Checks all of a notebook run that can be known before a kernel is started.
 *
 * @throws SourceError as {@link runNotebook}.
 */
export function checkNotebook(path: string, options: RunNotebookOptions = {}): void {
  prepare(path, options);
}

function prepare(
  path: string,
  options: RunNotebookOptions,
): { readonly notebook: Notebook; readonly kernel: KernelCommand; readonly cwd: string } {
  if (options.update && options.out !== undefined)
    throw new SourceError("with update the notebook itself is written: leave one out", "out");
  if (options.out !== undefined && resolve(options.out) === resolve(path))
    throw new SourceError("this is the notebook itself: with update it is written in place", options.out);
  const notebook = readNotebook(path);
  const cwd = resolve(options.cwd ?? dirname(path));
  if (!existsSync(cwd)) throw new SourceError(`no such folder: ${cwd}`, "cwd");
  const language = String(notebook.language?.name ?? "typescript");
  const name = options.kernel ?? notebook.kernel;
  if (name === undefined && !OWN_LANGUAGES.includes(language))
    throw new SourceError(`names no kernel, and its language is ${language}: name one with --kernel`, path);
  const where = options.kernel === undefined ? path : "--kernel";
  return { notebook, kernel: findKernel(name ?? DEFAULT_KERNEL, where, cwd), cwd };
}

async function execute(
  cells: readonly CodeCell[],
  kernel: KernelCommand,
  cwd: string,
  options: RunNotebookOptions,
): Promise<{
  readonly executed: readonly ExecutedCell[];
  readonly language: Readonly<Record<string, unknown>> | undefined;
}> {
  options.signal?.throwIfAborted();
  // Nothing to run needs no kernel.
  if (cells.every(isSkipped)) {
    const none = { outputs: [], count: null, durationMs: 0, fault: null };
    return { executed: cells.map(cell => ({ ...none, cell, ran: "skipped" })), language: undefined };
  }
  const area = new OutputArea();
  const requests: Parameters<typeof executeCells>[1]["requests"] = new Map();
  const client = await KernelClient.start(kernel.argv, {
    cwd,
    // Outputs must not depend on the terminal the runner was started from.
    env: { FORCE_COLOR: undefined, COLORTERM: undefined, NO_COLOR: "1", TERM: "dumb", ...kernel.env },
    kernelName: kernel.name,
    interruptMode: kernel.interruptMode,
    signal: options.signal,
    onStray: message => {
      const held = requests.get(message.parent.msg_id ?? "");
      if (held !== undefined) area.take(held, message);
    },
  });
  try {
    const executed = await executeCells(cells, { client, area, requests }, options);
    const language = client.info.language_info as Readonly<Record<string, unknown>> | undefined;
    return { executed, language };
  } finally {
    await client.shutdown({ graceMs: options.signal?.aborted ? 0 : undefined });
  }
}

function isNew({ outputs, count }: CodeCell): boolean {
  return outputs.length === 0 && count === null;
}

function compareCell({ cell, ran, outputs, count, durationMs, fault }: ExecutedCell, out: boolean): CellRun {
  const result = (status: CellStatus, differences: readonly CellDifference[] = []): CellRun => ({
    cell: cell.cell,
    id: cell.id ?? null,
    status,
    count: ran === "yes" ? count : null,
    durationMs,
    differences,
    fault,
  });
  if (ran !== "yes") return result(ran);
  if (fault !== null) return result("failed");
  if (out) return result("executed");
  const differences: CellDifference[] = [];
  if (count !== cell.count) {
    const [committed, now] = [cell.count, count].map(value => (value === null ? null : String(value)));
    differences.push({ output: 0, kind: "execution count", line: null, committed, now });
  }
  if (!cell.tags.includes(IGNORE)) differences.push(...compareOutputs(cell.outputs, outputs, cell.tolerance));
  return result(differences.length > 0 ? "different" : "same", differences);
}

function countsOf(cells: readonly CellRun[]): Readonly<Partial<Record<CellStatus, number>>> {
  const counts: Partial<Record<CellStatus, number>> = {};
  for (const { status } of cells) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Outputs as they came; cells that did not run lose theirs, as they would be of another run. */
function fresh(notebook: Notebook, executed: readonly ExecutedCell[]): readonly CellEdit[] {
  return edits(notebook, executed, ({ cell, ran, outputs, count }) =>
    ran === "not run" ? { cell, outputs: [], count: null } : { cell, outputs, count },
  );
}

/** Outputs that are equal to the committed ones stay as those are. */
function kept(notebook: Notebook, executed: readonly ExecutedCell[]): readonly CellEdit[] {
  return edits(notebook, executed, ({ cell, outputs, count }) => {
    const ignored = cell.tags.includes(IGNORE) && cell.outputs.length > 0;
    return {
      cell,
      count,
      outputs: ignored ? cell.outputs.map((_, index) => index) : keptOutputs(cell, outputs),
    };
  });
}

/** An edit for each cell that ran or that has outputs without having code. */
function edits(
  notebook: Notebook,
  executed: readonly ExecutedCell[],
  edit: (executed: ExecutedCell) => CellEdit,
): readonly CellEdit[] {
  const ran = executed.filter(cell => cell.ran !== "skipped").map(edit);
  const empty = notebook.cells.filter(cell => cell.source.trim() === "" && !isNew(cell));
  return [...ran, ...empty.map(cell => ({ cell, count: null, outputs: [] }))];
}
