import { SourceError } from "../../../program/SourceError.js";
import type {
  CoconutData,
  CoconutFault,
  CoconutItem,
  CoconutKind,
  CoconutStep,
} from "../data/CoconutData.js";
import type { CoconutTruth } from "../truth/TruthRow.js";
import { aggregateRows, type CoconutAverages } from "./aggregateRows.js";
import {
  type CoconutConventions,
  checkConventions,
  PUBLISHED_CONVENTIONS,
  STRICT_CONVENTIONS,
} from "./Conventions.js";
import { elementsOf } from "./cells.js";
import { joinData } from "./joinData.js";
import { type LengthBucket, lengthBuckets } from "./lengthBuckets.js";
import {
  type CoconutResult,
  type CoconutResults,
  REQUEST_FAILED,
  readCoconutResults,
} from "./readCoconutResults.js";
import { rewriteCells } from "./rewriteCells.js";
import { scoreCells, scoreSections } from "./rowSimilarity.js";
import { type StrictRow, scoreStrictly } from "./scoreStrictly.js";

/** Settings of {@link scoreCoconut}. */
export interface ScoreCoconutOptions {
  /** `compat` (default): the published scores. `strict`: the trace is read and compared as a list of lines. */
  readonly profile?: "compat" | "strict";
  /** What to do otherwise than the profile does. */
  readonly conventions?: Partial<CoconutConventions>;
  /** The published traces behind the rows: needed for `truth: "verbatim"` and to know what stands on a line. */
  readonly data?: CoconutData;
  /** Traces recorded by ourselves (`coconutTruth`): `strict` takes them for the truth, instead of the file's. Needs `data`. */
  readonly recorded?: CoconutTruth;
}

/** A scored row. */
export interface CoconutRowScore {
  /** 1-based data row. */
  readonly row: number;
  readonly id: string;
  readonly task: string;
  readonly matched: boolean;
  /** Similarity, 0 … 1, called so by the published files. */
  readonly distance: number;
  /** Lines of the truth as compared. */
  readonly length: number;
  /** Partial credit; strict only. */
  readonly strict?: StrictRow;
}

/** Scores of a result file. */
export interface CoconutScores extends CoconutAverages {
  readonly profile: "compat" | "strict";
  readonly kind: CoconutKind;
  readonly conventions: CoconutConventions;
  /** Rows scored. */
  readonly rows: number;
  /** Rows that match. */
  readonly matched: number;
  /** Rows left out, by reason. */
  readonly excluded: Readonly<Record<"request failed" | "broken truth" | "broken row", number>>;
  /** Rows whose request failed, left out or not. */
  readonly failedRequests: number;
  /** Rows that ask what an earlier one asks. */
  readonly repeated: number;
  readonly faults: readonly CoconutFault[];
  readonly buckets: readonly LengthBucket[];
  readonly perRow: readonly CoconutRowScore[];
}

/**
 * Scores a CoCoNUT result file. In `compat`, `matched` and `distance` are those of the published `*_NoReps.csv`
 * files, and the averages those of its tables; a base file is scored as its NoReps file would be.
 *
 * @param input path of a result file, or one that was read.
 * @throws SourceError for a file that cannot be read, conventions that do not exist, or such as need the traces when
 *   they are not given.
 */
export function scoreCoconut(
  input: string | CoconutResults,
  options: ScoreCoconutOptions = {},
): CoconutScores {
  const { profile = "compat", data } = options;
  checkConventions(options.conventions ?? {});
  const base = profile === "compat" ? PUBLISHED_CONVENTIONS : STRICT_CONVENTIONS;
  const conventions: CoconutConventions = { ...base, ...options.conventions };
  const results = typeof input === "string" ? readCoconutResults(input) : input;
  requireData(options, results);
  const find = data === undefined ? () => undefined : joinData(data);
  const truths =
    profile === "compat" || options.recorded === undefined ? undefined : truthsOf(options.recorded);
  const excluded = {
    "request failed": 0,
    "broken truth": 0,
    "broken row": results.faults.filter(({ fault }) => fault === "wrong number of fields").length,
  };
  const broken = new Set(
    results.faults.filter(({ fault }) => fault === "broken list of lines").map(({ row }) => row),
  );
  const perRow: CoconutRowScore[] = [];
  for (const result of results.results) {
    if (isFailed(result) && conventions.errors === "excluded") excluded["request failed"]++;
    else if (broken.has(result.row) && profile === "strict") excluded["broken truth"]++;
    else {
      const item = find(result);
      const truth = item === undefined ? undefined : truths?.get(item.row);
      if (truths !== undefined && truth === undefined) excluded["broken truth"]++;
      else perRow.push(scoreRow(result, results.kind, profile, conventions, item, truth));
    }
  }
  return {
    profile,
    kind: results.kind,
    conventions,
    ...aggregateRows(perRow, conventions.falseSim),
    rows: perRow.length,
    matched: perRow.filter(row => row.matched).length,
    excluded,
    failedRequests: results.results.filter(isFailed).length,
    repeated: results.repeated.length,
    faults: results.faults,
    buckets: lengthBuckets(perRow),
    perRow,
  };
}

function scoreRow(
  result: CoconutResult,
  kind: CoconutKind,
  profile: "compat" | "strict",
  conventions: CoconutConventions,
  item: CoconutItem | undefined,
  truth: readonly CoconutStep[] | undefined,
): CoconutRowScore {
  const { row, id, task } = result;
  if (profile === "strict") {
    const strict = scoreStrictly(result, conventions, item, truth);
    const { matched, similarity: distance, length } = strict;
    return { row, id, task, matched, distance, length, strict };
  }
  const { actual, predicted } = rewriteCells(result, conventions, item);
  const { length } = elementsOf(actual);
  const score = kind === "concurrency" ? scoreSections : scoreCells;
  return { row, id, task, ...score(actual, predicted, conventions), length };
}

/** Recorded traces by data row; of runs that did not come to an end of their own there is none. */
function truthsOf({ rows }: CoconutTruth): ReadonlyMap<number, readonly CoconutStep[]> {
  const ended = rows.filter(({ outcome }) => outcome === "returns" || outcome === "throws");
  return new Map(ended.map(({ row, steps }) => [row, steps]));
}

function isFailed({ actual }: CoconutResult): boolean {
  return actual.trim() === REQUEST_FAILED;
}

/** What is asked for by name must be possible; the strict profile alone does what it can. */
function requireData(
  { conventions = {}, data, recorded }: ScoreCoconutOptions,
  { kind, file }: CoconutResults,
): void {
  if (recorded !== undefined && data === undefined)
    throw new SourceError("needs the published traces it was recorded from: give them as data", "recorded");
  if (data !== undefined && data.kind !== kind)
    throw new SourceError(
      `traces of ${data.kind} programs, but the results are of ${kind} (${file})`,
      data.file,
    );
  if (data !== undefined) return;
  const { truth, dropGuard, dropHeaders, dropSilent } = conventions;
  const needs = Object.entries({ truth: truth === "verbatim", dropGuard, dropHeaders, dropSilent });
  const [needed] = needs.find(([, set]) => set === true) ?? [];
  if (needed !== undefined)
    throw new SourceError("needs the published traces: give them as data", `conventions.${needed}`);
}
