import { ID_SHIFT, Kind } from "../../format/Kind.js";
import { advanceTo, now } from "./clock.js";
import { codedError, defineFunctions, disguiseClass, received } from "./define.js";
import { check, clearStack, countTask, top } from "./flow.js";
import {
  apply,
  bareList,
  NativePromise,
  NativeTypeError,
  primitiveSymbol,
  promiseThen,
  SafeWeakMap,
  trunc,
} from "./primordials.js";
import { reaction } from "./promises.js";
import { row } from "./rows.js";

const SET = Kind.TIMER;
const FIRES = Kind.TIMER | (1 << ID_SHIFT);
const CLEARED = Kind.TIMER | (2 << ID_SHIFT);
/** Longer delays (and NaN) become 1 ms, as in Node. */
const LONGEST = 2 ** 31 - 1;

type Callback = (...args: unknown[]) => unknown;

interface Task {
  readonly id: number;
  /** When it fires; immediates have none. */
  time: number;
  /** Order among equal times. */
  order: number;
  readonly every: number;
  readonly callback: Callback;
  readonly args: unknown[];
  readonly handle: object;
  queued: boolean;
  cleared: boolean;
  readonly repeats: boolean;
}

/** Timers as a binary heap by time, then order; immediates in order. */
const heap = bareList<Task>();
let waiting = 0;
let immediates = bareList<Task>();
let ids = 0;
let orders = 0;
const tasks = new SafeWeakMap<object, Task>();
const numbered = bareList<Task | undefined>();

function before(a: Task, b: Task): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}

function insert(task: Task): void {
  task.queued = true;
  task.order = orders++;
  let i = waiting++;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (!before(task, heap[parent])) break;
    heap[i] = heap[parent];
    i = parent;
  }
  heap[i] = task;
}

function takeFirst(): Task {
  const first = heap[0];
  const last = heap[--waiting];
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= waiting) break;
    if (child + 1 < waiting && before(heap[child + 1], heap[child])) child++;
    if (!before(heap[child], last)) break;
    heap[i] = heap[child];
    i = child;
  }
  heap[i] = last;
  return first;
}

/** What `setTimeout` and `setInterval` give, with the methods Node's has. */
class Timeout {
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
    const task = tasks.get(this)!;
    if (task.cleared) return this;
    // The old place in the heap stays, as that of a task that is not to run.
    task.queued = false;
    const again = { ...task, time: now + task.every };
    know(again);
    insert(again);
    return this;
  }
  close(): this {
    clear(this);
    return this;
  }
  [primitiveSymbol](): number {
    return tasks.get(this)!.id;
  }
}

/** What `setImmediate` gives. */
class Immediate {
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

/** Makes a task known by its handle and its number. */
function know(task: Task): void {
  tasks.set(task.handle, task);
  numbered[task.id] = task;
}

function add(callback: unknown, every: number, args: unknown[], handle: object, repeats = false): Task {
  check();
  if (typeof callback !== "function") throw wrongCallback(callback);
  const task: Task = {
    id: ++ids,
    time: now + every,
    order: 0,
    every,
    callback: callback as Callback,
    args,
    handle,
    queued: true,
    cleared: false,
    repeats,
  };
  know(task);
  row(SET, top(), task.id);
  return task;
}

function delayOf(delay: unknown): number {
  const after = +(delay as number);
  return after >= 1 && after <= LONGEST ? trunc(after) : 1;
}

function clear(handle: unknown): void {
  check();
  const task =
    typeof handle === "object" && handle !== null
      ? tasks.get(handle)
      : typeof handle === "number" || typeof handle === "string"
        ? numbered[+handle]
        : undefined;
  if (task === undefined || task.cleared || numbered[task.id] !== task) return;
  task.queued = false;
  task.cleared = true;
  numbered[task.id] = undefined;
  row(CLEARED, top(), task.id);
}

function wrongCallback(callback: unknown): Error {
  const message = `The "callback" argument must be of type function. Received ${received(callback)}`;
  return codedError(message, "ERR_INVALID_ARG_TYPE", NativeTypeError);
}

/** Defines the timer functions, `setImmediate` and `queueMicrotask`. */
export function defineTimers(): void {
  disguiseClass(Timeout, "Timeout");
  disguiseClass(Immediate, "Immediate");
  defineFunctions({
    setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]) {
      const handle = new Timeout();
      insert(add(callback, delayOf(delay), args, handle));
      return handle;
    },
    setInterval(callback: unknown, delay?: unknown, ...args: unknown[]) {
      const handle = new Timeout();
      insert(add(callback, delayOf(delay), args, handle, true));
      return handle;
    },
    setImmediate(callback: unknown, ...args: unknown[]) {
      const handle = new Immediate();
      immediates[immediates.length] = add(callback, 0, args, handle);
      return handle;
    },
    clearTimeout(handle?: unknown) {
      clear(handle);
    },
    clearInterval(handle?: unknown) {
      clear(handle);
    },
    clearImmediate(handle?: unknown) {
      clear(handle);
    },
    queueMicrotask(callback: unknown) {
      check();
      if (typeof callback !== "function") throw wrongCallback(callback);
      const run = reaction(callback as Callback, undefined)[0];
      promiseThen(settled, () => {
        try {
          run!(undefined);
        } catch (error) {
          uncaught ??= { error };
        }
      });
    },
  });
}
const settled = new NativePromise<void>(done => done());

/** An exception of a queued microtask: ends the program, as in Node. */
export let uncaught: { readonly error: unknown } | undefined;

/** Tasks of the current turn of the event loop. */
let due = bareList<Task>();
let next = 0;

/**
 * Runs the next timer or immediate; false when there is none. A turn of the loop is: the timers whose time has come
 * (at least the next millisecond, so that `setTimeout(0)` runs before `setImmediate` as on an idle machine), then the
 * immediates that were there; when nothing is left for now, the clock moves to the next timer.
 */
export function runTask(): boolean {
  for (;;) {
    while (next < due.length) {
      const task = due[next++];
      if (task.queued) {
        task.queued = false;
        fire(task);
        return true;
      }
    }
    if (timersTurn) {
      // Timers of this turn: those due by its time, set earlier or by one another.
      while (waiting > 0 && heap[0].time <= turnTime) {
        const task = takeFirst();
        if (!task.queued) continue;
        task.queued = false;
        advanceTo(task.time);
        fire(task);
        return true;
      }
      timersTurn = false;
      due = immediates;
      next = 0;
      immediates = bareList();
      continue;
    }
    while (waiting > 0 && !heap[0].queued) takeFirst();
    const idle = immediates.length === 0;
    if (idle && waiting === 0) return false;
    timersTurn = true;
    const first = waiting > 0 ? heap[0].time : now;
    turnTime = first <= now ? now : idle || first <= now + 1 ? first : now;
  }
}
let timersTurn = false;
let turnTime = 0;

function fire(task: Task): void {
  clearStack();
  countTask();
  row(FIRES, -1, task.id);
  const { callback, handle, args } = task;
  if (!task.repeats) numbered[task.id] = undefined;
  apply(callback, handle, args);
  if (task.repeats && !task.cleared && !task.queued && numbered[task.id] === task) {
    task.time = now + task.every;
    insert(task);
  }
}
