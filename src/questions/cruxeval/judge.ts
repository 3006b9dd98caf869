import type { LimitName } from "../../trace/format/TraceHeader.js";
import { runPython } from "../../trace/python/runPython.js";
import judgeSource from "./judge.py";
import plainSource from "./plain.py";
import type { CruxevalReason, Judged } from "./reasons.js";
import sameSource from "./same.py";

/** What the sandbox is asked about one answer. */
export type JudgeItem =
  /** Runs a text: right if nothing is raised. `alone`: it might meddle with the interpreter, so it gets its own. */
  | { readonly kind: "exec"; readonly text: string; readonly alone?: boolean }
  /** Runs a text as `python3 file` does: right if the exit code is 0. */
  | { readonly kind: "script"; readonly text: string; readonly alone?: boolean }
  /** Checks that an answer is one call of `f` with data for arguments, makes it, and compares with types. */
  | { readonly kind: "call"; readonly code: string; readonly answer: string; readonly output: string }
  /** Compares two literals with their types. */
  | { readonly kind: "literal"; readonly answer: string; readonly output: string };

/** How answers are run. */
export interface JudgeOptions {
  /** `pyodide`, `cpython` or `cpython:<path>`. Default `pyodide`. */
  readonly python?: string;
  /** Rounds of loops and calls of functions an answer may take; more never end. Default {@link ROUNDS}. */
  readonly rounds?: number;
  /** Processor time of one answer, s. Default 3, the limit of the original. */
  readonly seconds?: number;
  /** Jobs at the same time. Default 2. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/**
 * Rounds of loops and calls of functions that count as never ending. The original gives 3 seconds, in which Python
 * makes a few million; the programs were chosen to take at most 100,000 steps in all. The 3 seconds hold here
 * too, for rounds that take longer and longer.
 */
export const ROUNDS = 300_000;

/**
 * What may change the interpreter for the answers behind it, or look at what they come to. Such an answer gets an
 * interpreter of its own, as every answer had in the original.
 */
export const MEDDLES: RegExp =
  /__\w+__|\b(?:import|eval|exec|compile|open|globals|locals|vars|dir|getattr|setattr|delattr|breakpoint|memoryview)\b/;

/** Time for the interpreter to start, ms. */
const START_MS = 60_000;
/** Answers that make it worth to start another interpreter. */
const WORTH = 400;

const DRIVER = { name: "tracebook_judge", source: judgeSource };
const MODULES = [
  { name: "tracebook_same", source: sameSource },
  { name: "tracebook_plain", source: plainSource },
];

/** Judges answers in the Python sandbox, equal ones once, in the order given. */
export async function judge(
  items: readonly JudgeItem[],
  { python, rounds = ROUNDS, seconds = 3, concurrency = 2, signal }: JudgeOptions = {},
): Promise<readonly Judged[]> {
  const keys = items.map(item => JSON.stringify(item));
  const distinct = [...new Map(items.map((item, i) => [keys[i], item] as const))];
  const verdicts = new Map<string, Judged>();
  const together = distinct.filter(([, item]) => !isAlone(item));
  const alone = distinct.filter(([, item]) => isAlone(item));
  const queue = [...pieces(together, concurrency), ...alone.map(one => [one])].values();
  const worker = async (): Promise<void> => {
    for (const piece of queue) {
      let left: readonly (readonly [string, JudgeItem])[] = piece;
      while (left.length > 0) {
        const judged = await run(
          left.map(([, item]) => item),
          { python, rounds, seconds, signal },
        );
        for (const [i, one] of judged.entries()) verdicts.set(left[i][0], one);
        left = left.slice(judged.length);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  return keys.map(key => verdicts.get(key) as Judged);
}

function pieces<T>(list: readonly T[], most: number): readonly (readonly T[])[] {
  if (list.length === 0) return [];
  const count = Math.max(1, Math.min(most, Math.floor(list.length / WORTH)));
  const size = Math.ceil(list.length / count);
  return Array.from({ length: count }, (_, i) => list.slice(i * size, (i + 1) * size)).filter(
    piece => piece.length > 0,
  );
}

interface Running extends Pick<JudgeOptions, "python" | "signal"> {
  readonly rounds: number;
  readonly seconds: number;
}

function isAlone(item: JudgeItem): boolean {
  return "alone" in item && item.alone === true;
}

/** Verdicts on the first of the items, at least one: all of them, or up to the one that ended the interpreter. */
async function run(
  items: readonly JudgeItem[],
  { python, rounds, seconds, signal }: Running,
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  let ready = false;
  const silenceMs = 2_000 * seconds;
  const silence = new AbortController();
  const stop = (): void => silence.abort(new Error("no verdict in time"));
  // Without a verdict for twice its time, an answer is within one built-in function that has no end.
  let timer = setTimeout(stop, START_MS);
  const strings = (texts: readonly string[]): void => {
    clearTimeout(timer);
    timer = setTimeout(stop, silenceMs);
    for (const text of texts) {
      if (!ready) ready = true;
      else judged.push(verdict(JSON.parse(text) as [CruxevalReason, string | null]));
    }
  };
  const both = signal === undefined ? silence.signal : AbortSignal.any([silence.signal, signal]);
  let end: Judged | undefined;
  try {
    const payload = { rounds, seconds, items };
    const limits = { wallMs: START_MS + silenceMs * items.length, memoryMiB: 512 };
    const outcome = await runPython(
      { driver: DRIVER, modules: MODULES, payload, limits },
      { ...(python === undefined ? {} : { engine: python }), sink: { strings }, signal: both },
    );
    if (outcome.kind === "limit") end = { reason: LIMITS[outcome.limit] ?? "interpreter ended" };
  } catch (error) {
    if (signal?.aborted === true || (!ready && !silence.signal.aborted)) throw error;
    end = { reason: silence.signal.aborted ? "time limit" : "interpreter ended" };
  } finally {
    clearTimeout(timer);
  }
  if (end !== undefined && judged.length < items.length) judged.push(end);
  if (judged.length === 0) throw new Error("the Python sandbox gave no verdict");
  return judged;
}

const LIMITS: Partial<Record<LimitName, CruxevalReason>> = { wall: "time limit", heap: "memory limit" };

function verdict([reason, error]: readonly [CruxevalReason, string | null]): Judged {
  return error === null ? { reason } : { reason, error };
}
