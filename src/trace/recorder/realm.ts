import { ID_SHIFT, Kind, Shape } from "../format/Kind.js";
import { HOOKS } from "../javascript/Hooks.js";
import { makeClone } from "./clone.js";
import { makeConsole } from "./console.js";
import { makeEncoding } from "./encoding.js";
import { type Clock, settle } from "./environment.js";
import type { Host, Settings } from "./Host.js";
import { makeHooks } from "./hooks.js";
import { type LoadedModule, makeModules } from "./modules.js";
import { replaceMutators } from "./mutators.js";
import { apply, mapGet, NativeString, promiseThen } from "./primordials.js";
import { type Buffers, makeRecorder, type Recorder } from "./Recorder.js";
import { adoptSloppy } from "./sloppy.js";
import { makeSnapshots, type Snapshots } from "./snapshot.js";
import { makeTexts } from "./texts.js";
import { makeTimers } from "./timers.js";

/** How far a run has come; plain data for the child. */
export interface Report {
  readonly stopped: number;
  readonly steps: number;
  readonly frames: number;
  /** The module (with its top-level awaits) is done. */
  readonly loaded: boolean;
  /** The call and what it promised are done; true when there is no call. */
  readonly called: boolean;
  readonly returnRow: number;
  readonly failure?: { readonly row: number; readonly name: string; readonly message: string };
}

/** What the child drives a run with. Every function returns plain data and throws nothing of the program's. */
export interface Realm {
  /** Evaluates the main module and what it imports. */
  load(modules: readonly LoadedModule[], builtIn: (name: string) => unknown): void;
  /** Makes the call, if there is one. */
  call(): void;
  /** Runs the next timer; false when there is none. */
  step(): boolean;
  /** It was stopped or has failed. */
  ended(): boolean;
  /** A promise was rejected and nobody cares: ends the run as Node would. Gives the reason as text. */
  rejected(reason: unknown): string;
  /** The run was ended from outside. */
  halt(reason: number): void;
  flush(): void;
  /** {@link Report} as JSON: no object of this realm leaves it. */
  report(): string;
}

/** Sets a fresh realm up. Called by the child before any code of the program runs. */
export function makeRealm(
  host: Host,
  buffers: Buffers,
  settingsText: string,
  sloppy: Parameters<typeof adoptSloppy>[0],
): Realm {
  const settings: Settings = JSON.parse(settingsText);
  adoptSloppy(sloppy);
  const recorder = makeRecorder(host, buffers, settings);
  const texts = makeTexts(settings);
  const snapshots = makeSnapshots(recorder, texts);
  const clock: Clock = { now: 0 };
  settle(recorder, texts, clock);
  makeConsole(recorder, clock);
  makeClone(host);
  makeEncoding(host);
  const loop = makeTimers(recorder, texts, clock);
  if (settings.record.heap) replaceMutators(recorder, snapshots, texts);
  const { hooks, watch } = makeHooks(recorder, snapshots);
  const hookList = (own: Record<string, unknown>): unknown[] =>
    HOOKS.map(name => (hooks as Record<string, unknown>)[name] ?? own[name]);
  return drive(recorder, snapshots, watch, loop.step, (modules, builtIn) =>
    makeModules(modules, hookList, builtIn, watch).evaluate(0),
  );
}

function drive(
  recorder: Recorder,
  snapshots: Snapshots,
  watch: ReturnType<typeof makeHooks>["watch"],
  step: () => boolean,
  evaluate: (modules: readonly LoadedModule[], builtIn: (name: string) => unknown) => unknown,
): Realm {
  let loaded = false;
  let called = true;
  let failure: { row: number; name: string; message: string } | undefined;

  function fail(error: unknown): void {
    if (recorder.stopped !== 0 || failure !== undefined) return;
    const row = mapGet(watch.throwRows, error) ?? -1;
    failure = { row, ...describe(error, snapshots) };
  }

  /** Runs a piece of the program as a job of its own. */
  function attempt<T>(run: () => T): T | undefined {
    recorder.depth = 0;
    try {
      return run();
    } catch (error) {
      fail(error);
      return undefined;
    }
  }

  function isPromise(thing: unknown): boolean {
    return typeof thing === "object" && thing !== null && recorder.host.classify(thing) === Shape.PROMISE;
  }

  return {
    load(modules, builtIn) {
      attempt(() => {
        const done = evaluate(modules, builtIn);
        if (modules[0].async || isPromise(done)) {
          if (modules[0].kind === "module" && isPromise(done)) {
            promiseThen(
              done,
              () => {
                loaded = true;
              },
              fail,
            );
            return;
          }
        }
        loaded = true;
      });
    },
    call() {
      const { call } = watch;
      if (call === undefined || failure !== undefined) return;
      called = false;
      attempt(() => {
        const result = apply(call, undefined, []);
        if (!isPromise(result)) {
          called = true;
          return;
        }
        // An async thunk has its RETURN when it is done; a plain one returned the promise itself.
        const plain = watch.returnRow >= 0;
        promiseThen(
          result,
          (value: unknown) => {
            called = true;
            if (!plain || recorder.stopped !== 0) return;
            recorder.touch(value);
            watch.returnRow = recorder.row_;
            recorder.put(Kind.RETURN | (watch.returnSite << ID_SHIFT), watch.callFrame, value);
          },
          fail,
        );
      });
    },
    step: () => attempt(step) ?? true,
    ended: () => recorder.stopped !== 0 || failure !== undefined,
    rejected(reason) {
      fail(reason);
      const { name, message } = describe(reason, snapshots);
      return message === "" ? name : `${name}: ${message}`;
    },
    halt(reason) {
      if (recorder.stopped === 0) recorder.stopped = reason;
    },
    flush: recorder.flush,
    report() {
      const { stopped, steps, frames } = recorder;
      const report: Report = { stopped, steps, frames, loaded, called, returnRow: watch.returnRow, failure };
      return stringify(report);
    },
  };
}

const { stringify } = JSON;

/** Name and message of a thrown value without running its code. */
function describe(error: unknown, snapshots: Snapshots): { name: string; message: string } {
  if (typeof error === "object" && error !== null) {
    const name = snapshots.inherited(error, "name");
    const message = snapshots.inherited(error, "message");
    return {
      name: typeof name === "string" ? name : snapshots.className(error),
      message: typeof message === "string" ? message : "",
    };
  }
  if (typeof error === "function") return { name: "function", message: "" };
  return { name: typeof error, message: NativeString(error) };
}
