import type { Chunk, Columns } from "./Columns.js";
import { CHUNK_ROWS, ID_SHIFT, KIND_MASK, Kind, TAG_MASK, TAG_SHIFT, Tag } from "./Kind.js";

/** The rows of one logical event. */
export interface RowGroup {
  /** First row. */
  readonly row: number;
  readonly op: readonly number[];
  readonly frame: readonly number[];
  readonly value: readonly number[];
  /** The rows are as {@link Kind} says; else (one row then) they only can be shown as they are. */
  readonly regular: boolean;
}

/** Random access to rows with the last chunk at hand. */
export class RowCursor {
  private readonly columns: Columns;
  private chunk: Chunk | undefined;
  private index = -1;

  constructor(columns: Columns) {
    this.columns = columns;
  }

  get rows(): number {
    return this.columns.rows;
  }

  op(row: number): number {
    return this.at(row).op[row % CHUNK_ROWS];
  }

  frame(row: number): number {
    return this.at(row).frame[row % CHUNK_ROWS];
  }

  value(row: number): number {
    return this.at(row).value[row % CHUNK_ROWS];
  }

  private at(row: number): Chunk {
    const index = Math.floor(row / CHUNK_ROWS);
    if (index !== this.index || this.chunk === undefined) {
      this.chunk = this.columns.chunk(index);
      this.index = index;
    }
    return this.chunk;
  }
}

/** The parts of `op`: what happened, how to read the value, and the table entry. */
export const kindOf = (op: number): number => op & KIND_MASK;
export const tagOf = (op: number): number => (op >>> TAG_SHIFT) & TAG_MASK;
export const idOf = (op: number): number => op >>> ID_SHIFT;

/** Groups the rows from `from` on (which should start an event) up to `to`, in order. */
export function* rowGroups(
  columns: Columns,
  from = 0,
  to: number = columns.rows,
): Generator<RowGroup, void, undefined> {
  const cursor = new RowCursor(columns);
  for (let row = from; row < to; ) {
    const count = groupLength(cursor, row);
    const regular = count > 0 && sound(cursor, row, count);
    const length = regular ? count : 1;
    const op: number[] = [];
    const frame: number[] = [];
    const value: number[] = [];
    for (let i = row; i < row + length; i++) {
      op.push(cursor.op(i));
      frame.push(cursor.frame(i));
      value.push(cursor.value(i));
    }
    yield { row, op, frame, value, regular };
    row += length;
  }
}

/** Rows of the event that starts here; 0 when none can. */
function groupLength(cursor: RowCursor, row: number): number {
  const { rows } = cursor;
  const kindAt = (i: number): number => (i < rows ? kindOf(cursor.op(i)) : -1);
  const frame = cursor.frame(row);
  switch (kindAt(row)) {
    case Kind.CALL:
      return kindAt(row + 1) === Kind.SCOPE && cursor.frame(row + 1) === frame ? 2 : 0;
    case Kind.KEY: {
      const next = kindAt(row + 1);
      return next === Kind.PUT || next === Kind.DELETE || next === Kind.GET ? 2 : 0;
    }
    case Kind.NEW: {
      let end = row + 1;
      for (;;) {
        if (kindAt(end) === Kind.ENTRY && cursor.frame(end) === frame) end++;
        else if (
          kindAt(end) === Kind.KEY &&
          kindAt(end + 1) === Kind.ENTRY &&
          cursor.frame(end) === frame &&
          cursor.frame(end + 1) === frame
        ) {
          end += 2;
        } else return end - row;
      }
    }
    case Kind.MUTATE: {
      const count = cursor.value(row);
      if (!Number.isInteger(count) || count < 0 || row + count >= rows) return 0;
      for (let i = row + 1; i <= row + count; i++) {
        if (kindAt(i) !== Kind.ARG || cursor.frame(i) !== frame) return 0;
      }
      return 1 + count;
    }
    case Kind.SCOPE:
    case Kind.PUT:
    case Kind.DELETE:
    case Kind.GET:
    case Kind.ENTRY:
    case Kind.ARG:
    case 0:
      return 0;
    default:
      return 1;
  }
}

/** Kinds with a tagged value, with a plain number, with neither. */
const PLAIN: ReadonlySet<number> = new Set([
  Kind.CALL,
  Kind.SCOPE,
  Kind.BRANCH,
  Kind.NEW,
  Kind.MUTATE,
  Kind.TIMER,
  Kind.CLOCK,
  Kind.JOB,
  Kind.THREAD,
  Kind.SYNC,
]);
const EMPTY: ReadonlySet<number> = new Set([
  Kind.BEGIN,
  Kind.END,
  Kind.RESUME_THROW,
  Kind.RESUME_RETURN,
  Kind.DELETE,
  Kind.SETTLE,
]);
/** Kinds whose id bits are not used. */
const NO_ID: ReadonlySet<number> = new Set([Kind.SCOPE, Kind.KEY, Kind.ARG, Kind.CLOCK, Kind.THREAD]);

/** Whether every bit of the rows says something that the event's fields can say. */
function sound(cursor: RowCursor, row: number, count: number): boolean {
  for (let i = row; i < row + count; i++) {
    const op = cursor.op(i);
    const value = cursor.value(i);
    const kind = kindOf(op);
    const tag = tagOf(op);
    if (op < 0 || (NO_ID.has(kind) && idOf(op) !== 0)) return false;
    if (EMPTY.has(kind)) {
      if (tag !== 0 || !Object.is(value, 0)) return false;
    } else if (PLAIN.has(kind)) {
      if ((tag !== 0 && kind !== Kind.NEW) || !Number.isFinite(value) || Object.is(value, -0)) return false;
    } else {
      switch (tag) {
        case Tag.NUMBER:
          break;
        case Tag.INT:
          if (!Number.isInteger(value) || Object.is(value, -0)) return false;
          break;
        case Tag.STRING:
        case Tag.BIGINT:
        case Tag.LONG:
        case Tag.SYMBOL:
        case Tag.OBJECT:
        case Tag.FUNCTION:
          if (!Number.isInteger(value) || value < 0 || Object.is(value, -0)) return false;
          break;
        default:
          if (tag > Tag.UNINITIALIZED || !Object.is(value, 0)) return false;
      }
    }
  }
  return true;
}
