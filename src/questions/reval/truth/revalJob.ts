import { SourceError } from "../../../program/SourceError.js";
import type { PythonModule } from "../../../trace/python/PythonJob.js";
import { runPython } from "../../../trace/python/runPython.js";
import type { RevalData, RevalPair, RevalProgram } from "../data/RevalData.js";
import standInsSource from "../python/standins.py";
import subjectSource from "../python/subject.py";

/** Settings of what runs REval's programs. */
export interface RevalRunOptions {
  /** `cpython` (default), `cpython:<path>` or `pyodide`. */
  readonly python?: string;
  /** Most wall time for one pair, ms. Default 20,000 (the slowest published one takes 2.3 s; the original waits 120 s). */
  readonly wallMs?: number;
  /** Default 2048. */
  readonly memoryMiB?: number;
  /** Interpreters at a time. Default 2. */
  readonly parallel?: number;
  /** Is called with the pairs done so far. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** A program with pairs of it. */
export interface RevalGroup<P extends RevalPair = RevalPair> {
  readonly program: RevalProgram;
  readonly pairs: readonly P[];
}

/** What the driver says of a pair that did not run. */
export interface RevalFailed {
  readonly status: "missing module" | "does not load" | "no call" | "raises" | "limit" | "died";
  readonly why: string;
}

const MODULES: readonly PythonModule[] = [
  { name: "reval_standins", source: standInsSource },
  { name: "reval_subject", source: subjectSource },
];

/** Programs that are run in one interpreter. Each has a namespace of its own: the truth does not depend on it. */
const TOGETHER = 16;

/** The programs that have pairs, in the order of the task file. */
export function revalGroups(data: RevalData): readonly RevalGroup[] {
  const groups: { program: RevalProgram; pairs: RevalPair[] }[] = [];
  for (const pair of data.pairs) {
    const last = groups.at(-1);
    if (last !== undefined && last.program.idx === pair.idx) last.pairs.push(pair);
    else groups.push({ program: data.programs[pair.idx], pairs: [pair] });
  }
  return groups;
}

/** Version of an interpreter: `[3, 11, 7]`. */
export async function revalVersion(
  driver: PythonModule,
  options: RevalRunOptions,
): Promise<readonly number[]> {
  const { python = "cpython", signal } = options;
  const limits = { wallMs: 60_000, memoryMiB: 2048 };
  const outcome = await runPython(
    { driver, modules: MODULES, payload: { programs: [] }, limits },
    { engine: python, signal },
  );
  if (outcome.kind === "limit") throw new SourceError(`Python did not start: ${outcome.limit}`, "python");
  return (outcome.value as { version: number[] }).version;
}

/**
 * Runs a driver over all pairs and gives its answers program by program, in order. Where an interpreter with several
 * programs ends badly its programs are run alone, then their pairs, so that one program takes no other with it.
 */
export async function* revalJob<T>(
  driver: PythonModule,
  data: RevalData,
  options: RevalRunOptions & { readonly modules?: readonly PythonModule[] },
): AsyncGenerator<{ readonly group: RevalGroup; readonly answers: readonly (T | RevalFailed)[] }> {
  const groups = revalGroups(data);
  const { parallel = 2, onProgress } = options;
  const pieces: RevalGroup[][] = [];
  for (let i = 0; i < groups.length; i += TOGETHER) pieces.push(groups.slice(i, i + TOGETHER));
  const total = data.pairs.length;
  let done = 0;
  let next = 0;
  const running: Promise<readonly (readonly (T | RevalFailed)[])[]>[] = [];
  for (const piece of pieces) {
    while (next < pieces.length && running.length < Math.max(1, parallel)) {
      const started = runPiece<T>(driver, pieces[next++], options);
      // It may fail while an earlier one is still waited for.
      started.catch(() => {});
      running.push(started);
    }
    const answers = await (running.shift() as (typeof running)[number]);
    for (const [i, group] of piece.entries()) {
      done += group.pairs.length;
      yield { group, answers: answers[i] };
    }
    onProgress?.(done, total);
  }
}

async function runPiece<T>(
  driver: PythonModule,
  groups: readonly RevalGroup[],
  options: RevalRunOptions & { readonly modules?: readonly PythonModule[] },
): Promise<readonly (readonly (T | RevalFailed)[])[]> {
  const { python = "cpython", wallMs = 20_000, memoryMiB = 2048, signal } = options;
  const pairs = groups.reduce((sum, group) => sum + group.pairs.length, 0);
  let failed: RevalFailed;
  try {
    const outcome = await runPython(
      {
        driver,
        modules: [...MODULES, ...(options.modules ?? [])],
        payload: { programs: groups.map(payloadOf) },
        // What takes longer together is run again apart: an endless program must not be waited for long.
        limits: { wallMs: pairs === 1 ? wallMs : 1.5 * wallMs, memoryMiB },
      },
      { engine: python, signal },
    );
    if (outcome.kind === "done") return (outcome.value as { programs: T[][] }).programs;
    failed = { status: "limit", why: outcome.limit };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof SourceError) throw error;
    failed = { status: "died", why: lastLine((error as Error).message) };
  }
  if (pairs === 1) return [[failed]];
  const [first] = groups;
  const parts =
    groups.length > 1 ? groups : first.pairs.map(pair => ({ program: first.program, pairs: [pair] }));
  const answers: (readonly (T | RevalFailed)[])[] = [];
  for (const part of parts) answers.push(...(await runPiece<T>(driver, [part], options)));
  return groups.length > 1 ? answers : [answers.flat()];
}

function payloadOf({ program, pairs }: RevalGroup): unknown {
  const { entryPoint, code, inputs, outputs, test, idx } = program;
  return {
    idx,
    entry_point: entryPoint,
    code,
    inputs,
    outputs,
    test,
    pairs: pairs.map(pair => ({ ...pair, input: pair.inputIdx, test: pair.outputTest })),
  };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.slice(0, 200) ?? "";
}
