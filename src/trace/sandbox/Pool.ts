import { availableParallelism } from "node:os";
import type { Job, JobResult, RowSink } from "./Job.js";
import { type ChildLimits, childCommand } from "./lockdown.js";
import { SandboxProcess } from "./SandboxProcess.js";

/** Settings of a {@link Pool}. */
export interface PoolOptions {
  /** Most child processes at a time. Default: the number of processors, 4 at most. */
  readonly size?: number;
  /** Programs a child runs before it is replaced. Default 200. */
  readonly recycle?: number;
}

/** Settings of one run. */
export interface RunOptions {
  /** Ends the run: its child is killed and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly job: Job;
  readonly sink: RowSink;
  readonly resolve: (result: JobResult) => void;
  readonly reject: (reason: unknown) => void;
  /** Stops listening to the signal. */
  readonly release: () => void;
}

interface Place {
  readonly key: string;
  child: SandboxProcess | undefined;
  busy: boolean;
}

/**
 * Locked child processes that run programs, first come, first served. Children stay warm between programs; one that
 * ran into a limit, crashed or has run {@link PoolOptions.recycle} programs is replaced. Idle children do not keep the
 * process alive, and none outlives it.
 */
export class Pool {
  private readonly size: number;
  private readonly recycle: number;
  private readonly places: Place[] = [];
  private readonly waiting: Waiting[] = [];
  private closing = false;

  constructor(options: PoolOptions = {}) {
    this.size = Math.max(1, options.size ?? Math.min(4, availableParallelism()));
    this.recycle = Math.max(1, options.recycle ?? 200);
  }

  /**
   * Runs a program. Reaching a limit is a normal result.
   *
   * @throws the reason of `signal` when it is aborted, what the sink throws, or an Error when no child can be had.
   */
  run(job: Job, sink: RowSink, options: RunOptions = {}): Promise<JobResult> {
    const { signal } = options;
    if (this.closing) return Promise.reject(new Error("the pool is closed"));
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        const index = this.waiting.indexOf(entry);
        if (index >= 0) {
          this.waiting.splice(index, 1);
          reject(signal!.reason);
        } else running?.(signal!.reason);
      };
      let running: ((reason: unknown) => void) | undefined;
      const entry: Waiting = {
        job,
        sink,
        resolve,
        reject,
        release: () => signal?.removeEventListener("abort", abort),
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.aborts.set(entry, stop => {
        running = stop;
      });
      this.waiting.push(entry);
      this.next();
    });
  }

  private readonly aborts: WeakMap<Waiting, (stop: (reason: unknown) => void) => void> = new WeakMap();

  /** Ends all children; what waits is rejected. */
  async close(): Promise<void> {
    this.closing = true;
    for (const entry of this.waiting.splice(0)) entry.reject(new Error("the pool is closed"));
    const children = this.places.flatMap(({ child }) => child ?? []);
    for (const child of children) child.kill();
    await Promise.all(children.map(child => child.gone));
  }

  private next(): void {
    while (this.waiting.length > 0) {
      const place = this.placeFor(keyOf(this.waiting[0].job));
      if (place === undefined) return;
      place.busy = true;
      void this.serve(place, this.waiting.shift()!);
    }
  }

  /** An idle place for children with these limits, else a new one, else one that gives up its child. */
  private placeFor(key: string): Place | undefined {
    const fitting = this.places.find(place => !place.busy && place.key === key);
    if (fitting !== undefined) return fitting;
    if (this.places.length >= this.size) {
      const index = this.places.findIndex(place => !place.busy);
      if (index < 0) return undefined;
      this.places[index].child?.kill();
      this.places.splice(index, 1);
    }
    const place: Place = { key, child: undefined, busy: false };
    this.places.push(place);
    return place;
  }

  private async serve(place: Place, entry: Waiting): Promise<void> {
    const { job, sink, resolve, reject, release } = entry;
    let aborted: { readonly reason: unknown } | undefined;
    this.aborts.get(entry)?.(reason => {
      aborted = { reason };
      place.child?.kill();
      reject(reason);
    });
    try {
      if (place.child?.spent) place.child = undefined;
      place.child ??= new SandboxProcess(await childCommand(job.limits));
      if (this.closing || aborted !== undefined) {
        place.child.kill();
        throw new Error("the pool is closed");
      }
      const { child } = place;
      const result = await child.run(job, sink);
      if (child.programs >= this.recycle) child.spent = true;
      resolve(result);
    } catch (error) {
      reject(error);
    } finally {
      release();
      if (place.child?.spent) {
        place.child.kill();
        place.child = undefined;
      }
      place.busy = false;
      this.next();
    }
  }
}

function keyOf(job: Job): string {
  const { heapMiB, bufferMiB, depth }: ChildLimits = job.limits;
  return `${heapMiB}/${bufferMiB}/${depth}`;
}
