import { SourceError } from "../program/SourceError.js";
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
  /**
   * Told about each program or call that cannot be read, with the 1-based place of the program in the data set; the run
   * goes on without that call. Where it is absent, and where no call is left, the first such fault is thrown.
   */
  readonly onFault?: (fault: SourceError, program: DatasetProgram, place: number) => void;
  /** Told about each recorded call, in order of the data set. */
  readonly onTrace?: (trace: Trace, program: DatasetProgram, done: number, total: number) => void;
}

/**
 * Records every call of every program of a data set and poses the questions. Equal data, options and library
 * version give the same set.
 *
 * @throws SourceError for a program or call that cannot be read, named by its file, unless `onFault` is told.
 */
export async function poseDataset(dataset: Dataset, options: PoseDatasetOptions = {}): Promise<QuestionSet> {
  const { seed = 1, tasks, limits, linked, python, signal } = options;
  const parts: { program: Trace["programs"][number]; posed: Posed }[] = [];
  let done = 0;
  const items = dataset.programs.flatMap((program, i) =>
    program.calls.map(call => ({ program, call, place: i + 1 })),
  );
  let firstFault: SourceError | undefined;
  const record = async ({ program, call }: (typeof items)[number]): Promise<Trace | SourceError> => {
    const { source, file, language, siblings } = program;
    const beside = Object.fromEntries(siblings.map(sibling => [sibling.file, sibling.source]));
    // A Python program is one file.
    const files = language === "python" ? undefined : beside;
    try {
      return await trace(source, {
        file,
        language,
        files,
        call,
        seed,
        limits: options.runLimits,
        python,
        signal,
      });
    } catch (error) {
      // Faults of options (such as an interpreter that is not there) are those of every program.
      const ofProgram = error instanceof SourceError && (error.file === file || error.file === "<call>");
      if (ofProgram && options.onFault !== undefined) return error;
      throw error;
    }
  };
  await inOrder(items, options.concurrency ?? 2, record, (recorded, { program, place }) => {
    done++;
    if (recorded instanceof SourceError) {
      firstFault ??= recorded;
      options.onFault?.(recorded, program, place);
      return true;
    }
    const { family, cluster } = program;
    const posed = pose(recorded, { dataset: dataset.name, family, cluster, seed, tasks, limits, linked });
    parts.push({ program: recorded.programs[0], posed });
    options.onTrace?.(recorded, program, done, items.length);
    return true;
  });
  if (parts.length === 0 && firstFault !== undefined) throw firstFault;
  return questionSet(dataset.name, seed, parts);
}
