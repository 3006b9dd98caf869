/** A scored row, as far as averages need it. */
export interface AveragedRow {
  readonly task: string;
  readonly matched: boolean;
  readonly distance: number;
}

/** The published averages over tasks. All 0 where there are no rows. */
export interface CoconutAverages {
  /** Share of tasks all of whose rows match. */
  readonly acc_hard: number;
  /** Mean over tasks of the share of rows that match. */
  readonly acc_mean: number;
  /** Mean over tasks of the mean similarity. */
  readonly sim: number;
  /** Mean over tasks of the mean similarity of the rows that do not match. */
  readonly false_sim: number;
}

/**
 * Averages of scored rows, tasks in the order in which they begin.
 *
 * @param perfect what a task without a wrong row adds to `false_sim`: `zero` is published.
 */
export function aggregateRows(rows: readonly AveragedRow[], perfect: "zero" | "left out"): CoconutAverages {
  const tasks = new Map<string, AveragedRow[]>();
  for (const row of rows) {
    const known = tasks.get(row.task);
    if (known === undefined) tasks.set(row.task, [row]);
    else known.push(row);
  }
  const groups = [...tasks.values()];
  const wrong = groups
    .map(group => group.filter(row => !row.matched))
    .filter(group => perfect === "zero" || group.length > 0);
  return {
    acc_hard: mean(groups.map(group => Number(group.every(row => row.matched)))),
    acc_mean: mean(groups.map(group => mean(group.map(row => Number(row.matched))))),
    sim: mean(groups.map(group => mean(group.map(row => row.distance)))),
    false_sim: mean(wrong.map(group => mean(group.map(row => row.distance)))),
  };
}

/** 0 for no values. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
