import { driverOf } from "./driverOf.js";
import type { PythonJob, PythonOutcome, PythonSink } from "./PythonJob.js";
import type { PythonProcess } from "./PythonProcess.js";

/** Where a pool has its processes from. */
export interface PythonEngine {
  /** Starts a process. @throws SourceError when it cannot be had on this machine. */
  start(): Promise<PythonProcess>;
  /** A process did not come up: mends what can be mended; true when another try makes sense. */
  mend(): Promise<boolean>;
}

interface Waiting {
  readonly job: PythonJob;
  readonly sink: PythonSink | undefined;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (outcome: PythonOutcome) => void;
  readonly reject: (reason: unknown) => void;
}

/** Jobs a process runs before it is replaced. */
const RECYCLE = 2000;

/** Processes of one engine, first come, first served. They stay warm, and do not keep ours alive. */
export class PythonPool {
  private readonly engine: PythonEngine;
  private readonly size: number;
  private readonly idle: PythonProcess[] = [];
  private readonly all = new Set<PythonProcess>();
  private readonly waiting: Waiting[] = [];
  private busy = 0;
  private closing = false;

  /** @param size most processes at a time. */
  constructor(engine: PythonEngine, size: number) {
    this.engine = engine;
    this.size = size;
  }

  /** Runs a job, see `runPython`. */
  run(job: PythonJob, sink: PythonSink | undefined, signal: AbortSignal | undefined): Promise<PythonOutcome> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.closing) return Promise.reject(new Error("the pool is closed"));
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, sink, signal, resolve, reject });
      this.next();
    });
  }

  /** Ends all processes; what waits is rejected. */
  async close(): Promise<void> {
    this.closing = true;
    for (const { reject } of this.waiting.splice(0)) reject(new Error("the pool is closed"));
    const all = [...this.all];
    for (const one of all) one.kill();
    await Promise.all(all.map(({ gone }) => gone));
  }

  private next(): void {
    while (this.busy < this.size && this.waiting.length > 0) {
      this.busy++;
      const entry = this.waiting.shift()!;
      void this.serve(entry).finally(() => {
        this.busy--;
        this.next();
      });
    }
  }

  private async serve({ job, sink, signal, resolve, reject }: Waiting): Promise<void> {
    let process: PythonProcess | undefined;
    const abort = (): void => {
      process?.kill();
      reject(signal!.reason);
    };
    signal?.addEventListener("abort", abort, { once: true });
    try {
      if (signal?.aborted) throw signal.reason;
      process = await this.take();
      if (signal?.aborted) throw signal.reason;
      if (this.closing) throw new Error("the pool is closed");
      const outcome = await process.run(job, driverOf(job), sink);
      resolve(outcome);
    } catch (error) {
      reject(error);
    } finally {
      signal?.removeEventListener("abort", abort);
      if (process !== undefined) this.giveBack(process);
    }
  }

  private giveBack(process: PythonProcess): void {
    if (process.spent || this.closing || process.jobs >= RECYCLE) process.kill();
    else this.idle.push(process);
  }

  private async take(): Promise<PythonProcess> {
    for (let process = this.idle.pop(); process !== undefined; process = this.idle.pop()) {
      if (!process.spent) return process;
    }
    try {
      return await this.begin();
    } catch (error) {
      if (this.closing || !(await this.engine.mend())) throw error;
      return this.begin();
    }
  }

  private async begin(): Promise<PythonProcess> {
    const process = await this.engine.start();
    this.all.add(process);
    void process.gone.then(() => this.all.delete(process));
    await process.started;
    process.hold(false);
    return process;
  }
}
