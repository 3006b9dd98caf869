import { CHUNK_ROWS } from "../../format/Kind.js";
import { host } from "./Host.js";
import { bareList, readNumber, SafeMap, slice } from "./primordials.js";

/**
 * The columns being filled. Everything is a variable of this module: that is what V8 makes fastest and what a program
 * cannot reach. Invariant: `count < CHUNK_ROWS` between calls.
 */
const op = new Int32Array(host.memory, 0, CHUNK_ROWS);
const frame = new Int32Array(host.memory, 4 * CHUNK_ROWS, CHUNK_ROWS);
const value = new Float64Array(host.memory, 8 * CHUNK_ROWS, CHUNK_ROWS);
let count = 0;
/** Rows of this filling of the columns that were sent before it was full. */
let start = 0;
/** Rows of the fillings before. */
let sent = 0;

/** Counters that go with the rows: BEGIN rows and frames so far. */
export const counters: { steps: number; frames: number } = { steps: 0, frames: 0 };

/** Writes one row. */
export function row(code: number, f: number, v: number): void {
  op[count] = code;
  frame[count] = f;
  value[count] = v;
  if (++count === CHUNK_ROWS) flush();
}

/** Number the next row will have. */
export function nextRow(): number {
  return sent + count;
}

/**
 * Sends what has gathered. The columns go on being filled behind it until they are full, so that what
 * follows begins where a chunk of the trace begins.
 */
export function flush(): void {
  const from = start;
  const rows = count - from;
  const texts = fresh;
  const { length } = texts;
  // Moved on first: an interrupted send must not be repeated.
  start = count;
  if (count === CHUNK_ROWS) {
    sent += CHUNK_ROWS;
    start = 0;
    count = 0;
  }
  if (length > 0) fresh = bareList();
  if (rows > 0 || length > 0) host.flush(from, rows, texts, length, counters.steps, counters.frames);
}

/** Text recorded in all, in UTF-16 units, beyond which only short prefixes are kept: bounds the string table. */
const TEXT_BUDGET = 64_000_000;
/** Text remembered for reuse of its id; beyond it the same text may get a second id. */
const INTERN_BUDGET = 16_000_000;
const SHORT = 32;

let interned = new SafeMap<string, number>();
let fresh: string[] = bareList();
let strings = 0;
let remembered = 0;
let recorded = 0;
let longest = 10_000;

/** Takes `limits.stringChars`. */
export function limitStrings(stringChars: number): void {
  longest = stringChars;
}

/** Id of a string; one beyond the limit is recorded as `format/strings.ts` says: prefix, U+FFFF, length, U+FFFF. */
export function intern(text: string): number {
  const known = interned.get(text);
  return known === undefined ? add(text) : known;
}

function add(text: string): number {
  const { length } = text;
  const limit = recorded > TEXT_BUDGET ? SHORT : longest;
  let shown = text;
  if (length > limit) {
    shown = `${slice(text, 0, limit)}\uffff${length}\uffff`;
    // V8 keeps a slice as a view of the whole text; reading the concatenation as a number copies it out. (Reading one
    // unit does so on Node 20 only.)
    readNumber(shown);
  } else if (length > 0 && text[length - 1] === "\uffff") shown = `${text}\uffff${length}\uffff`;
  const size = shown.length;
  // A long text is remembered by what is recorded of it, so that the map keeps no long strings alive.
  if (length > limit) {
    const known = interned.get(shown);
    if (known !== undefined) return known;
  }
  remembered += size;
  if (remembered > INTERN_BUDGET) {
    interned = new SafeMap();
    remembered = size;
  }
  recorded += size;
  interned.set(length > limit ? shown : text, strings);
  fresh[fresh.length] = shown;
  return strings++;
}
