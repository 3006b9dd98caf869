import type { Program } from "../../program/Program.js";
import { parse } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import type { TraceRows } from "../../questions/dialect/TraceRow.js";
import { type RowRefusal, traceRows } from "../../questions/dialect/traceRows.js";
import type { Trace } from "../../trace/format/Trace.js";
import { trace } from "../../trace/trace.js";
import { skeleton } from "../generate/skeleton.js";
import { splitOf } from "../generate/split.js";
import { inOrder } from "../inOrder.js";
import { drawFamilyProgram, type FamilyCandidate } from "./drawFamilyProgram.js";
import { FAMILY_BOUNDS, FAMILY_SPLITS, type FamilySplit } from "./FamilySplit.js";

/** What {@link generateFamily} makes. */
export interface FamilyOptions {
  /** Whole number from 0: equal seeds give equal programs. */
  readonly seed: number;
  /** Programs wanted, from 1. */
  readonly n: number;
  readonly split: FamilySplit;
  /** Calls kept of each program, 1 to 4. Default 2. */
  readonly calls?: number;
  /** First candidate that is looked at, from 0: where an earlier run ended. Default 0. */
  readonly from?: number;
  /** Programs whose skeleton is here are left out, and new ones are added. Default: an empty set. */
  readonly seen?: Set<string>;
  /** Candidates run at the same time; the result does not depend on it. Default 4. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** One recorded call of a program of the family. */
export interface FamilyCall {
  readonly call: string;
  readonly trace: Trace;
  readonly rows: TraceRows;
}

/** A program of the family with its recorded calls. */
export interface FamilyProgram {
  readonly program: Program;
  /** Public hash of its skeleton, as `skeleton` gives it. */
  readonly skeleton: string;
  /** Number of the candidate it was. */
  readonly candidate: number;
  readonly calls: readonly FamilyCall[];
}

/** Why a candidate is no program of the family. Nothing else keeps one out. */
export type FamilyRefusal =
  | RowRefusal
  | "out of bounds"
  | "other split"
  | "same skeleton"
  | "too few or many rows";

/** What {@link generateFamily} has come to. */
export interface FamilyAccount {
  /** Candidates looked at; the next one has the number `from + tried`. */
  tried: number;
  kept: number;
  readonly refused: Partial<Record<FamilyRefusal, number>>;
}

/** Candidates tried for each program wanted before giving up. */
const PATIENCE = 200;

/**
 * Draws programs of the family, runs their calls in the sandbox and hands over those that keep to the bounds of the split, each with
 * a skeleton of its own. Which split a small program is of follows from its skeleton alone (`splitOf`), so no seed brings a
 * skeleton of the tests into the training data.
 *
 * @throws SourceError for an option out of range, and when the candidates are used up.
 */
export async function generateFamily(
  options: FamilyOptions,
  take: (made: FamilyProgram, account: FamilyAccount) => void,
): Promise<FamilyAccount> {
  const { seed, n, split, calls = 2, from = 0, seen = new Set<string>(), concurrency = 4, signal } = options;
  const whole = (name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void => {
    if (Number.isSafeInteger(value) && value >= least && value <= most) return;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    throw new SourceError(`expected a whole number ${range}, got ${value}`, name);
  };
  whole("seed", seed, 0);
  whole("n", n, 1);
  whole("calls", calls, 1, 4);
  whole("from", from, 0);
  if (!FAMILY_SPLITS.includes(split)) {
    throw new SourceError(
      `expected one of ${FAMILY_SPLITS.join(", ")}, got ${JSON.stringify(split)}`,
      "split",
    );
  }
  const account: FamilyAccount = { tried: 0, kept: 0, refused: {} };
  await inOrder(
    numbers(from, PATIENCE * (n + 10)),
    concurrency,
    index => examine(seed, index, split, calls, seen, signal),
    made => {
      account.tried++;
      const reason = typeof made === "string" ? made : seen.has(made.skeleton) ? "same skeleton" : undefined;
      if (reason !== undefined) account.refused[reason] = (account.refused[reason] ?? 0) + 1;
      else if (typeof made !== "string") {
        seen.add(made.skeleton);
        account.kept++;
        take(made, account);
      }
      return account.kept < n;
    },
  );
  if (account.kept < n)
    throw new SourceError(`only ${account.kept} programs in ${account.tried} candidates`, "n");
  return account;
}

function* numbers(from: number, count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield from + i;
}

async function examine(
  seed: number,
  index: number,
  split: FamilySplit,
  wanted: number,
  seen: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<FamilyProgram | FamilyRefusal> {
  signal?.throwIfAborted();
  const drawn = drawFamilyProgram(seed, index, split);
  if (drawn === undefined) return "out of bounds";
  const program = parse(drawn.source, { file: "program.js" });
  const hash = skeleton(program);
  if ((split === "train" || split === "test") && splitOf(hash) !== split) return "other split";
  if (seen.has(hash)) return "same skeleton";
  const calls = await recordCalls(program, drawn, split, wanted, signal);
  return typeof calls === "string" ? calls : { program, skeleton: hash, candidate: index, calls };
}

async function recordCalls(
  program: Program,
  { calls }: FamilyCandidate,
  split: FamilySplit,
  wanted: number,
  signal: AbortSignal | undefined,
): Promise<FamilyCall[] | FamilyRefusal> {
  const [least, most] = FAMILY_BOUNDS[split].rows;
  const kept: FamilyCall[] = [];
  let reason: FamilyRefusal = "too few or many rows";
  let failed = 0;
  for (const call of calls) {
    if (kept.length === wanted) break;
    // A program that mostly leaves the range is not worth more runs.
    if (failed === 3 && kept.length === 0) break;
    const recorded = await trace(program, { call, signal, limits: { steps: 400 } });
    const rows = traceRows(recorded);
    const ok = typeof rows !== "string" && rows.rows.length >= least && rows.rows.length <= most;
    if (ok) kept.push({ call, trace: recorded, rows });
    else {
      failed++;
      reason = typeof rows === "string" ? rows : "too few or many rows";
    }
  }
  return kept.length === 0 ? reason : kept;
}
