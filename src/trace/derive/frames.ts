import { ID_SHIFT, KIND_MASK, Kind } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";

/** How an activation ended: still there when the trace ended, by a value, or by an exception. */
export const FrameEnd = { NONE: 0, RETURN: 1, THROW: 2 } as const;
/** A number from {@link FrameEnd}. */
export type FrameEnd = (typeof FrameEnd)[keyof typeof FrameEnd];

/** Every activation of a trace, as parallel arrays indexed by frame id. */
export interface Frames {
  readonly count: number;
  /** Function id of the tables; -1 where the id was never entered. */
  readonly function: Int32Array;
  /** Calling frame, -1 when the event loop or the engine called. */
  readonly caller: Int32Array;
  /** Frame of the lexical parent's activation, -1 for a module. */
  readonly scope: Int32Array;
  /** Row of the CALL. */
  readonly call: Int32Array;
  /** Row of the effective (last) RETURN or THROW (RESUME_RETURN of a closed generator), -1 when the frame never ended. */
  readonly exit: Int32Array;
  /** {@link FrameEnd}. */
  readonly end: Uint8Array;
  /** Last row that happened in the frame. */
  readonly last: Int32Array;
}

const cache: WeakMap<Trace, Frames> = new WeakMap();

/** Whether the `frame` column of a row of this kind holds an activation (else a heap id, or nothing). */
export const FRAME_KIND: Uint8Array = new Uint8Array(32);
for (const kind of [
  Kind.CALL,
  Kind.SCOPE,
  Kind.BEGIN,
  Kind.END,
  Kind.BRANCH,
  Kind.SET,
  Kind.RETURN,
  Kind.THROW,
  Kind.CATCH,
  Kind.AWAIT,
  Kind.YIELD,
  Kind.RESUME,
  Kind.RESUME_THROW,
  Kind.RESUME_RETURN,
  Kind.OUTPUT,
  Kind.READ,
  Kind.PUT,
  Kind.DELETE,
  Kind.GET,
  Kind.TIMER,
  Kind.JOB,
  Kind.CHECK,
  Kind.SYNC,
]) {
  FRAME_KIND[kind] = 1;
}

/** The activations of a trace; one linear pass, kept with the trace. */
export function frames(trace: Trace): Frames {
  const known = cache.get(trace);
  if (known !== undefined) return known;
  const made = scan(trace);
  cache.set(trace, made);
  return made;
}

/**
 * Told to go on by an exception, and nothing more of it: neither a CATCH nor a THROW. It was closed by `return`, which
 * the recorder does not tell apart in an async generator that delegates to another.
 */
const LEFT = 3;

function scan(trace: Trace): Frames {
  let size = Math.max(16, trace.footer.frames + 1);
  let count = 0;
  let fn = new Int32Array(size).fill(-1);
  let caller = new Int32Array(size).fill(-1);
  let scope = new Int32Array(size).fill(-1);
  let call = new Int32Array(size).fill(-1);
  let exit = new Int32Array(size).fill(-1);
  let last = new Int32Array(size).fill(-1);
  let end = new Uint8Array(size);
  const grow = (need: number): void => {
    const next = Math.max(need + 1, size * 2);
    const wide = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const array = new Int32Array(next).fill(-1);
      array.set(old);
      return array;
    };
    fn = wide(fn);
    caller = wide(caller);
    scope = wide(scope);
    call = wide(call);
    exit = wide(exit);
    last = wide(last);
    const ends = new Uint8Array(next);
    ends.set(end);
    end = ends;
    size = next;
  };
  let base = 0;
  for (let c = 0; c < trace.columns.chunkCount; c++) {
    const chunk = trace.columns.chunk(c);
    for (let i = 0; i < chunk.rows; i++) {
      const op = chunk.op[i];
      const kind = op & KIND_MASK;
      if (FRAME_KIND[kind] === 0) continue;
      const frame = chunk.frame[i];
      if (frame < 0) continue;
      if (frame >= size) grow(frame);
      if (frame >= count) count = frame + 1;
      last[frame] = base + i;
      if (end[frame] === LEFT) end[frame] = FrameEnd.NONE;
      if (kind === Kind.CALL) {
        fn[frame] = op >>> ID_SHIFT;
        caller[frame] = chunk.value[i];
        call[frame] = base + i;
      } else if (kind === Kind.SCOPE) {
        scope[frame] = chunk.value[i];
      } else if (kind === Kind.RETURN || kind === Kind.RESUME_RETURN) {
        // A generator that is closed while suspended has no RETURN of its own.
        exit[frame] = base + i;
        end[frame] = FrameEnd.RETURN;
      } else if (kind === Kind.THROW) {
        exit[frame] = base + i;
        end[frame] = FrameEnd.THROW;
      } else if (kind === Kind.RESUME_THROW && end[frame] === FrameEnd.NONE) {
        end[frame] = LEFT;
      }
    }
    base += chunk.rows;
  }
  for (let frame = 0; frame < count; frame++) {
    if (end[frame] !== LEFT) continue;
    const known = last[frame] < base - 1;
    end[frame] = known ? FrameEnd.RETURN : FrameEnd.NONE;
    if (known) exit[frame] = last[frame];
  }
  return {
    count,
    function: fn.subarray(0, count),
    caller: caller.subarray(0, count),
    scope: scope.subarray(0, count),
    call: call.subarray(0, count),
    exit: exit.subarray(0, count),
    end: end.subarray(0, count),
    last: last.subarray(0, count),
  };
}
