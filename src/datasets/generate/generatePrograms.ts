import { parse } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import type { Trace } from "../../trace/format/Trace.js";
import { trace } from "../../trace/trace.js";
import { constructs } from "../constructs.js";
import type { DatasetProgram } from "../Dataset.js";
import { inOrder } from "../inOrder.js";
import { BOUNDS, chooseCalls, type Observed, observe, type Refusal, refuseText } from "./admit.js";
import { type Candidate, candidate, GENERATED_FAMILIES } from "./candidate.js";
import { skeleton } from "./skeleton.js";
import { type Split, splitOf } from "./split.js";

/** What {@link generatePrograms} makes. */
export interface GenerateOptions {
  /** Whole number from 0: equal seeds give equal programs. */
  readonly seed: number;
  /** Programs wanted, from 1. */
  readonly n: number;
  /** Only programs whose skeleton belongs to this split. Default `all`. */
  readonly split?: Split;
  /** Candidates run at the same time; the result does not depend on it. Default 4. */
  readonly concurrency?: number;
  /** Ends the work; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told after each candidate. */
  readonly onProgress?: (done: number, tried: number) => void;
}

/** A generated program and the public hash of its skeleton. */
export interface GeneratedProgram {
  readonly program: DatasetProgram;
  /** As {@link skeleton} gives it. */
  readonly skeleton: string;
  readonly split: Exclude<Split, "all">;
}

/** What came of a seed. */
export interface Generated {
  readonly programs: readonly GeneratedProgram[];
  /** Candidates written, the programs among them. */
  readonly tried: number;
  /** How many candidates were left out for which reason, by reason. */
  readonly refused: Readonly<Partial<Record<Refusal, number>>>;
}

/** Candidates tried for each program wanted before giving up. */
const PATIENCE = 400;

/**
 * Writes small programs with calls from a typed grammar and keeps those that the filter lets through: bounded in
 * length, steps and size of numbers, free of unused names, all of their code reached by some call, four calls with
 * three different outcomes or more, every condition met and not met, exceptions only where meant, no two with one
 * skeleton, families of one size. Every candidate is run in
 * the sandbox. Equal seed, n and split give equal programs on every machine and version of Node.
 *
 * @throws SourceError for a seed, number or split out of range, and when the grammar is exhausted.
 */
export async function generatePrograms(options: GenerateOptions): Promise<Generated> {
  const { seed, n, split = "all", concurrency = 4, signal, onProgress } = options;
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new SourceError(`expected a whole number from 0, got ${seed}`, "seed");
  if (!Number.isSafeInteger(n) || n < 1)
    throw new SourceError(`expected a whole number from 1, got ${n}`, "n");
  if (!["train", "test", "all"].includes(split)) {
    throw new SourceError(`expected one of train, test, all, got ${JSON.stringify(split)}`, "split");
  }
  const programs: GeneratedProgram[] = [];
  const refused: Partial<Record<Refusal, number>> = {};
  const seen = new Set<string>();
  // Families that the filter is harder on must not be rarer for it.
  const share = Math.ceil(n / GENERATED_FAMILIES.length);
  const full = (family: string): boolean =>
    programs.filter(({ program }) => program.family === family).length >= share;
  const most = PATIENCE * (n + 10);
  let tried = 0;
  await inOrder(
    numbered(seed, most),
    concurrency,
    async made => (full(made.family) ? "family full" : examine(made, split, signal)),
    (examined, made) => {
      tried++;
      const again = typeof examined !== "string" && seen.has(examined.skeleton);
      if (typeof examined === "string" || again || full(made.family)) {
        const other = typeof examined === "string" ? examined : "same skeleton";
        const reason = full(made.family) ? "family full" : other;
        refused[reason] = (refused[reason] ?? 0) + 1;
      } else {
        seen.add(examined.skeleton);
        programs.push({
          program: packed(made, examined, programs.length),
          skeleton: examined.skeleton,
          split: splitOf(examined.skeleton),
        });
      }
      onProgress?.(programs.length, tried);
      return programs.length < n;
    },
  );
  if (programs.length < n) {
    throw new SourceError(
      `only ${programs.length} programs with a skeleton of their own in ${tried} tries`,
      "n",
    );
  }
  return { programs, tried, refused };
}

function* numbered(seed: number, most: number): Generator<Candidate> {
  for (let index = 0; index < most; index++) yield candidate(seed, index);
}

interface Examined {
  readonly skeleton: string;
  readonly calls: readonly string[];
  readonly tags: readonly string[];
}

async function examine(
  made: Candidate,
  split: Split,
  signal: AbortSignal | undefined,
): Promise<Examined | Refusal> {
  signal?.throwIfAborted();
  const file = `program.${made.language === "typescript" ? "ts" : "js"}`;
  const program = parse(made.source, { file, language: made.language });
  const hash = skeleton(program);
  if (split !== "all" && splitOf(hash) !== split) return "other split";
  const wrong = refuseText(made, program);
  if (wrong !== undefined) return wrong;
  const runs: Observed[] = [];
  let last: Trace | undefined;
  let reason: Refusal | undefined;
  for (const call of made.calls) {
    const recorded = await trace(program, { call, signal, limits: { steps: BOUNDS.steps[1] * 10 } });
    const run = observe(recorded, made.family);
    if (typeof run === "string") {
      // A program that fails on one kind of argument is not asked about on others.
      if (run === "error not meant" || run === "limit") return run;
      reason = run;
    } else {
      runs.push(run);
      last = recorded;
    }
  }
  if (last === undefined || runs.length < BOUNDS.calls) return reason ?? "too few outcomes";
  const calls = chooseCalls(runs, last);
  return typeof calls === "string" ? calls : { skeleton: hash, calls, tags: constructs(program) };
}

function packed(made: Candidate, { calls, tags }: Examined, index: number): DatasetProgram {
  const { family, language, source, entry } = made;
  const id = `${family}/${String(index + 1).padStart(4, "0")}-${entry}`;
  const extension = language === "typescript" ? "ts" : "js";
  return {
    id,
    file: `${id}.${extension}`,
    language,
    family,
    cluster: id,
    title: `${entry}: program ${index + 1} of a seed, ${family}`,
    source,
    calls,
    tags,
    siblings: [],
  };
}
