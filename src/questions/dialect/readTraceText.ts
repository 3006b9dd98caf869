import { DIALECT_VALUES, EMPTY, SLOTS, type TraceRow } from "./TraceRow.js";

/** Why a line of a written trace is none of the dialect. */
export const ROW_FAULTS = [
  "no header",
  "no line label",
  "no count",
  "wrong number of values",
  "not a value",
  "no mark",
  "no return value",
  "text behind the return",
  "no return",
] as const;
/** One of {@link ROW_FAULTS}. */
export type RowFault = (typeof ROW_FAULTS)[number];

/** A trace as it was written, as far as it can be read. */
export interface WrittenRows {
  /** Names in the header; empty where there is none. */
  readonly slots: readonly string[];
  /** Rows up to the first that cannot be read. */
  readonly rows: readonly TraceRow[];
  /** Literal behind `#return`; absent where it was not reached. */
  readonly result?: string;
  /** The first line that is none of the dialect: 0 for the header, 1 for the first row; absent where all are. */
  readonly malformed?: { readonly row: number; readonly why: RowFault; readonly text: string };
}

const HEADER = /^#trace ((?:[a-z]|\.)(?: (?:[a-z]|\.))*)$/;

/**
 * Reads a trace that a model wrote: the text from `#trace` on, up to the end or the first `#ask` or `Answer:`. Reading ends with the
 * first line that is none of the dialect, which is named; what stands behind it is not looked at. Counts and values are taken as
 * written, right or wrong.
 */
export function readTraceText(text: string): WrittenRows {
  const body = text.replace(/^\n/, "").split(/\n(?=#ask\b|Answer:)/, 1)[0];
  const lines = body.replace(/\n$/, "").split("\n");
  const slots = HEADER.exec(lines[0])?.[1].split(" ") ?? [];
  const rows: TraceRow[] = [];
  const stop = (row: number, why: RowFault): WrittenRows => ({
    slots,
    rows,
    malformed: { row, why, text: lines[row] ?? "" },
  });
  if (slots.length !== SLOTS) return { ...stop(0, "no header"), slots: [] };
  for (let row = 1; row < lines.length; row++) {
    if (lines[row].startsWith("#return")) {
      const result = lines[row].slice("#return ".length);
      if (!DIALECT_VALUES.has(result)) return stop(row, "no return value");
      if (row + 1 < lines.length) return { ...stop(row + 1, "text behind the return"), result };
      return { slots, rows, result };
    }
    const read = readRow(lines[row]);
    if (typeof read === "string") return stop(row, read);
    rows.push(read);
  }
  return stop(lines.length, "no return");
}

function readRow(text: string): TraceRow | RowFault {
  const [label, count, ...rest] = text.split(" ");
  const line = /^@(\d+)$/.exec(label)?.[1];
  if (line === undefined) return "no line label";
  const k = /^k=(\d+)$/.exec(count ?? "")?.[1];
  if (k === undefined) return "no count";
  const mark = rest.at(-1);
  if (mark !== ";" && mark !== "T" && mark !== "F") return "no mark";
  const values = rest.slice(0, -1);
  if (values.length !== SLOTS) return "wrong number of values";
  if (!values.every(value => value === EMPTY || DIALECT_VALUES.has(value))) return "not a value";
  return { line: Number(line), k: Number(k), values, mark };
}
