import { runPython } from "../../../trace/python/runPython.js";
import type { CoconutStep } from "../data/CoconutData.js";
import keptLoop from "./kept_loop.py";
import driver from "./lines.py";

/** What a run of programs is given. */
export interface LinesJob {
  readonly items: readonly {
    readonly source: string;
    readonly call: readonly [name: string, written: string] | null;
  }[];
  readonly prelude: readonly string[];
  readonly own: boolean;
  readonly trim: boolean;
  readonly marks: boolean;
  readonly limit: number;
  readonly pace: number;
}

/** The lines of one program. */
export interface RecordedLines {
  readonly outcome: "returns" | "throws" | "too long" | "cannot compile";
  readonly error?: string;
  readonly steps: readonly CoconutStep[];
  readonly threads: readonly number[];
}

/** A job that was done, or the limit it ended by. */
export type LinesOutcome =
  | { readonly python: string; readonly records: readonly RecordedLines[]; readonly limit?: undefined }
  | { readonly limit: string };

/** Where and within which bounds a job runs. */
export interface LinesPlace {
  readonly engine: string;
  readonly wallMs: number;
  readonly memoryMiB: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs programs one after the other in one interpreter and lists their lines.
 *
 * @throws Error when the interpreter cannot be had or ends without a result.
 */
export async function runLines(job: LinesJob, place: LinesPlace): Promise<LinesOutcome> {
  const steps: CoconutStep[][] = job.items.map(() => []);
  const threads: number[][] = job.items.map(() => []);
  const outcome = await runPython(
    {
      driver: { name: "coconut_lines", source: driver },
      modules: [{ name: "coconut_loop", source: keptLoop }],
      payload: job,
      limits: { wallMs: place.wallMs, memoryMiB: place.memoryMiB },
    },
    {
      engine: place.engine,
      signal: place.signal,
      sink: {
        rows: (op, frame, value) => {
          for (let i = 0; i < op.length; i++) {
            steps[frame[i]]?.push(op[i] === -1 ? "(" : op[i] === -2 ? ")" : op[i]);
            threads[frame[i]]?.push(value[i]);
          }
        },
      },
    },
  );
  if (outcome.kind === "limit") return { limit: `${outcome.limit} ${outcome.value}` };
  const done = outcome.value as {
    version: string;
    implementation: string;
    records: { outcome: RecordedLines["outcome"]; error?: string }[];
  };
  return {
    python: `${done.implementation} ${done.version}`,
    records: done.records.map((record, i) => ({ ...record, steps: steps[i], threads: threads[i] })),
  };
}
