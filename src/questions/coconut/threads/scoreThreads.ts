import { type CoconutFailure, readCoconutAnswer } from "../answer/readCoconutAnswer.js";
import { mean } from "../score/aggregateRows.js";
import type { CoconutResults } from "../score/readCoconutResults.js";
import { type AcceptOrderOptions, acceptOrder, type OrderVerdict } from "./acceptOrder.js";
import type { ThreadRecord } from "./coconutThreads.js";
import { threadCredit } from "./threadCredit.js";

/** A prediction about a program with threads, scored by the order its run admits. */
export interface ThreadScore {
  /** 1-based data row of the result file. */
  readonly row: number;
  readonly id: string;
  readonly task: string;
  readonly verdict: OrderVerdict["verdict"] | "unparsed" | "no run";
  /** Why a prediction is rejected or cannot be read, or how the run ended that could not be recorded. */
  readonly reason?: string;
  /** Partial credit, 0 … 1; see `threadCredit`. */
  readonly credit: number;
}

/** Scores of a result file about programs with threads. */
export interface ThreadScores {
  readonly rows: number;
  readonly accepted: number;
  /** Rows by verdict. */
  readonly verdicts: Readonly<Record<ThreadScore["verdict"], number>>;
  /** Mean credit over the rows that have a run. */
  readonly credit: number;
  readonly perRow: readonly ThreadScore[];
}

/**
 * Scores the predictions of a concurrency file against recorded runs: accepted is any order of lines in which the
 * events of the run could have happened. Parentheses of a section are not looked at.
 *
 * @param records of `coconutThreads`, found by `id`.
 */
export function scoreThreads(
  results: CoconutResults,
  records: readonly ThreadRecord[],
  options: AcceptOrderOptions = {},
): ThreadScores {
  const known = new Map(records.map(record => [record.id, record]));
  const perRow = results.results.map(({ row, id, task, predicted }): ThreadScore => {
    const record = known.get(id);
    if (record?.run === undefined)
      return { row, id, task, verdict: "no run", reason: record?.outcome ?? "not recorded", credit: 0 };
    const { steps, failure } = readCoconutAnswer(predicted);
    if (steps === undefined)
      return { row, id, task, verdict: "unparsed", reason: failure satisfies CoconutFailure, credit: 0 };
    const lines = steps.filter(step => typeof step === "number");
    const order = acceptOrder(record.run, lines, options);
    const reason = order.verdict === "rejected" ? { reason: order.reason } : {};
    return { row, id, task, verdict: order.verdict, ...reason, credit: threadCredit(record.run, lines) };
  });
  const verdicts = { accepted: 0, rejected: 0, undecided: 0, unparsed: 0, "no run": 0 };
  for (const { verdict } of perRow) verdicts[verdict]++;
  return {
    rows: perRow.length,
    accepted: verdicts.accepted,
    verdicts,
    credit: mean(perRow.filter(({ verdict }) => verdict !== "no run").map(({ credit }) => credit)),
    perRow,
  };
}
