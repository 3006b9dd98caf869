import { renameSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { SourceError } from "../program/SourceError.js";
import type { Trace } from "../trace/format/Trace.js";
import type { TraceOptions } from "../trace/TraceOptions.js";
import type { Library } from "./library.js";
import { missingName } from "./missingName.js";
import { readText } from "./readText.js";
import type { Session } from "./Session.js";

/** What the command line says about a run. */
export interface RecordOptions {
  readonly call?: string;
  readonly language?: "javascript" | "typescript" | "python";
  /** What runs Python programs, as `TraceOptions.python` says it. */
  readonly python?: string;
  readonly maxSteps?: number;
  readonly timeout?: number;
  readonly seed?: number;
  readonly reads?: boolean;
  readonly module?: readonly string[];
}

/** Runs a program and keeps the trace in memory. */
export async function recordProgram(
  lib: Library,
  file: string,
  options: RecordOptions,
  session: Session,
): Promise<Trace> {
  return checked(await running(file, options, session, lib.trace), file);
}

/** Runs a program and streams the trace to a `.trace` file, which appears only when all is well. */
export async function recordProgramTo(
  lib: Library,
  file: string,
  options: RecordOptions,
  out: string,
  session: Session,
): Promise<Trace> {
  const fresh = `${out}.${process.pid}.new`;
  try {
    await running(file, options, session, (source, settings) => lib.traceToFile(source, fresh, settings));
    const trace = lib.openTrace(fresh);
    try {
      checked(trace, file);
    } finally {
      trace.close();
    }
    renameSync(fresh, out);
    return trace;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Reads the program and runs it in one of the two ways; faults are told under the name the person gave the file. */
async function running<Result>(
  file: string,
  options: RecordOptions,
  session: Session,
  run: (source: string, settings: TraceOptions) => Promise<Result>,
): Promise<Result> {
  const source = readText(file);
  session.progress(`tracing ${file}`);
  const { call, language, python, maxSteps, timeout, seed, reads, module } = options;
  // Files of the program are looked for beside it, so it is known by its name in its folder.
  const name = basename(file);
  try {
    return await run(source, {
      file: name,
      folder: dirname(file),
      call,
      language,
      python,
      limits: {
        ...(maxSteps === undefined ? {} : { steps: maxSteps }),
        ...(timeout === undefined ? {} : { wallMs: timeout }),
      },
      record: reads ? { reads: true } : {},
      seed,
      modules: module,
      signal: session.signal,
    });
  } catch (error) {
    const fault = error as SourceError;
    if (fault?.name !== "SourceError" || fault.file !== name) throw error;
    throw new SourceError(fault.reason, file, fault.line, fault.column);
  }
}

/** A call of something the program does not have is a slip of the person, not an outcome of the program. */
function checked(trace: Trace, file: string): Trace {
  const missing = missingName(trace);
  if (missing)
    throw new SourceError(`${file} has no ${missing.name}`, "--call", missing.line, missing.column);
  return trace;
}
