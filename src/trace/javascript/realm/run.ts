import { ID_SHIFT, Kind } from "../../format/Kind.js";
import type { Outcome } from "../../format/TraceHeader.js";
import { describeError } from "./classNames.js";
import { clearStack, stepsSoFar } from "./flow.js";
import { host } from "./Host.js";
import { put, touch } from "./heap.js";
import { watch } from "./hooks.js";
import { call, evaluate } from "./modules.js";
import { bareList, promiseThen, stringifyJSON } from "./primordials.js";
import { counters, flush, nextRow } from "./rows.js";
import { signal, stopped } from "./Stop.js";
import { settings } from "./settings.js";
import { runTask, uncaught } from "./timers.js";

/** An exception that ended the program. */
let failure: { readonly row: number; readonly name: string; readonly message: string } | undefined;
let loaded = false;
let called = false;
const rejections = bareList<string>();

/** Ends the program with an exception, as Node ends on an uncaught one. */
function fail(error: unknown): void {
  if (error === signal || stopped !== undefined || failure !== undefined) return;
  let row = watch.throwRow;
  if (row < 0 || watch.thrown !== error) {
    // No activation of the program threw it: row THROW in frame -1.
    touch(error);
    row = nextRow();
    put(Kind.THROW, -1, error);
  }
  failure = { row, ...describeError(error) };
}

function over(): boolean {
  return failure !== undefined || stopped !== undefined;
}

/** Runs a piece of the program as a job of its own. */
function attempt(piece: () => void): void {
  clearStack();
  try {
    piece();
  } catch (error) {
    fail(error);
  }
}

/** Microtasks, then what Node looks at after them: exceptions and rejections nobody handles. */
function settle(): void {
  host.drain();
  if (uncaught !== undefined) fail(uncaught.error);
  const count = host.rejections();
  for (let i = rejections.length; i < count; i++) {
    const reason = host.rejection(i);
    const { name, message } = describeError(reason);
    rejections[i] = message === "" ? name : `${name}: ${message}`;
    fail(reason);
  }
}

/** Microtasks and timers until `done` or nothing is left. */
function runLoop(done: () => boolean): void {
  settle();
  while (!over() && !done()) {
    let more = false;
    attempt(() => {
      more = runTask();
    });
    if (!more && !over()) return;
    settle();
  }
}

function loadMain(): void {
  const promise = evaluate(settings.main);
  if (promise === undefined) {
    loaded = true;
    return;
  }
  promiseThen(
    promise,
    () => {
      loaded = true;
    },
    fail,
  );
}

/** Makes the call; a promise it gives is awaited, and what it comes to is a second RETURN (or THROW) of its frame. */
function makeCall(): void {
  watch.frame = counters.frames;
  watch.returnRow = -1;
  const result = call!();
  if (!host.isPromise(result)) {
    called = true;
    return;
  }
  const frame = watch.frame;
  // An async thunk has its RETURN when it is done, a plain one returned the promise itself.
  const plain = watch.returnRow >= 0;
  promiseThen(
    result as Promise<unknown>,
    (value: unknown) => {
      called = true;
      if (!plain || over()) return;
      touch(value);
      watch.returnRow = nextRow();
      put(Kind.RETURN | (watch.returnSite << ID_SHIFT), frame, value);
    },
    (error: unknown) => {
      if (over() || error === signal) return;
      if (plain) {
        touch(error);
        watch.throwRow = nextRow();
        watch.thrown = error;
        put(Kind.THROW | (rowId(settings.callFunction) << ID_SHIFT), frame, error);
      }
      fail(error);
    },
  );
}

/** Function id of the call as a row can hold it. */
function rowId(id: number): number {
  return id < 0 ? 0 : id;
}

/** Runs the program: the main module and what it imports, then the call, each with its microtasks and timers. */
export function run(): void {
  attempt(loadMain);
  runLoop(() => loaded);
  if (over() || !loaded) return;
  if (call === undefined) {
    called = true;
  } else attempt(makeCall);
  runLoop(() => false);
}

/** How the run ended, after everything that was recorded has been sent. `late`: the wall time was up. */
export function finish(late: boolean): string {
  flush();
  // Without prototypes: a `toJSON` of the program must not be found.
  return stringifyJSON({
    __proto__: null,
    outcome: { __proto__: null, ...outcome(late) },
    rejections: { __proto__: null, ...rejections },
    steps: stepsSoFar(),
    frames: counters.frames,
  });
}

function outcome(late: boolean): Outcome {
  if (stopped !== undefined) return { kind: "limit", ...stopped };
  if (late) return { kind: "limit", limit: "wall", value: settings.limits.wallMs };
  if (failure !== undefined) return { kind: "throw", ...failure };
  if (!loaded || !called) return { kind: "pending" };
  return { kind: "return", row: watch.returnRow };
}
