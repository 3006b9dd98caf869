import { SourceError } from "../../../program/SourceError.js";
import type { PythonModule } from "../../../trace/python/PythonJob.js";
import type { RevalData } from "../data/RevalData.js";
import { readReval } from "../data/readReval.js";
import compatSource from "../python/compat.py";
import { type CompatPair, compatRows } from "./compatRows.js";
import type { RevalCompatRow, RevalStrictRow } from "./RevalTruthRow.js";
import { type RevalRunOptions, revalJob, revalVersion } from "./revalJob.js";
import { revalReference } from "./revalReference.js";
import { strictRows } from "./strictRows.js";

/** Settings of {@link revalTruth}. */
export interface RevalTruthOptions extends RevalRunOptions {
  /** The data file or the folder of both, or what was read from them. */
  readonly data: string | RevalData;
  /** The task file. Default: the one beside the data. */
  readonly tasks?: string;
  /** Take a Python whose line events differ from those of 3.10 and 3.11. Default false. */
  readonly force?: boolean;
  /** Is called once, before any row. */
  readonly onEnvironment?: (environment: RevalEnvironment) => void;
}

/** What the truth was computed with. */
export interface RevalEnvironment {
  /** `cpython 3.11.7`. */
  readonly python: string;
  /** What is known to differ there from CPython 3.11, the original's own; absent where nothing is. */
  readonly warning?: string;
}

/** The driver of the original's truth. */
const COMPAT: PythonModule = { name: "reval_compat", source: compatSource };

/**
 * Truth of REval as the original computes it, bug for bug: one row a probe and one a pair, in the order of the task
 * file. Every pair has rows: one that cannot run has a status.
 *
 * Covered, next lines and values come from one list of states, over all activations in the order of events, in which
 * events in a row on one line are one state; the values after a line are those of the next state, whatever activation
 * it belongs to; an item or tuple takes all combinations of the values of its parts.
 *
 * @throws SourceError for data that cannot be read, and for Python other than CPython 3.10 and 3.11 unless `force`.
 */
export async function* revalCompatTruth(options: RevalTruthOptions): AsyncGenerator<RevalCompatRow> {
  const data = dataOf(options);
  options.onEnvironment?.(await revalEnvironment(options));
  for await (const { group, answers } of revalJob<CompatPair>(COMPAT, data, options))
    for (const [i, pair] of group.pairs.entries()) yield* compatRows(pair, answers[i]);
}

/**
 * Truth of REval with activations told apart: for each probe every execution of the statement its line begins, the
 * value after it in the same activation, and the next step into calls and over them, or why there is none. It is
 * the same on CPython 3.10 to 3.13.
 *
 * @throws SourceError for data that cannot be read.
 */
export async function* revalStrictTruth(options: RevalTruthOptions): AsyncGenerator<RevalStrictRow> {
  const data = dataOf(options);
  const engine = options.python ?? "cpython";
  const { python } = environmentOf(await revalVersion(COMPAT, options), engine);
  // Its truth is the same on all versions.
  options.onEnvironment?.({ python });
  for await (const { pair, answer } of revalReference({ ...options, data })) yield* strictRows(pair, answer);
}

/** {@link revalCompatTruth} or {@link revalStrictTruth}, by name. */
export function revalTruth(
  options: RevalTruthOptions & { readonly profile: "compat" | "strict" },
): AsyncGenerator<RevalCompatRow | RevalStrictRow> {
  if (options.profile !== "compat" && options.profile !== "strict")
    throw new SourceError(`expected compat or strict, got ${JSON.stringify(options.profile)}`, "profile");
  return options.profile === "compat" ? revalCompatTruth(options) : revalStrictTruth(options);
}

/**
 * The interpreter the options name.
 *
 * @throws SourceError where the original's truth cannot be had from it, unless `force`.
 */
export async function revalEnvironment(options: RevalTruthOptions): Promise<RevalEnvironment> {
  const environment = environmentOf(await revalVersion(COMPAT, options), options.python ?? "cpython");
  if (environment.warning !== undefined && options.force !== true)
    throw new SourceError(`${environment.warning}; --force (force: true) runs it all the same`, "python");
  return environment;
}

/** The data of the options, read where it was given by name. */
export function dataOf({ data, tasks }: Pick<RevalTruthOptions, "data" | "tasks">): RevalData {
  return typeof data === "string" ? readReval(data, tasks) : data;
}

function environmentOf(version: readonly number[], engine: string): RevalEnvironment {
  const python = `${engine === "pyodide" ? "pyodide" : "cpython"} ${version.join(".")}`;
  const [major, minor] = version;
  if (major === 3 && minor === 11) return { python };
  // 3.10 differs in two next lines; the original's README allows it.
  if (major === 3 && minor === 10) return { python };
  const differs =
    major === 3 && minor > 11
      ? "comprehensions have no frame of their own there (PEP 709)"
      : "it was not compared";
  return {
    python,
    warning: `the original's truth is that of CPython 3.10 and 3.11; this is ${python}: ${differs}`,
  };
}
