/**
 * The event log is three parallel columns, 16 bytes a row, no object per event:
 *
 * - `op` (Int32): `kind | tag << 5 | id << 9` — what happened, how to read `value`, and which static
 *   table entry (site, write, function, …) it belongs to;
 * - `frame` (Int32): the activation it happened in (frame ids count up from 0 = the module), except where
 *   {@link Kind} says the column holds a heap id;
 * - `value` (Float64): read by `tag`.
 *
 * A logical event is one row, except that {@link Kind.KEY} precedes the row it gives the key of,
 * {@link Kind.NEW} is followed by its {@link Kind.ENTRY} rows and {@link Kind.MUTATE} by its
 * {@link Kind.ARG} rows. Heap rows stand *before* the row that first refers to the object.
 */
export const Kind = {
  /** A function activation begins. id = function, frame = the new frame, value = caller frame, -1 when the event loop or engine called. */
  CALL: 1,
  /** Follows CALL. frame = the new frame, value = frame of the lexical parent's activation (-1 for the module). */
  SCOPE: 2,
  /** A statement (or loop header, or other site) begins. id = site. */
  BEGIN: 3,
  /** The same site ends normally, in the same activation. id = site. */
  END: 4,
  /** A decision. id = site, value = arm: 1 taken / 0 not for if, loops, `?:`, `&&` `||` `??` (1 = right side evaluated); case index for switch (default included). */
  BRANCH: 5,
  /** A variable is written. id = write, tag/value = the value, frame = executing frame (owner: follow SCOPE until the frame's function is the variable's). */
  SET: 6,
  /** The frame returns. id = site (the return statement, or the function's own site when it falls off the end), tag/value. A return statement has no END: its RETURN ends the occurrence. */
  RETURN: 7,
  /** The frame is left by an exception. id = function, tag/value = the thrown value. */
  THROW: 8,
  /** A catch clause takes an exception. id = site, tag/value. */
  CATCH: 9,
  /** The frame is suspended at an await. id = site, tag/value = what is awaited. */
  AWAIT: 10,
  /** The frame is suspended at a yield. id = site, tag/value = what is yielded. */
  YIELD: 11,
  /** The frame goes on after AWAIT or YIELD. id = site, tag/value = the result of the expression. */
  RESUME: 12,
  /** The frame goes on by an exception thrown at its AWAIT or YIELD. id = site; the exception follows as CATCH or THROW. */
  RESUME_THROW: 13,
  /** The generator goes on because its `return()` was called. id = site. */
  RESUME_RETURN: 14,
  /** Output. id = 1 stdout, 2 stderr; tag string, value = the text with its line end. */
  OUTPUT: 15,
  /** A variable is read (only with `record.reads`). id = read, tag/value. */
  READ: 16,
  /** Key of the next row. frame = heap id, tag/value = the key (number, string, symbol; any value for map keys). */
  KEY: 17,
  /** A property is written: KEY then PUT. id = write, frame = executing frame, tag/value. */
  PUT: 18,
  /** A property is deleted: KEY then DELETE. id = write, frame = executing frame. */
  DELETE: 19,
  /** A property is read (only with `record.reads`): KEY then GET. id = read, tag/value. */
  GET: 20,
  /** A heap object is seen first, or its whole content again. frame = heap id, tag = {@link Shape}, id = string id of the class name, value = full size (elements, entries or properties). */
  NEW: 21,
  /** Content of the object of the last NEW. frame = heap id, id = {@link Part}, tag/value. An element without KEY has the next index. */
  ENTRY: 22,
  /** A built-in changed an object. frame = heap id, id = {@link Mutator}, value = number of ARG rows that follow. */
  MUTATE: 23,
  /** Argument of the MUTATE before. frame = heap id, tag/value. */
  ARG: 24,
  /** A timer. id = 0 set, 1 fires, 2 cleared; value = timer id; frame = executing frame (-1 when it fires). */
  TIMER: 25,
  /** The virtual clock was advanced. value = milliseconds since the start of the program. */
  CLOCK: 26,
  /** A promise reaction or queued microtask. id = 0 enqueued, 1 runs; value = job id; frame = executing frame (-1 when it runs). */
  JOB: 27,
  /** A promise is settled. frame = heap id of the promise, id = 1 fulfilled, 2 rejected. */
  SETTLE: 28,
  /** Value of a variable read back from the program to audit the log (only with `record.audit`). id = variable, tag/value; NEW rows inside use fresh ids. */
  CHECK: 29,
  /** Another thread runs from here on (Python on CPython). value = its number in order of appearance, 0 the first; frame = -1. */
  THREAD: 30,
  /** Threads meet: what came before id 0 (release) comes before what follows id 1 (acquire) with the same value. frame = executing frame, -1 outside of any. Starts and joins of threads and hand-overs of locks, which conditions, events, semaphores and queues are made of. */
  SYNC: 31,
} as const;
/** A number from {@link Kind}. */
export type Kind = (typeof Kind)[keyof typeof Kind];

/** How the `value` column of a row is to be read. */
export const Tag = {
  UNDEFINED: 0,
  NULL: 1,
  FALSE: 2,
  TRUE: 3,
  /** The number itself: NaN, infinities and -0 kept. */
  NUMBER: 4,
  /** String id. */
  STRING: 5,
  /** String id of the decimal digits. */
  BIGINT: 6,
  /** Heap id (shape SYMBOL). */
  SYMBOL: 7,
  /** Heap id. */
  OBJECT: 8,
  /** Heap id (shape FUNCTION). */
  FUNCTION: 9,
  /** An array element that is not there. */
  HOLE: 10,
  /** A getter or setter, never invoked. */
  ACCESSOR: 11,
  /** Beyond a limit of the header; what it was is not recorded. */
  ELIDED: 12,
  /** A binding in its temporal dead zone. */
  UNINITIALIZED: 13,
  /** A Python `int` of at most 2^53 in size: the number itself. */
  INT: 14,
  /** A longer Python `int`: string id of its decimal digits. */
  LONG: 15,
} as const;
/** A number from {@link Tag}. */
export type Tag = (typeof Tag)[keyof typeof Tag];

/** What kind of heap object a NEW row describes (in its tag bits). */
export const Shape = {
  OBJECT: 0,
  ARRAY: 1,
  MAP: 2,
  SET: 3,
  DATE: 4,
  REGEXP: 5,
  ERROR: 6,
  FUNCTION: 7,
  /** `new Number(1)` and its like: Part.INTERNAL holds the primitive. */
  BOXED: 8,
  /** Part.INTERNAL rows: buffer (heap id), byte offset, length; the class name gives the element type. */
  TYPED_ARRAY: 9,
  /** Part.INTERNAL rows: one number per byte, up to the limit. */
  ARRAY_BUFFER: 10,
  PROMISE: 11,
  /** A Proxy: never looked into. */
  PROXY: 12,
  /** Iterators, weak collections and whatever cannot be read without running code. */
  OPAQUE: 13,
  SYMBOL: 14,
  DATA_VIEW: 15,
} as const;
/** A number from {@link Shape}. */
export type Shape = (typeof Shape)[keyof typeof Shape];

/** Which part of an object an ENTRY row gives. */
export const Part = {
  /** Array element (next index, or the index of the KEY row), own property, or member of a Set. */
  PROPERTY: 0,
  /** Key and value of a Map entry: KEY row (any value) then this. */
  MAP_ENTRY: 1,
  /** Internal slot, in the order {@link Shape} states (Date: time; RegExp: source, flags; Error: name, message; Function: name, function id or -1; Boxed: primitive; Symbol: description). */
  INTERNAL: 2,
  /** Nothing more is recorded of this object; value = how many were left out. */
  TRUNCATED: 3,
  /** A private field: KEY row holds its name with `#`. */
  PRIVATE: 4,
} as const;
/** A number from {@link Part}. */
export type Part = (typeof Part)[keyof typeof Part];

/** Built-ins whose effect on an object replay re-enacts from their arguments. */
export const Mutator = {
  PUSH: 1,
  POP: 2,
  SHIFT: 3,
  UNSHIFT: 4,
  /** ARGs: start, delete count (both resolved, absolute), then the inserted. */
  SPLICE: 5,
  REVERSE: 6,
  /** ARGs: value, start, end (resolved). */
  FILL: 7,
  /** ARGs: target, start, end (resolved). */
  COPY_WITHIN: 8,
  /** `array.length = n`: ARG n. */
  SET_LENGTH: 9,
  MAP_SET: 10,
  MAP_DELETE: 11,
  CLEAR: 12,
  SET_ADD: 13,
  SET_DELETE: 14,
  /** Date: ARG new time value. */
  DATE_SET: 15,
} as const;
/** A number from {@link Mutator}. */
export type Mutator = (typeof Mutator)[keyof typeof Mutator];

/** First bit of the tag in `op`. */
export const TAG_SHIFT = 5;
/** First bit of the id in `op`. */
export const ID_SHIFT = 9;
/** The kind is `op & KIND_MASK`. */
export const KIND_MASK = 31;
/** The tag is `op >> TAG_SHIFT & TAG_MASK`. */
export const TAG_MASK = 15;
/** Largest id a row can hold: 2^23 - 1. */
export const MAX_ID = 0x7fffff;
/** Rows per chunk. */
export const CHUNK_ROWS = 65536;
