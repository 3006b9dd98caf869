import { SourceError } from "../../../program/SourceError.js";
import { annotateProgram, plainFunction, plainProgram } from "./annotate.js";
import type { CoconutData, CoconutFault, CoconutItem, CoconutKind } from "./CoconutData.js";
import { parseSteps } from "./parseSteps.js";
import { readSources, type Sources } from "./readSources.js";
import { readTable, requireColumns, type TableRow } from "./readTable.js";

/** Settings of {@link readCoconut}. */
export interface ReadCoconutOptions {
  /** Programs behind the traces: JSON `{file name: text}` or a folder. Default: looked for beside the file. */
  readonly sources?: string;
}

const FUNCTION_COLUMNS = ["HumanEval_ID", "Name", "FunctionCall", "ExecutedLines", "Code_Indices"];
const PROGRAM_COLUMNS = ["Filename", "Category", "ExecutedLines", "Code_Indices"];

/**
 * Reads a file of published traces: `HumanEval_trace.csv` or `program_traces_Python_<Topic>_Lines.csv`. Which it is
 * the columns say. A row that cannot be read is a fault with its reason, and the others are read; rows that stand
 * twice are kept.
 *
 * @throws SourceError for a file that is not there or no CSV, for missing columns, for a category that is not known.
 */
export function readCoconut(path: string, options: ReadCoconutOptions = {}): CoconutData {
  const table = readTable(path);
  const single = table.columns.includes("HumanEval_ID");
  requireColumns(table, single ? FUNCTION_COLUMNS : PROGRAM_COLUMNS, path);
  const kind = single ? "humaneval" : kindOf(table.rows[0]?.fields.Category ?? "", path);
  const sources = single ? undefined : readSources(kind, path, options.sources);
  const faults: CoconutFault[] = [];
  const items: CoconutItem[] = [];
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const fault = (what: CoconutFault["fault"], detail: string): void => {
      faults.push({ row: row.row, line: row.line, fault: what, detail });
    };
    if (row.found !== undefined) {
      fault("wrong number of fields", `${row.found} instead of ${table.columns.length}`);
      continue;
    }
    const steps = parseSteps(row.fields.ExecutedLines);
    if (steps.fault !== undefined) {
      fault("broken list of lines", steps.fault);
      continue;
    }
    const task = row.fields[single ? "HumanEval_ID" : "Filename"];
    const position = (seen.get(task) ?? 0) + 1;
    seen.set(task, position);
    const made = single ? readFunction(row, position, fault) : readProgram(row, kind, sources, fault);
    if (made !== undefined) items.push({ ...made, steps: steps.steps });
  }
  return { kind, file: path, rows: table.rows.length, items, faults };
}

type Unfinished = Omit<CoconutItem, "steps">;
type Fault = (what: CoconutFault["fault"], detail: string) => void;

function readFunction({ row, fields }: TableRow, trace: number, fault: Fault): Unfinished | undefined {
  const { HumanEval_ID: task, Name: name, FunctionCall: call, Code_Indices: annotated } = fields;
  const source = plainFunction(annotated);
  if (typeof source === "number") {
    fault("source cannot be rebuilt", `line ${source} of Code_Indices does not end with "  # ${source}"`);
    return undefined;
  }
  if (call.trim() === "") {
    fault("no call", "FunctionCall is empty");
    return undefined;
  }
  const symbols = fields.ExecutedLines_Symbols;
  return {
    id: `${task}:${trace}`,
    kind: "humaneval",
    task,
    trace,
    row,
    name,
    call,
    source,
    annotated,
    runnable: true,
    ...(symbols === undefined ? {} : { symbols }),
  };
}

/** The trace number is not written in the file: five rows follow each other for each program. */
function readProgram(
  { row, fields }: TableRow,
  kind: CoconutKind,
  sources: Sources | undefined,
  fault: Fault,
): Unfinished | undefined {
  const { Filename: task, Code_Indices: annotated } = fields;
  const index = /^\d+$/.test(fields[""] ?? "") ? Number(fields[""]) : row - 1;
  const trace = (index % 5) + 1;
  const plain = plainProgram(annotated);
  if (typeof plain === "number") {
    fault("source cannot be rebuilt", `line ${plain} of Code_Indices does not end with "# ${plain}"`);
    return undefined;
  }
  const file = `${task}_trace_${trace}.py`;
  const source = sources?.(file);
  if (source === undefined) fault("no source for the row", file);
  else if (annotateProgram(source) !== annotated) {
    fault("source differs from the annotated text", file);
    return undefined;
  }
  return {
    id: `${kind}/${task}:${trace}`,
    kind,
    task,
    trace,
    row,
    source: source ?? plain,
    annotated,
    runnable: source !== undefined,
  };
}

/** Kind of a `Category` such as `OOP_prepared`. */
export function kindOf(category: string, path: string): CoconutKind {
  const topic = category.replace(/_prepared$/, "").toLowerCase();
  if (topic === "oop" || topic === "recursion" || topic === "concurrency") return topic;
  throw new SourceError(
    `Category ${JSON.stringify(category)} is not known: OOP, Recursion and Concurrency are`,
    path,
    2,
  );
}
