import type { Program } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import { KIND_MASK, Kind } from "../format/Kind.js";
import type { Limits, Outcome, RecordOptions } from "../format/TraceHeader.js";
import type { Tables } from "../format/tables.js";
import type { JobResult, RowSink } from "../sandbox/Job.js";
import { ENVIRONMENT_MODULES } from "./environment.js";
import type { PythonJob } from "./PythonJob.js";
import { placeTables, type SpanTables } from "./placeTables.js";
import recorder from "./recorder.py";
import { runPython } from "./runPython.js";

/** Wall time the interpreter is given beyond the program's own, ms: the recorder ends a run that is late in time. */
const GRACE_MS = 2000;

/** What {@link recordPython} is to run. */
export interface PythonRecording {
  readonly program: Program;
  /** The call expression; left out to run the module alone. */
  readonly call?: Program;
  readonly seed: number;
  readonly epoch: number;
  readonly limits: Limits;
  readonly record: RecordOptions;
  /** As `TraceOptions.python` names it. */
  readonly engine?: string;
  readonly signal?: AbortSignal;
}

/** What the recorder returns: how the run ended, or why it was not begun. */
type Returned =
  | (JobResult & { readonly fault?: undefined })
  | {
      readonly fault: string;
      readonly program: number;
      readonly line: number;
      readonly column: number;
    };

/** Tables and engine of a run, before its first row. */
export interface PythonStarted {
  readonly tables: Tables;
  /** Interpreter and version, as `cpython 3.11.2`. */
  readonly engine: string;
}

/**
 * Runs a Python program in the sandbox and hands its rows to a sink as they come: the strict recorder, whose rows are
 * the same on every interpreter.
 *
 * @param open is called once, when the interpreter has accepted the program and before its first row.
 * @throws SourceError for what the interpreter does not compile, at its place.
 */
export async function recordPython(
  recording: PythonRecording,
  open: (started: PythonStarted) => RowSink,
): Promise<PythonStarted & { readonly result: JobResult }> {
  const { program, call, seed, epoch, limits, record, engine, signal } = recording;
  const programs = call === undefined ? [program] : [program, call];
  const job: PythonJob = {
    driver: { name: "tracebook_recorder", source: recorder },
    modules: ENVIRONMENT_MODULES,
    payload: {
      source: program.source,
      file: program.file,
      call: call?.source ?? "",
      seed,
      epoch,
      limits,
      record,
    },
    limits: { wallMs: limits.wallMs + GRACE_MS, memoryMiB: limits.heapMiB },
  };
  let started: PythonStarted | undefined;
  let sink: RowSink | undefined;
  let steps = 0;
  let frames = 0;
  const outcome = await runPython(job, {
    engine,
    signal,
    sink: {
      tables(value) {
        const { engine: name, ...tables } = value as SpanTables & { readonly engine: string };
        started = { tables: placeTables(tables, programs), engine: name };
        sink = open(started);
      },
      rows(op, frame, value) {
        for (let i = 0; i < op.length; i++) {
          const kind = op[i] & KIND_MASK;
          if (kind === Kind.BEGIN) steps++;
          else if (kind === Kind.CALL) frames++;
        }
        sink?.rows(op, frame, value);
      },
      strings: texts => sink?.strings(texts),
    },
  });
  const ended = (result: JobResult): PythonStarted & { readonly result: JobResult } => {
    if (started === undefined) throw new Error("the Python recorder ended before it began");
    return { ...started, result };
  };
  if (outcome.kind === "limit") {
    // Killed from outside: what had been sent by then is there.
    const { limit } = outcome;
    const value = limit === "wall" ? limits.wallMs : outcome.value;
    const reached: Outcome = { kind: "limit", limit, value };
    return ended({ outcome: reached, rejections: [], steps, frames });
  }
  const returned = outcome.value as Returned;
  if (returned.fault !== undefined) {
    const { fault, program: which, line, column } = returned;
    throw new SourceError(fault, programs[which].file, line, column);
  }
  // Counted, so that it is the rows that are told of.
  return ended({ ...returned, steps, frames });
}
