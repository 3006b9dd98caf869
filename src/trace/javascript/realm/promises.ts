import { ID_SHIFT, Kind } from "../../format/Kind.js";
import { check, clearStack, countTask, noteAsyncEnd, top, whileReturning } from "./flow.js";
import { patch } from "./patch.js";
import { apply, getPrototypeOf } from "./primordials.js";
import { row } from "./rows.js";

type Callback = (...args: unknown[]) => unknown;

const QUEUED = Kind.JOB;
const RUNS = Kind.JOB | (1 << ID_SHIFT);
let jobs = 0;

/** Row JOB for a reaction registered now; gives the callbacks back as ones that write the row of their run. */
export function reaction(
  done: Callback | undefined,
  failed: Callback | undefined,
): readonly [done: Callback | undefined, failed: Callback | undefined] {
  const id = jobs++;
  row(QUEUED, top(), id);
  const recorded =
    (callback: Callback): Callback =>
    value => {
      check();
      clearStack();
      countTask();
      row(RUNS, -1, id);
      return callback(value);
    };
  return [done && recorded(done), failed && recorded(failed)];
}

/** `Promise.prototype.then` records its reactions; generators say which way they are ended. */
export function patchPromises(): void {
  patch(Promise.prototype, "then", native => ({
    // biome-ignore lint/suspicious/noThenProperty: it becomes Promise.prototype.then
    then(this: unknown, done: unknown, failed: unknown): unknown {
      check();
      // The callbacks of the engine itself (resolving functions) are no code of the program, but they cannot be told.
      const onDone = typeof done === "function" ? (done as Callback) : undefined;
      const onFailed = typeof failed === "function" ? (failed as Callback) : undefined;
      const callbacks = onDone || onFailed ? reaction(onDone, onFailed) : [undefined, undefined];
      return apply(native, this, callbacks as never);
    },
  }));
  const generators = getPrototypeOf((function* () {})())!;
  patch(getPrototypeOf(generators)!, "return", native => ({
    return(this: unknown, value: unknown): unknown {
      return whileReturning(() => apply(native, this, [value] as never));
    },
  }));
  const asyncGenerators = getPrototypeOf((async function* () {})())!;
  for (const name of ["return", "throw"] as const) {
    patch(getPrototypeOf(asyncGenerators)!, name, native => ({
      [name](this: unknown, value: unknown): unknown {
        noteAsyncEnd(name === "return");
        return apply(native, this, [value] as never);
      },
    }));
  }
}
