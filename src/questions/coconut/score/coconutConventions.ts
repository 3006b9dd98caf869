import type { CoconutData } from "../data/CoconutData.js";
import type { CoconutAverages } from "./aggregateRows.js";
import type { CoconutConventions } from "./Conventions.js";
import { type CoconutResults, readCoconutResults } from "./readCoconutResults.js";
import { type CoconutScores, scoreCoconut } from "./scoreCoconut.js";

/** The scores of a result file under one set of conventions. */
export interface ConventionRow extends CoconutAverages {
  readonly name: string;
  /** What is done otherwise than published. */
  readonly conventions: Partial<CoconutConventions>;
  readonly rows: number;
  readonly matched: number;
  /** Rows whose verdict is not the published one; rows left out are not among them. */
  readonly verdictsChanged: number;
  /** Rows whose similarity is not the published one. */
  readonly similaritiesChanged: number;
}

const DROPPED = { dropGuard: true, dropHeaders: true, dropSilent: true } as const;

/** The conventions of the table, each alone against the published ones, then several together. */
const TABLE: readonly {
  readonly name: string;
  readonly conventions: Partial<CoconutConventions>;
  readonly needsData?: boolean;
  readonly only?: "concurrency";
}[] = [
  { name: "published", conventions: {} },
  {
    name: "truth with every repetition",
    conventions: { truth: "verbatim", collapse: "none" },
    needsData: true,
  },
  { name: "repetitions written once on both sides", conventions: { collapse: "both" } },
  { name: "main guard left out", conventions: { dropGuard: true }, needsData: true },
  { name: "def, class and decorator lines left out", conventions: { dropHeaders: true }, needsData: true },
  {
    name: "else, finally, blank and comment lines left out",
    conventions: { dropSilent: true },
    needsData: true,
  },
  { name: "all of these left out", conventions: DROPPED, needsData: true },
  {
    name: "all left out, repetitions once on both sides",
    conventions: { ...DROPPED, collapse: "both" },
    needsData: true,
  },
  { name: "similarity without autojunk", conventions: { autojunk: false } },
  { name: "similarity of lines, not characters", conventions: { similarity: "lines", autojunk: false } },
  {
    name: "section as a multiset",
    conventions: { section: "multiset" },
    only: "concurrency",
  },
  {
    name: "section as a multiset, truth with every repetition",
    conventions: { section: "multiset", truth: "verbatim", collapse: "none" },
    needsData: true,
    only: "concurrency",
  },
  { name: "predictions as they are", conventions: { clean: false } },
  { name: "failed requests left out", conventions: { errors: "excluded" } },
  { name: "false_sim over tasks with a wrong row", conventions: { falseSim: "left out" } },
];

/**
 * What each convention changes on a result file: one row each, the published scores first.
 *
 * @param input path of a result file, or one that was read.
 * @param data the published traces behind it; without them the rows that need them are left out.
 */
export function coconutConventions(input: string | CoconutResults, data?: CoconutData): ConventionRow[] {
  const results = typeof input === "string" ? readCoconutResults(input) : input;
  const published = scoreCoconut(results, { data });
  return TABLE.filter(
    ({ needsData, only }) => !(needsData && data === undefined) && (only ?? results.kind) === results.kind,
  ).map(({ name, conventions }) => {
    const scores = scoreCoconut(results, { conventions, data });
    return { name, conventions, ...summary(scores), ...changes(scores, published) };
  });
}

function summary(scores: CoconutScores): CoconutAverages & { rows: number; matched: number } {
  const { acc_hard, acc_mean, sim, false_sim, rows, matched } = scores;
  return { acc_hard, acc_mean, sim, false_sim, rows, matched };
}

function changes(
  scores: CoconutScores,
  published: CoconutScores,
): { verdictsChanged: number; similaritiesChanged: number } {
  const before = new Map(published.perRow.map(row => [row.row, row]));
  return {
    verdictsChanged: scores.perRow.filter(row => row.matched !== before.get(row.row)?.matched).length,
    similaritiesChanged: scores.perRow.filter(row => row.distance !== before.get(row.row)?.distance).length,
  };
}
