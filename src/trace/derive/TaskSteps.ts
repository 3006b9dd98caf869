import { Kind } from "../format/Kind.js";
import type { Trace } from "../format/Trace.js";

/** Where a segment begins, and the row known to be before it. */
export interface TaskStep {
  /** Frame that runs in the segment, -1 for rows of none. */
  readonly frame: number;
  readonly after: number | undefined;
}

/**
 * Finds where a Python program goes from one coroutine to another. Python's event loop is a call within the program
 * (`asyncio.run(...)`): the function that makes it, the host, stays on the stack while coroutines take turns, so what
 * runs in between is not one line of rows. A step of a coroutine is a segment of its own, and so is what the host does
 * when the loop is done. Known are:
 *
 * - what the host did before the loop, before the start of every coroutine in it and before what the host does next;
 * - the await of a coroutine before the start of another that it awaits itself, and the end of that one before the first
 *   goes on;
 * - a coroutine's AWAIT before its RESUME, which the caller of this notes.
 *
 * What else made a task go on or the loop end (`gather`, futures, queues, locks) is not recorded, so two tasks of a gather
 * are not ordered, nor is what the host does next after either of them: weaker than the truth, never stronger.
 * Coroutines driven in several threads are not told apart: rows of one thread stand in their order.
 */
export class TaskSteps {
  readonly #functionOf: Map<number, number> = new Map();
  readonly #isCoroutine: readonly boolean[];
  /** The coroutine that runs, of the segment; -1 for none. */
  #running = -1;
  /** The function that called the loop, -1 outside of loops, and its last row. */
  #host = -1;
  #paused = -1;
  #row = -1;
  /** Last row of every coroutine that does not run. */
  readonly #left: Map<number, number> = new Map();
  /** The coroutine started last by another that awaits it. */
  readonly #awaited: Map<number, number> = new Map();

  constructor({ header, tables }: Trace) {
    const isPython = header.programs[0]?.language === "python";
    this.#isCoroutine = tables.functions.map(({ async: is }) => isPython && is);
  }

  /** The segment that begins with a row, if one does. `top` is the innermost frame before it. */
  next(kind: number, frame: number, value: number, top: number): TaskStep | undefined {
    const enters = kind === Kind.CALL || kind === Kind.RESUME || kind === Kind.RESUME_THROW;
    // What a coroutine on the stack drives itself (an async generator, an eager task) is a part of its step.
    if (enters && this.#isTask(frame) && !this.#isTask(top))
      return this.#enter(kind === Kind.CALL, frame, value, top);
    if (this.#host < 0 || top !== this.#host) return undefined;
    // The coroutine has left: rows of the host go on where it called the loop, others belong to neither.
    const own = frame === this.#host && FRAME_KINDS.has(kind);
    const calls = kind === Kind.CALL && value === this.#host;
    const after = this.#paused;
    if (!own && !calls) return this.#running < 0 ? undefined : this.#leave(-1, after);
    const step = this.#leave(this.#host, after);
    this.#host = -1;
    return step;
  }

  /** Notes the function of a new frame. */
  called(frame: number, id: number): void {
    this.#functionOf.set(frame, id);
  }

  /** Notes that a row is done with. */
  passed(row: number): void {
    this.#row = row;
  }

  #isTask(frame: number): boolean {
    const id = this.#functionOf.get(frame);
    return id !== undefined && this.#isCoroutine[id];
  }

  #enter(isCall: boolean, frame: number, caller: number, top: number): TaskStep {
    if (this.#host < 0) {
      this.#host = top;
      this.#paused = this.#row;
    }
    this.#leave(frame, undefined);
    if (!isCall) {
      const awaited = this.#awaited.get(frame);
      this.#awaited.delete(frame);
      return { frame, after: awaited === undefined ? undefined : this.#left.get(awaited) };
    }
    if (!this.#isTask(caller)) return { frame, after: this.#paused < 0 ? undefined : this.#paused };
    this.#awaited.set(caller, frame);
    return { frame, after: this.#left.get(caller) };
  }

  #leave(frame: number, after: number | undefined): TaskStep {
    if (this.#running >= 0) this.#left.set(this.#running, this.#row);
    this.#running = frame === this.#host ? -1 : frame;
    return { frame, after };
  }
}

/** Kinds whose `frame` is the frame that executes; that of others may be the number of an object. */
const FRAME_KINDS: ReadonlySet<number> = new Set([
  Kind.BEGIN,
  Kind.END,
  Kind.BRANCH,
  Kind.SET,
  Kind.RETURN,
  Kind.THROW,
  Kind.CATCH,
  Kind.AWAIT,
  Kind.YIELD,
  Kind.READ,
]);
