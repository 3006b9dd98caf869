import { SourceError } from "../../../program/SourceError.js";
import { runPython } from "../../../trace/python/runPython.js";
import type { CoconutItem } from "../data/CoconutData.js";
import { inParallel } from "../truth/inParallel.js";
import keptLoop from "../truth/kept_loop.py";
import { preludeOf } from "../truth/prelude.js";
import type { OrderKind, ThreadRun } from "./ThreadRun.js";
import driver from "./threads.py";

/** Settings of {@link coconutThreads}. */
export interface CoconutThreadsOptions {
  /** `cpython` (default) or `cpython:<path>`: Pyodide has no threads. */
  readonly python?: string;
  /** How much of the time that programs sleep they do sleep. Default 1. */
  readonly pace?: number;
  /** Default 20,000. */
  readonly wallMs?: number;
  /** Default 1024. */
  readonly memoryMiB?: number;
  /** Most lines of a run. Default 100,000. */
  readonly maxLines?: number;
  /** Interpreters at a time. Default 4. */
  readonly parallel?: number;
  readonly signal?: AbortSignal;
}

/** A recorded run, or why there is none. */
export interface ThreadRecord {
  readonly id: string;
  readonly outcome: "returns" | "throws" | "too long" | "limit" | "died" | "no source";
  /** Class of the exception, or what the limit was. */
  readonly error?: string;
  /** Absent where the outcome is `limit`, `died` or `no source`. */
  readonly run?: ThreadRun;
}

/**
 * Runs programs with threads on CPython and records the lines of each thread, with the order that starting, joining
 * and locks (and what is made of them: conditions, semaphores, events, barriers, queues, pools) impose.
 */
export function coconutThreads(
  items: readonly Pick<CoconutItem, "id" | "source" | "runnable">[],
  options: CoconutThreadsOptions = {},
): Promise<ThreadRecord[]> {
  return inParallel(
    items.map(item => () => record(item, options)),
    options.parallel ?? 4,
  );
}

async function record(
  { id, source, runnable }: Pick<CoconutItem, "id" | "source" | "runnable">,
  options: CoconutThreadsOptions,
): Promise<ThreadRecord> {
  if (!runnable) return { id, outcome: "no source" };
  const { python = "cpython", pace = 1, wallMs = 20_000, memoryMiB = 1024, maxLines = 100_000 } = options;
  try {
    const outcome = await runPython(
      {
        driver: { name: "coconut_threads", source: driver },
        modules: [{ name: "coconut_loop", source: keptLoop }],
        payload: { source, prelude: preludeOf("concurrency"), limit: maxLines, pace },
        limits: { wallMs, memoryMiB },
      },
      { engine: python, signal: options.signal },
    );
    if (outcome.kind === "limit") return { id, outcome: "limit", error: `${outcome.limit} ${outcome.value}` };
    return { id, ...recordOf(outcome.value as Recorded) };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof SourceError) throw error;
    return {
      id,
      outcome: "died",
      error: String((error as Error).message)
        .trim()
        .split("\n")
        .at(-1),
    };
  }
}

interface Recorded {
  readonly outcome: "returns" | "throws" | "too long";
  readonly error: string | null;
  readonly events: readonly (readonly [line: number, thread: number])[];
  readonly edges: readonly (readonly [from: number, to: number, kind: OrderKind])[];
  readonly sections: readonly (readonly [lock: number, first: number, last: number])[];
}

function recordOf({ outcome, error, events, edges, sections }: Recorded): Omit<ThreadRecord, "id"> {
  const run: ThreadRun = {
    lines: events.map(([line]) => line),
    threads: events.map(([, thread]) => thread),
    edges: edges.map(([from, to, kind]) => ({ from, to, kind })),
    sections: sections.map(([lock, first, last]) => ({ lock, first, last })),
  };
  return { outcome, ...(error === null ? {} : { error }), run };
}
