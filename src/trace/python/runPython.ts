import { availableParallelism } from "node:os";
import { SourceError } from "../../program/SourceError.js";
import { cpythonEngine } from "./cpython/cpythonEngine.js";
import type { PythonJob, PythonOutcome, PythonSink } from "./PythonJob.js";
import { type PythonEngine, PythonPool } from "./PythonPool.js";
import { pyodideEngine } from "./pyodide/pyodideEngine.js";

/** Settings of {@link runPython}. */
export interface RunPythonOptions {
  /** `pyodide` (locked, needs nothing installed) or `cpython`, `cpython:<path of the interpreter>`. Default `pyodide`. */
  readonly engine?: string;
  readonly sink?: PythonSink;
  /** Ends the job; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Most processes of one engine at a time. */
const SIZE = Math.min(4, availableParallelism());

const pools = new Map<string, PythonPool>();

/**
 * Runs a job in the Python sandbox. Processes stay warm between jobs, and nothing of a job is left for the next one:
 * Pyodide's memory is put back to what it was, CPython runs each job in a fork.
 *
 * @throws Error when the driver itself fails, with Python's traceback; SourceError when no interpreter can be had.
 */
export function runPython(job: PythonJob, options: RunPythonOptions = {}): Promise<PythonOutcome> {
  const { engine = "pyodide", sink, signal } = options;
  try {
    return poolOf(engine).run(job, sink, signal);
  } catch (error) {
    return Promise.reject(error);
  }
}

function poolOf(engine: string): PythonPool {
  let pool = pools.get(engine);
  if (pool === undefined) {
    pool = new PythonPool(engineOf(engine), SIZE);
    pools.set(engine, pool);
  }
  return pool;
}

function engineOf(name: string): PythonEngine {
  if (name === "pyodide") return pyodideEngine;
  if (name === "cpython") return cpythonEngine("python3");
  if (name.startsWith("cpython:") && name.length > 8) return cpythonEngine(name.slice(8));
  throw new SourceError(
    `${JSON.stringify(name)} is no engine for Python: take "pyodide", "cpython" or "cpython:<path of python>"`,
    "python",
  );
}

/** Ends all Python processes; the next {@link runPython} starts new ones. */
export async function closePython(): Promise<void> {
  const closing = [...pools.values()];
  pools.clear();
  await Promise.all(closing.map(pool => pool.close()));
}
