import { type Posed, type PoseOptions, pose } from "../questions/pose/pose.js";
import { type QuestionSet, questionSet } from "../questions/QuestionSet.js";
import type { Trace } from "../trace/format/Trace.js";
import type { Limits } from "../trace/format/TraceHeader.js";
import { trace } from "../trace/trace.js";
import type { Dataset, DatasetProgram } from "./Dataset.js";
import { inOrder } from "./inOrder.js";

/** How the programs of a data set are run and what is asked. */
export interface PoseDatasetOptions extends Pick<PoseOptions, "tasks" | "limits" | "linked"> {
  /** Seed of the runs' `Math.random` and of the sampling of questions. Default 1. */
  readonly seed?: number;
  /** Bounds of each run. */
  readonly runLimits?: Partial<Limits>;
  /** What runs Python programs, as of `TraceOptions`. Default `pyodide`. */
  readonly python?: string;
  /** Calls run at the same time. Default 2. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Told about each recorded call, in order of the data set. */
  readonly onTrace?: (trace: Trace, program: DatasetProgram, done: number, total: number) => void;
}

/**
 * Records every call of every program of a data set and poses the questions. Equal data, options and library
 * version give the same set.
 *
 * @throws SourceError for a program or call that cannot be read, named by its file.
 */
export async function poseDataset(dataset: Dataset, options: PoseDatasetOptions = {}): Promise<QuestionSet> {
  const { seed = 1, tasks, limits, linked, python, signal } = options;
  const parts: { program: Trace["programs"][number]; posed: Posed }[] = [];
  let done = 0;
  const items = dataset.programs.flatMap(program => program.calls.map(call => ({ program, call })));
  const record = ({ program, call }: (typeof items)[number]): Promise<Trace> => {
    const { source, file, language, siblings } = program;
    const beside = Object.fromEntries(siblings.map(sibling => [sibling.file, sibling.source]));
    // A Python program is one file.
    const files = language === "python" ? undefined : beside;
    return trace(source, { file, language, files, call, seed, limits: options.runLimits, python, signal });
  };
  await inOrder(items, options.concurrency ?? 2, record, (recorded, { program }) => {
    const { family, cluster } = program;
    const posed = pose(recorded, { dataset: dataset.name, family, cluster, seed, tasks, limits, linked });
    parts.push({ program: recorded.programs[0], posed });
    options.onTrace?.(recorded, program, ++done, items.length);
    return true;
  });
  return questionSet(dataset.name, seed, parts);
}
