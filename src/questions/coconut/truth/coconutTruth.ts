import { SourceError } from "../../../program/SourceError.js";
import type { CoconutData, CoconutItem, CoconutKind } from "../data/CoconutData.js";
import { readCoconut } from "../data/readCoconut.js";
import { inParallel } from "./inParallel.js";
import { preludeOf } from "./prelude.js";
import { type LinesJob, type LinesPlace, runLines } from "./runLines.js";
import { strictTruth } from "./strictTruth.js";
import type { CoconutTruth, CoconutTruthRow } from "./TruthRow.js";

/** Settings of {@link coconutTruth}. */
export interface CoconutTruthOptions {
  /** A file of published traces, or one that was read: its programs are run. */
  readonly data: string | CoconutData;
  /**
   * `compat` (default): line events as the original recorded them. `strict`: statements that begin, by our own
   * recorder; of the options below only `python`, `wallMs`, `parallel` and `signal` matter there.
   */
  readonly profile?: "compat" | "strict";
  /** Which interpreter: `cpython` (default), `cpython:<path>`, `pyodide` (default of `strict`). */
  readonly python?: string;
  /** Run on a Python whose line events are not those of 3.10 and 3.11, too. Default false. */
  readonly force?: boolean;
  /**
   * `string` (default): lines of all frames compiled from text, as published, library code made by `exec` among
   * them. `own`: lines of the program alone.
   */
  readonly frames?: "string" | "own";
  /** How much of the time that programs sleep they do sleep. Default 1. */
  readonly pace?: number;
  /** Most wall time for one program, ms. Default 20,000. */
  readonly wallMs?: number;
  /** Default 1024. */
  readonly memoryMiB?: number;
  /** Most lines kept of a program. Default 1,000,000; of recursion 10,000,000. */
  readonly maxLines?: number;
  /** Interpreters at a time. Default 2; of concurrency, whose programs mostly sleep, 6. */
  readonly parallel?: number;
  readonly signal?: AbortSignal;
}

/** Programs that are run in one interpreter, one after the other. Of concurrency it is the drivers of one program. */
const TOGETHER = 40;

/**
 * Runs the published programs and lists their lines. In `compat` by the rules of the original tracers: `line` events of
 * `sys.settrace` over all frames, cut to the main block, threads interleaved as they happened to run.
 *
 * CPython's line events change with its version: 3.10 and 3.11 give the published ones, 3.12 and later fold
 * comprehensions in.
 *
 * @throws SourceError for data that cannot be read, options out of range, and for another Python unless `force`.
 */
export async function coconutTruth(options: CoconutTruthOptions): Promise<CoconutTruth> {
  const data = typeof options.data === "string" ? readCoconut(options.data) : options.data;
  const { pace = 1, wallMs = 20_000, memoryMiB = 1024, force = false, signal } = options;
  if (!(pace >= 0 && pace <= 1))
    throw new SourceError(`a number from 0 to 1 is expected, got ${pace}`, "pace");
  if (options.profile === "strict") return recordStrictly(data, options);
  const engine = options.python ?? "cpython";
  const place: LinesPlace = { engine, wallMs, memoryMiB, signal };
  const concurrent = data.kind === "concurrency";
  const settings: Omit<LinesJob, "items"> = {
    prelude: preludeOf(data.kind),
    own: options.frames === "own",
    trim: data.kind !== "humaneval",
    marks: concurrent,
    limit: options.maxLines ?? (data.kind === "recursion" ? 10_000_000 : 1_000_000),
    pace,
  };
  const probe = await runLines({ ...settings, items: [] }, place);
  if (probe.limit !== undefined) throw new SourceError(`Python did not start: ${probe.limit}`, "python");
  const warning = versionWarning(probe.python, data.kind);
  if (warning !== undefined && !force)
    throw new SourceError(`${warning}; --force (force: true) runs it all the same`, "python");
  const groups = grouped(
    data.items.filter(item => item.runnable),
    concurrent,
  );
  const done = await inParallel(
    groups.map(group => () => runGroup(group, settings, place)),
    options.parallel ?? (concurrent ? 6 : 2),
  );
  const rows = [
    ...done.flat(),
    ...data.items.filter(item => !item.runnable).map(item => rowOf(item, { outcome: "no source" })),
  ].sort((a, b) => a.row - b.row);
  const warnings = [
    warning,
    concurrent && pace < 1 ? `programs slept ${pace} of the time they ask for` : undefined,
  ];
  return {
    profile: "compat",
    python: probe.python,
    rows,
    warnings: warnings.filter(text => text !== undefined),
  };
}

async function recordStrictly(data: CoconutData, options: CoconutTruthOptions): Promise<CoconutTruth> {
  const { python = "pyodide", wallMs = 20_000, parallel = 2, signal } = options;
  const tasks = data.items.map(item => () => strictTruth(item, { python, wallMs, signal }));
  return { profile: "strict", python, rows: await inParallel(tasks, parallel), warnings: [] };
}

function versionWarning(python: string, kind: CoconutKind): string | undefined {
  if (/^cpython 3\.1[01]\./.test(python)) return undefined;
  const what =
    kind === "humaneval" ? "927 of the 1,083 published traces come out the same" : "traces may differ";
  return `the published traces are those of CPython 3.10 and 3.11; this is ${python}, where ${what}`;
}

function grouped(items: readonly CoconutItem[], byTask: boolean): CoconutItem[][] {
  const groups: CoconutItem[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    const joins = last !== undefined && (byTask ? last[0].task === item.task : last.length < TOGETHER);
    if (joins) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** Runs a group in one interpreter; when that does not end well, each program in one of its own. */
async function runGroup(
  items: readonly CoconutItem[],
  settings: Omit<LinesJob, "items">,
  place: LinesPlace,
): Promise<CoconutTruthRow[]> {
  const job: LinesJob = {
    ...settings,
    items: items.map(({ source, name, call }) => ({
      source,
      call: name === undefined || call === undefined ? null : [name, call],
    })),
  };
  try {
    const outcome = await runLines(job, items.length === 1 ? place : { ...place, wallMs: 2 * place.wallMs });
    if (outcome.limit === undefined) return items.map((item, i) => rowOf(item, outcome.records[i]));
    if (items.length === 1) return [rowOf(items[0], { outcome: "limit", error: outcome.limit })];
  } catch (error) {
    place.signal?.throwIfAborted();
    if (error instanceof SourceError) throw error;
    if (items.length === 1) {
      const last = String((error as Error).message)
        .trim()
        .split("\n")
        .at(-1);
      return [rowOf(items[0], { outcome: "died", error: last })];
    }
  }
  const rows: CoconutTruthRow[] = [];
  for (const item of items) rows.push(...(await runGroup([item], settings, place)));
  return rows;
}

function rowOf(
  { id, task, trace, row }: CoconutItem,
  recorded: Pick<CoconutTruthRow, "outcome" | "error"> & Partial<Pick<CoconutTruthRow, "steps" | "threads">>,
): CoconutTruthRow {
  const { outcome, error, steps = [], threads = [] } = recorded;
  return { id, task, trace, row, outcome, ...(error === undefined ? {} : { error }), steps, threads };
}
