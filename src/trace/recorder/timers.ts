import { ID_SHIFT, Kind } from "../format/Kind.js";
import { type Clock, define } from "./environment.js";
import { apply, bareList, NativePromise, NativeTypeError, promiseThen } from "./primordials.js";
import type { Recorder } from "./Recorder.js";
import type { Texts } from "./texts.js";

interface Timer {
  readonly id: number;
  readonly callback: Function;
  readonly args: readonly unknown[];
  readonly every: number;
  due: number;
  order: number;
  live: boolean;
  readonly immediate: boolean;
}

/** The event loop of the realm. */
export interface Loop {
  /** Runs the next timer or immediate; false when there is none. */
  step(): boolean;
}

/**
 * Timers under a virtual clock: they fire in order of (time, creation) after all microtasks; immediates come
 * before timers that are not yet due. Promise reactions and `queueMicrotask` are recorded as jobs.
 */
export function makeTimers(recorder: Recorder, texts: Texts, clock: Clock): Loop {
  const { row } = recorder;
  const timers = bareList<Timer>();
  let created = 0;
  let jobs = 0;

  class Timeout {
    readonly #id: number;
    constructor(id: number) {
      this.#id = id;
    }
    ref(): this {
      return this;
    }
    unref(): this {
      return this;
    }
    hasRef(): boolean {
      return true;
    }
    refresh(): this {
      const timer = find(this.#id);
      if (timer) schedule(timer);
      return this;
    }
    close(): this {
      clear(this.#id);
      return this;
    }
    [Symbol.toPrimitive](): number {
      return this.#id;
    }
    static idOf(thing: unknown): number {
      return typeof thing === "object" && thing !== null && #id in thing
        ? (thing as Timeout).#id
        : Number(thing);
    }
  }

  function schedule(timer: Timer): void {
    timer.due = clock.now + timer.every;
    timer.order = created++;
  }

  function add(
    callback: unknown,
    delay: unknown,
    args: readonly unknown[],
    repeat: boolean,
    immediate: boolean,
  ): Timeout {
    if (typeof callback !== "function") {
      const error = new NativeTypeError(
        `The "callback" argument must be of type function. Received ${callback === undefined ? "undefined" : typeof callback}`,
      );
      (error as NodeJS.ErrnoException).code = "ERR_INVALID_ARG_TYPE";
      throw error;
    }
    let ms = immediate ? 0 : Number(delay);
    if (!immediate && !(ms >= 1 && ms <= 2147483647)) ms = 1;
    ms = Math_trunc(ms);
    const id = created + 1;
    const timer: Timer = {
      id,
      callback,
      args,
      every: repeat ? ms : -1,
      due: clock.now + ms,
      order: created++,
      live: true,
      immediate,
    };
    timers[timers.length] = timer;
    row(Kind.TIMER, recorder.top(), id);
    return new Timeout(id);
  }

  function find(id: number): Timer | undefined {
    for (let i = 0; i < timers.length; i++) if (timers[i].id === id) return timers[i];
    return undefined;
  }

  function clear(thing: unknown): void {
    if (thing === undefined || thing === null) return;
    const timer = find(Timeout.idOf(thing));
    if (!timer || !timer.live) return;
    timer.live = false;
    remove(timer);
    row(Kind.TIMER | (2 << ID_SHIFT), recorder.top(), timer.id);
  }

  function remove(timer: Timer): void {
    let to = 0;
    for (let i = 0; i < timers.length; i++) if (timers[i] !== timer) timers[to++] = timers[i];
    timers.length = to;
  }

  /** Due timers before immediates; when nothing is due and there are no immediates, the clock moves. */
  function next(): Timer | undefined {
    let best: Timer | undefined;
    for (let i = 0; i < timers.length; i++) {
      const t = timers[i];
      if (best === undefined || rank(t) < rank(best) || (rank(t) === rank(best) && t.order < best.order))
        best = t;
    }
    return best;
  }

  function rank(t: Timer): number {
    return t.immediate ? clock.now + 0.5 : t.due;
  }

  const functions = {
    setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]) {
      return add(callback, delay, args, false, false);
    },
    setInterval(callback: unknown, delay?: unknown, ...args: unknown[]) {
      return add(callback, delay, args, true, false);
    },
    setImmediate(callback: unknown, ...args: unknown[]) {
      return add(callback, 0, args, false, true);
    },
    clearTimeout: (thing?: unknown) => clear(thing),
    clearInterval: (thing?: unknown) => clear(thing),
    clearImmediate: (thing?: unknown) => clear(thing),
    queueMicrotask(callback: unknown) {
      if (typeof callback !== "function")
        throw new NativeTypeError('The "callback" argument must be of type function.');
      const settled = NativePromise.resolve();
      promiseThen(settled, job(callback));
    },
  };
  for (const name of Object.keys(functions) as (keyof typeof functions)[]) define(name, functions[name]);

  /** A reaction that tells when it was enqueued and when it runs. */
  function job(callback: Function): Function {
    const id = jobs++;
    row(Kind.JOB, recorder.top(), id);
    return function (this: unknown, ...args: unknown[]) {
      if (recorder.stopped === 0) row(Kind.JOB | (1 << ID_SHIFT), -1, id);
      return apply(callback, this, args);
    };
  }

  texts.replace(Promise.prototype, "then", native => {
    const { then } = {
      then(this: unknown, done?: unknown, failed?: unknown) {
        return apply(native, this, [
          typeof done === "function" ? job(done) : done,
          typeof failed === "function" ? job(failed) : failed,
        ]);
      },
    };
    return then;
  });

  return {
    step(): boolean {
      const timer = next();
      if (timer === undefined) return false;
      recorder.count();
      if (timer.due > clock.now) {
        clock.now = timer.due;
        row(Kind.CLOCK, -1, clock.now);
      }
      if (timer.every < 0) {
        timer.live = false;
        remove(timer);
      } else schedule(timer);
      recorder.depth = 0;
      row(Kind.TIMER | (1 << ID_SHIFT), -1, timer.id);
      apply(timer.callback, undefined, timer.args);
      return true;
    },
  };
}

const { trunc: Math_trunc } = Math;
