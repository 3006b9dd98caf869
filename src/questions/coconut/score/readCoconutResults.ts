import type { CoconutFault, CoconutKind } from "../data/CoconutData.js";
import { parseSteps } from "../data/parseSteps.js";
import { kindOf } from "../data/readCoconut.js";
import { readTable, requireColumns } from "../data/readTable.js";

/** A row of a result file. */
export interface CoconutResult {
  /** 1-based data row. */
  readonly row: number;
  /** Task and trace number: `HumanEval/0:1`, `oop/Account_2:3`. */
  readonly id: string;
  readonly task: string;
  /** 1-based, among the rows of the task in this file. */
  readonly trace: number;
  /** Text of the arguments; absent for whole programs. */
  readonly call?: string;
  /** The cells as they are. */
  readonly predicted: string;
  readonly actual: string;
  /** What is stored, where it is. */
  readonly matched?: boolean;
  readonly distance?: number;
}

/** A file of predictions with their truth. */
export interface CoconutResults {
  readonly kind: CoconutKind;
  readonly file: string;
  /** Rows of the file, read or not. */
  readonly rows: number;
  readonly results: readonly CoconutResult[];
  readonly faults: readonly CoconutFault[];
  /** 1-based rows that ask what an earlier row asks: the same task and call. They are kept. */
  readonly repeated: readonly number[];
}

/** Text of a cell where the request for a completion failed. */
export const REQUEST_FAILED = "ERROR";

/** Traces of each whole program. */
const DRIVERS = 5;

/**
 * Reads a published result file (`results_*.csv`).
 *
 * A row without all its fields is left out; one whose truth is no list of lines is kept, since the published score
 * compares texts. Both are among the faults.
 *
 * @throws SourceError for a file that is not there or no CSV, for missing columns, for a category that is not known.
 */
export function readCoconutResults(path: string): CoconutResults {
  const table = readTable(path);
  const single = table.columns.includes("HumanEval_ID");
  requireColumns(
    table,
    [...(single ? ["HumanEval_ID", "FunctionCall"] : ["Filename", "Category"]), "Predicted", "Actual"],
    path,
  );
  const kind = single ? "humaneval" : kindOf(table.rows[0]?.fields.Category ?? "", path);
  const results: CoconutResult[] = [];
  const faults: CoconutFault[] = [];
  const repeated: number[] = [];
  const counts = new Map<string, number>();
  const asked = new Set<string>();
  for (const { row, line, fields, found } of table.rows) {
    if (found !== undefined) {
      faults.push({
        row,
        line,
        fault: "wrong number of fields",
        detail: `${found} instead of ${table.columns.length}`,
      });
      continue;
    }
    const { Predicted: predicted, Actual: actual, FunctionCall: call } = fields;
    const task = fields[single ? "HumanEval_ID" : "Filename"];
    const trace = (counts.get(task) ?? 0) + 1;
    counts.set(task, trace);
    const key = `${task}\0${call}`;
    // Of a program there is one row for each of its five drivers.
    if (single ? asked.has(key) : trace > DRIVERS) repeated.push(row);
    asked.add(key);
    const truth = parseSteps(actual);
    if (truth.fault !== undefined && actual.trim() !== REQUEST_FAILED)
      faults.push({ row, line, fault: "broken list of lines", detail: `Actual: ${truth.fault}` });
    const matched = { True: true, False: false }[fields.Matched ?? ""];
    const distance =
      fields.Distance === undefined || fields.Distance === "" ? Number.NaN : Number(fields.Distance);
    results.push({
      row,
      id: single ? `${task}:${trace}` : `${kind}/${task}:${trace}`,
      task,
      trace,
      ...(single ? { call } : {}),
      predicted,
      actual,
      ...(matched === undefined ? {} : { matched }),
      ...(Number.isNaN(distance) ? {} : { distance }),
    });
  }
  return { kind, file: path, rows: table.rows.length, results, faults, repeated };
}
