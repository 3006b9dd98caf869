import { ID_SHIFT, Kind, Shape, TAG_SHIFT, Tag } from "../format/Kind.js";
import type { Host, Settings } from "./Host.js";
import {
  bareList,
  freeze,
  mapClear,
  mapGet,
  mapSet,
  mapSize,
  NativeMap,
  NativeRangeError,
  NativeString,
  NativeWeakMap,
  slice,
  weakGet,
  weakSet,
} from "./primordials.js";
import { Stop } from "./stop.js";

/** Columns of the rows being filled; they belong to the outer realm and are indexed, never called. */
export interface Buffers {
  readonly op: Int32Array;
  readonly frame: Int32Array;
  readonly value: Float64Array;
}

const NUMBER = Tag.NUMBER << TAG_SHIFT;
const STRING = Tag.STRING << TAG_SHIFT;
/** Strings recorded in all, in UTF-16 units, before only short prefixes are kept. */
const TEXT_BUDGET = 64_000_000;
/** Interned text that is remembered for reuse of its id. */
const INTERN_BUDGET = 8_000_000;

/**
 * Fills the columns. One per program; everything is a closure over local variables because that is what V8
 * makes fastest, and what a program cannot reach.
 */
export function makeRecorder(host: Host, buffers: Buffers, settings: Settings) {
  const { op, frame, value } = buffers;
  const capacity = 65_536;
  const { limits } = settings;
  const maxSteps = limits.steps;
  const maxDepth = limits.depth;
  const signal: object = freeze({ __proto__: null });
  const stack = bareList<number>();
  let depth = 0;
  let n = 0;
  let sent = 0;
  let steps = 0;
  let frames = 0;
  // The first looks at clock and memory come early, then every 256 steps.
  let countdown = 1;
  let looks = 0;
  let longTexts = 0;
  let stopped = 0;

  let ids = new NativeWeakMap<object, number>();
  const symbolIds = new NativeMap<symbol, number>();
  let heapIds = 0;
  const interned = new NativeMap<string, number>();
  let stringIds = 0;
  let internedChars = 0;
  let recordedChars = 0;
  /** Set by the snapshot module: emits NEW rows of an unseen object. */
  let snapshot: (object: object, id: number) => void = () => {};

  function flush(): void {
    host.flush(n);
    sent += n;
    n = 0;
  }

  function row(code: number, f: number, v: number): void {
    if (n === capacity) flush();
    op[n] = code;
    frame[n] = f;
    value[n++] = v;
  }

  function stop(reason: number): never {
    stopped = reason;
    throw signal;
  }

  function tick(): void {
    countdown = looks < 8 ? 1 << looks++ : 256;
    const bits = host.tick();
    if ((bits & 1) !== 0) flush();
    if ((bits & 2) !== 0) stop(Stop.HEAP);
    if ((bits & 4) !== 0) stop(Stop.BUFFER);
  }

  /** String id; long strings as prefix U+FFFF length U+FFFF (see format/strings). */
  function text(full: string): number {
    let s = full;
    const max = recordedChars > TEXT_BUDGET ? 32 : limits.stringChars;
    if (s.length > max || (s.length > 0 && s[s.length - 1] === "\uffff")) {
      const kept = s.length > max ? slice(s, 0, max) : s;
      s = `${kept}\uffff${s.length}\uffff`;
    }
    const known = mapGet(interned, s);
    if (known !== undefined) return known;
    if (internedChars > INTERN_BUDGET || mapSize(interned) > 200_000) {
      mapClear(interned);
      internedChars = 0;
    }
    // Texts this long fill the heap faster than the step count tells: look at the memory more often.
    if (full.length > 100_000 && (++longTexts & 15) === 0) countdown = 1;
    internedChars += s.length;
    recordedChars += s.length;
    mapSet(interned, s, stringIds);
    host.strings(s);
    return stringIds++;
  }

  /** Heap id of an object or function; its content is recorded when it is seen first. */
  function ref(object: object): number {
    const known = weakGet(ids, object);
    if (known !== undefined) return known;
    const id = heapIds++;
    weakSet(ids, object, id);
    snapshot(object, id);
    return id;
  }

  function symbolRef(symbol: symbol): number {
    const known = mapGet(symbolIds, symbol);
    if (known !== undefined) return known;
    const id = heapIds++;
    mapSet(symbolIds, symbol, id);
    snapshot(symbol as unknown as object, id);
    return id;
  }

  /** Makes sure that recording `v` next will emit no rows of its own in between. */
  function touch(v: unknown): void {
    if (typeof v === "function" || (typeof v === "object" && v !== null)) ref(v as object);
    else if (typeof v === "symbol") symbolRef(v);
  }

  /** A row with a value: `head` is kind and id. */
  function put(head: number, f: number, v: unknown): void {
    let tag: number;
    let x = 0;
    switch (typeof v) {
      case "number":
        tag = NUMBER;
        x = v;
        break;
      case "string":
        tag = STRING;
        x = text(v);
        break;
      case "boolean":
        tag = (v ? Tag.TRUE : Tag.FALSE) << TAG_SHIFT;
        break;
      case "undefined":
        tag = Tag.UNDEFINED << TAG_SHIFT;
        break;
      case "bigint":
        tag = Tag.BIGINT << TAG_SHIFT;
        x = text(NativeString(v));
        break;
      case "symbol":
        tag = Tag.SYMBOL << TAG_SHIFT;
        x = symbolRef(v);
        break;
      case "function":
        tag = Tag.FUNCTION << TAG_SHIFT;
        x = ref(v as object);
        break;
      default:
        if (v === null) tag = Tag.NULL << TAG_SHIFT;
        else {
          tag = Tag.OBJECT << TAG_SHIFT;
          x = ref(v as object);
        }
    }
    if (n === capacity) flush();
    op[n] = head | tag;
    frame[n] = f;
    value[n++] = x;
  }

  return {
    host,
    settings,
    op,
    frame,
    value,
    capacity,
    signal,
    row,
    put,
    touch,
    text,
    ref,
    flush,
    stop,
    tick,
    /** Heap id of an object already recorded, else undefined. */
    tracked: (object: unknown): number | undefined =>
      (typeof object === "object" && object !== null) || typeof object === "function"
        ? weakGet(ids, object)
        : undefined,
    /** Runs `record` as if no object had been seen: what it records is read afresh, under new ids. */
    afresh(record: () => void): void {
      const known = ids;
      ids = new NativeWeakMap();
      try {
        record();
      } finally {
        ids = known;
      }
    },
    /** Gives an unseen object its id without recording content. */
    adopt(object: object): number {
      const id = heapIds++;
      weakSet(ids, object, id);
      return id;
    },
    onSnapshot(take: (object: object, id: number) => void): void {
      snapshot = take;
    },
    get row_(): number {
      return sent + n;
    },
    get steps(): number {
      return steps;
    },
    get frames(): number {
      return frames;
    },
    get stopped(): number {
      return stopped;
    },
    set stopped(reason: number) {
      stopped = reason;
    },
    get depth(): number {
      return depth;
    },
    set depth(d: number) {
      depth = d;
    },

    // --- the hooks of hot loops
    /** Statement or head begins. */
    begin(F: number, s: number): void {
      if (stopped !== 0) throw signal;
      if (++steps > maxSteps) {
        steps = maxSteps;
        stop(Stop.STEPS);
      }
      if (--countdown === 0) tick();
      if (depth === 0 || stack[depth - 1] !== F) realign(F);
      if (n === capacity) flush();
      op[n] = Kind.BEGIN | (s << ID_SHIFT);
      frame[n] = F;
      value[n++] = 0;
    },
    /** A step without a statement: a timer that fires. */
    count(): void {
      if (stopped !== 0) throw signal;
      if (++steps > maxSteps) {
        steps = maxSteps;
        stop(Stop.STEPS);
      }
    },
    end(F: number, s: number): void {
      if (n === capacity) flush();
      op[n] = Kind.END | (s << ID_SHIFT);
      frame[n] = F;
      value[n++] = 0;
    },
    endValue<T>(F: number, s: number, v: T): T {
      if (n === capacity) flush();
      op[n] = Kind.END | (s << ID_SHIFT);
      frame[n] = F;
      value[n++] = 0;
      return v;
    },
    branch<T>(F: number, s: number, v: T): T {
      if (n === capacity) flush();
      op[n] = Kind.BRANCH | (s << ID_SHIFT);
      frame[n] = F;
      value[n++] = v ? 1 : 0;
      return v;
    },
    /** BRANCH and END: the test of a head. */
    head<T>(F: number, s: number, v: T): T {
      if (n + 2 > capacity) flush();
      op[n] = Kind.BRANCH | (s << ID_SHIFT);
      frame[n] = F;
      value[n++] = v ? 1 : 0;
      op[n] = Kind.END | (s << ID_SHIFT);
      frame[n] = F;
      value[n++] = 0;
      return v;
    },
    set<T>(F: number, w: number, v: T): T {
      if (typeof v === "number") {
        if (n === capacity) flush();
        op[n] = Kind.SET | NUMBER | (w << ID_SHIFT);
        frame[n] = F;
        value[n++] = v;
      } else put(Kind.SET | (w << ID_SHIFT), F, v);
      return v;
    },
    postfix<T>(F: number, w: number, old: T, now: T): T {
      if (typeof now === "number") {
        if (n === capacity) flush();
        op[n] = Kind.SET | NUMBER | (w << ID_SHIFT);
        frame[n] = F;
        value[n++] = now;
      } else put(Kind.SET | (w << ID_SHIFT), F, now);
      return old;
    },
    /** CALL and SCOPE of a new frame. */
    enter(fn: number, parent: number): number {
      if (stopped !== 0) throw signal;
      if (depth >= maxDepth) throw new NativeRangeError("Maximum call stack size exceeded");
      const F = frames++;
      if (n + 2 > capacity) flush();
      op[n] = Kind.CALL | (fn << ID_SHIFT);
      frame[n] = F;
      value[n++] = depth === 0 ? -1 : stack[depth - 1];
      op[n] = Kind.SCOPE;
      frame[n] = F;
      value[n++] = parent;
      stack[depth++] = F;
      return F;
    },
    leave(F: number): void {
      if (depth > 0 && stack[depth - 1] === F) depth--;
      else unwind(F);
    },
    push(F: number): void {
      if (depth === 0 || stack[depth - 1] !== F) stack[depth++] = F;
    },
    top: (): number => (depth === 0 ? -1 : stack[depth - 1]),
  };

  /** Frames above F went away without a hook (a delegating generator over a built-in iterator); F runs now. */
  function realign(F: number): void {
    for (let i = depth - 1; i >= 0; i--) {
      if (stack[i] === F) {
        depth = i + 1;
        return;
      }
    }
    stack[depth++] = F;
  }

  function unwind(F: number): void {
    for (let i = depth - 1; i >= 0; i--) {
      if (stack[i] === F) {
        depth = i;
        return;
      }
    }
  }
}

/** The recorder of one program. */
export type Recorder = ReturnType<typeof makeRecorder>;

/** Shape codes the host may answer with. */
export { Shape };
