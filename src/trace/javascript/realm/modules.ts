import type { Hooks } from "../Hooks.js";
import { HOOKS } from "../Hooks.js";
import { assertModule } from "./assertModule.js";
import { codedError } from "./define.js";
import { host } from "./Host.js";
import { hooks, watch } from "./hooks.js";
import {
  apply,
  bareList,
  create,
  defineProperty,
  generatorNext,
  getOwnPropertyDescriptor,
  hasOwn,
  ownKeys,
  preventExtensions,
  promiseThen,
  reflectGet,
  slice,
  tagSymbol,
} from "./primordials.js";
import { counters } from "./rows.js";
import { settings } from "./settings.js";

type Space = Record<string, unknown>;
type Factory = (...hooks: unknown[]) => (...args: unknown[]) => unknown;

interface ModuleState {
  started: boolean;
  /** Of an ES module: when its evaluation is not over at once. */
  done: Promise<unknown> | undefined;
  module: { exports: unknown };
  space: Space;
  /** Of an ES module that does not await: its body, stopped where its exports are named. */
  body: unknown;
}

const states = bareList<ModuleState>();

/** The call the main module handed over. */
export let call: (() => unknown) | undefined;

function stateOf(index: number): ModuleState {
  const known = states[index];
  if (known !== undefined) return known;
  const space = create(null) as Space;
  defineProperty(space, tagSymbol, { value: "Module" });
  const state: ModuleState = {
    started: false,
    done: undefined,
    module: { exports: {} },
    space,
    body: undefined,
  };
  states[index] = state;
  return state;
}

function targetOf(index: number, specifier: string): number | string {
  const { imports } = settings.modules[index];
  for (let i = 0; i < imports.length; i++) if (imports[i][0] === specifier) return imports[i][1];
  throw codedError(`Cannot find module '${specifier}'`, "MODULE_NOT_FOUND");
}

/** What `require` gives: exports of CommonJS, the namespace of an ES module. */
function load(to: number | string): unknown {
  if (typeof to === "string") return assertModule(to);
  evaluate(to);
  return settings.modules[to].kind === "module" ? stateOf(to).space : stateOf(to).module.exports;
}

/** What `import * as` gives: for CommonJS and built-ins a namespace made of the exports. */
function namespace(to: number | string): Space {
  if (typeof to === "number" && settings.modules[to].kind === "module") return stateOf(to).space;
  const exports = load(to);
  const space = create(null) as Space;
  defineProperty(space, tagSymbol, { value: "Module" });
  if ((typeof exports === "object" && exports !== null) || typeof exports === "function") {
    const keys = ownKeys(exports);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (typeof key !== "string" || key === "default") continue;
      if (!getOwnPropertyDescriptor(exports, key)?.enumerable) continue;
      defineProperty(space, key, { get: () => reflectGet(exports, key), enumerable: true });
    }
  }
  defineProperty(space, "default", { get: () => exports, enumerable: true });
  return space;
}

/** Compiled code of a module, given its hooks. */
function instantiate(index: number): (...args: unknown[]) => unknown {
  const mine: Pick<Hooks, "c" | "im" | "ex" | "ea"> = {
    c(thunk) {
      call = thunk;
    },
    im(specifier) {
      const to = targetOf(index, specifier);
      // What is no ES module has no names before it ran.
      const open = typeof to === "number" && settings.modules[to].kind === "module";
      return (linking && !open ? undefined : namespace(to)) as Space;
    },
    ex(getters) {
      const { space } = stateOf(index);
      const keys = ownKeys(getters) as string[];
      for (let i = 0; i < keys.length; i++) {
        const get = getters[keys[i]];
        defineProperty(space, keys[i], { get, enumerable: true, configurable: true });
      }
    },
    ea(specifier) {
      const from = namespace(targetOf(index, specifier));
      const { space } = stateOf(index);
      const keys = ownKeys(from);
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i];
        if (typeof key !== "string" || key === "default" || hasOwn(space, key)) continue;
        defineProperty(space, key, { get: () => from[key], enumerable: true, configurable: true });
      }
    },
  };
  const list: unknown[] = [];
  for (let i = 0; i < HOOKS.length; i++) {
    const name = HOOKS[i];
    list[i] = (mine as Record<string, unknown>)[name] ?? (hooks as Record<string, unknown>)[name];
  }
  return apply(host.compile(index) as Factory, undefined, list) as (...args: unknown[]) => unknown;
}

/** Whether modules are being linked: they name their exports, nothing of the program runs. */
let linking = false;
let linked = false;

/** Makes the ES modules that do not await, so that they know each other's hoisted functions. */
function link(): void {
  linked = true;
  linking = true;
  for (let i = 0; i < settings.modules.length; i++) {
    const { kind, async } = settings.modules[i];
    if (kind !== "module" || async) continue;
    const state = stateOf(i);
    state.body = apply(instantiate(i), undefined, []);
    generatorNext(state.body);
  }
  linking = false;
}

/**
 * Runs a module once, what it imports first (depth first, in source order; a cycle meets what is there so far).
 * Gives a promise when it or one of its imports awaits at top level.
 */
export function evaluate(index: number): Promise<unknown> | undefined {
  if (!linked) link();
  const state = stateOf(index);
  if (state.started) return state.done;
  state.started = true;
  const { kind, imports, async, file } = settings.modules[index];
  /** The outcome without a call is what the main module comes to. */
  const begin = (): void => {
    if (index === settings.main) watch.frame = counters.frames;
  };
  if (kind !== "module") {
    const { module } = state;
    const require = {
      require: (specifier: unknown): unknown => load(targetOf(index, `${specifier as string}`)),
    }.require;
    // As Node runs a file: `this` is the exports object, for plain scripts too.
    begin();
    apply(instantiate(index), module.exports, [module.exports, require, module, file, folderOf(file)]);
    return undefined;
  }
  let waits: Promise<unknown> | undefined;
  for (let i = 0; i < imports.length; i++) {
    const to = imports[i][1];
    if (typeof to !== "number") continue;
    const done = evaluate(to);
    if (done === undefined) continue;
    waits = waits === undefined ? done : promiseThen(waits, () => done);
  }
  const start = (): unknown => {
    begin();
    if (!async) {
      generatorNext(state.body);
      close(state.space);
      return undefined;
    }
    const result = apply(instantiate(index), undefined, []);
    close(state.space);
    return result;
  };
  if (waits !== undefined) state.done = promiseThen(waits, start);
  else if (async) state.done = start() as Promise<unknown>;
  else start();
  return state.done;
}

/** Gives a namespace object the form the language says, once all exports are defined: keys in order, sealed. */
function close(space: Space): void {
  const keys = ownKeys(space);
  const sorted = bareList<string>();
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== "string") continue;
    let at = sorted.length;
    for (; at > 0 && sorted[at - 1] > key; at--) sorted[at] = sorted[at - 1];
    sorted[at] = key;
  }
  const getters = bareList<PropertyDescriptor>();
  for (let i = 0; i < sorted.length; i++) {
    getters[i] = { __proto__: null, ...getOwnPropertyDescriptor(space, sorted[i]) } as PropertyDescriptor;
    delete space[sorted[i]];
  }
  for (let i = 0; i < sorted.length; i++) {
    getters[i].configurable = false;
    defineProperty(space, sorted[i], getters[i]);
  }
  preventExtensions(space);
}

function folderOf(file: string): string {
  for (let i = file.length - 1; i > 0; i--) if (file[i] === "/") return slice(file, 0, i);
  return ".";
}
