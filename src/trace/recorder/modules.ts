import type { Watch } from "./hooks.js";
import {
  apply,
  create,
  defineProperty,
  freeze,
  getOwnPropertyDescriptor,
  NativeError,
  ownKeys,
  promiseThen,
} from "./primordials.js";

/** A module as the child hands it over: its compiled function and what its specifiers stand for. */
export interface LoadedModule {
  readonly file: string;
  readonly kind: "script" | "commonjs" | "module";
  readonly async: boolean;
  readonly imports: readonly (readonly [string, number | string])[];
  /** Takes the hooks in their order, returns the module function. */
  readonly factory: (...hooks: unknown[]) => Function;
}

type Space = Record<string, unknown>;

/** Module records, namespaces and evaluation order of one program. */
export function makeModules(
  modules: readonly LoadedModule[],
  hookList: (own: Record<string, unknown>) => unknown[],
  builtIn: (name: string) => unknown,
  watch: Watch,
) {
  const states = modules.map(() => ({
    started: false,
    done: undefined as unknown,
    module: undefined as { exports: unknown } | undefined,
    space: undefined as Space | undefined,
    stars: [] as (number | string)[],
  }));

  /** Namespace object of an ES module, empty until the module names its exports. */
  function spaceOf(index: number): Space {
    const state = states[index];
    if (state.space === undefined) {
      state.space = create(null) as Space;
      defineProperty(state.space, Symbol.toStringTag, { value: "Module" });
    }
    return state.space;
  }

  /** What `import * as` gives for a target: the namespace, or for CommonJS and built-ins one made from the exports. */
  function namespace(target: number | string): Space {
    if (typeof target === "number" && modules[target].kind === "module") return spaceOf(target);
    const exports: any = typeof target === "number" ? evaluate(target) : builtIn(target);
    const space = create(null) as Space;
    if ((typeof exports === "object" && exports !== null) || typeof exports === "function") {
      for (const key of ownKeys(exports)) {
        if (
          typeof key === "string" &&
          key !== "default" &&
          getOwnPropertyDescriptor(exports, key)?.enumerable
        ) {
          defineProperty(space, key, { get: () => exports[key], enumerable: true });
        }
      }
    }
    defineProperty(space, "default", { get: () => exports, enumerable: true });
    return freeze(space);
  }

  function target(index: number, specifier: string): number | string {
    for (const [name, to] of modules[index].imports) if (name === specifier) return to;
    const error = new NativeError(`Cannot find module '${specifier}'`);
    (error as NodeJS.ErrnoException).code = "MODULE_NOT_FOUND";
    throw error;
  }

  /** Runs a module once, its imports first; gives its exports (CommonJS) or a promise or undefined (ES module). */
  function evaluate(index: number): unknown {
    const state = states[index];
    const { kind, imports, factory, file } = modules[index];
    if (state.started) return kind === "module" ? state.done : state.module!.exports;
    state.started = true;
    if (kind !== "module") {
      const module = { exports: {} as unknown };
      state.module = module;
      const require = (specifier: string): unknown => load(target(index, specifier));
      const run = factory(...hookList({ c: setCall }));
      // As Node runs a file: `this` is the exports object, for plain scripts too.
      state.done = apply(run, module.exports, [module.exports, require, module, file, "."]);
      return module.exports;
    }
    const run = factory(
      ...hookList({
        c: setCall,
        im: (s: string) => namespace(target(index, s)),
        ex: exporter(index),
        ea: (s: string) => reexport(index, target(index, s)),
      }),
    );
    const waits: unknown[] = [];
    for (const [, to] of imports) {
      if (typeof to !== "number") continue;
      const done = evaluate(to);
      if (modules[to].kind === "module" && done !== undefined) waits[waits.length] = done;
    }
    const start = (): unknown => apply(run, undefined, []);
    let chain: unknown = waits.length === 0 ? start() : undefined;
    if (waits.length > 0) {
      chain = waits[0];
      for (let i = 1; i < waits.length; i++) {
        const next = waits[i];
        chain = promiseThen(chain, () => next);
      }
      chain = promiseThen(chain, start);
    }
    state.done = chain;
    return chain;
  }

  /** `require`: exports of CommonJS, the namespace of an ES module. */
  function load(to: number | string): unknown {
    if (typeof to === "string") return builtIn(to);
    const exports = evaluate(to);
    return modules[to].kind === "module" ? spaceOf(to) : exports;
  }

  function exporter(index: number): (getters: Record<string, () => unknown>) => void {
    return getters => {
      const space = spaceOf(index);
      for (const key of ownKeys(getters) as string[]) {
        const get = getters[key];
        defineProperty(space, key, { get: () => get(), enumerable: true, configurable: true });
      }
    };
  }

  /** `export *`: names the module does not export itself, `default` left out. */
  function reexport(index: number, to: number | string): void {
    const from = namespace(to);
    const space = spaceOf(index);
    for (const key of ownKeys(from)) {
      if (typeof key !== "string" || key === "default" || getOwnPropertyDescriptor(space, key)) continue;
      defineProperty(space, key, { get: () => from[key], enumerable: true, configurable: true });
    }
  }

  function setCall(call: () => unknown): void {
    watch.call = call;
  }

  return { evaluate };
}
