import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { FrameReader } from "../sandbox/frames.js";
import bootstrap from "./bootstrap.py";
import type { PythonJob, PythonOutcome, PythonSink } from "./PythonJob.js";

/** Settings of {@link runPython}. */
export interface RunPythonOptions {
  /** `pyodide` (locked, needs nothing installed) or `cpython`, `cpython:<path of the interpreter>`. Default `pyodide`. */
  readonly engine?: string;
  readonly sink?: PythonSink;
  /** Ends the job; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a job in the Python sandbox.
 *
 * @throws Error when the driver itself fails, with Python's traceback, or when no interpreter can be had.
 */
export function runPython(job: PythonJob, options: RunPythonOptions = {}): Promise<PythonOutcome> {
  // INTERIM: one plain process a job, until fork server and locked Pyodide are in.
  const { engine = "pyodide", sink } = options;
  const python = engine.startsWith("cpython:") ? engine.slice("cpython:".length) : "python3";
  return new Promise((resolve, reject) => {
    const child = spawn(python, ["-I", "-S", "-B", "-c", bootstrap], {
      stdio: ["pipe", "ignore", "inherit", "pipe"],
      env: { PYTHONHASHSEED: "0", PATH: process.env.PATH },
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, job.limits.wallMs);
    let outcome: PythonOutcome | undefined;
    let fault: Error | undefined;
    const reader = new FrameReader(({ kind, a, body }) => {
      const text = (): string => Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
      if (kind === 3) {
        const { buffer } = body;
        sink?.rows?.(
          new Int32Array(buffer, 0, a),
          new Int32Array(buffer, a * 4, a),
          new Float64Array(buffer, a * 8, a),
        );
      } else if (kind === 4) sink?.strings?.(JSON.parse(text()) as string[]);
      else if (kind === 7) sink?.tables?.(JSON.parse(text()));
      else if (kind === 5) outcome = { kind: "done", value: JSON.parse(text()) };
      else fault = new Error(text());
    });
    (child.stdio[3] as Readable).on("data", (piece: Buffer) => reader.push(piece));
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      if (late) resolve({ kind: "limit", limit: "wall", value: job.limits.wallMs });
      else if (outcome !== undefined) resolve(outcome);
      else reject(fault ?? new Error("the Python process ended without a result"));
    });
    child.stdin!.on("error", () => {});
    child.stdin!.end(JSON.stringify(job));
  });
}
