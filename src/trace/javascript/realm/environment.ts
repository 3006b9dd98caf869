import { now } from "./clock.js";
import { defineGlobal, disguiseClass } from "./define.js";
import { disguiseAs } from "./functionText.js";
import { patch } from "./patch.js";
import {
  defineProperty,
  deleteProperty,
  NativeError,
  NativeTypeError,
  SafeWeakMap,
  uncurry,
} from "./primordials.js";
import { settings } from "./settings.js";
import { captured } from "./snapshot.js";

/**
 * Takes out of the realm what would make runs differ or wait: weak references keep their target, nothing is ever
 * finalized, there is no shared memory, no WebAssembly, and stack traces show only the program's own files.
 */
export function patchEnvironment(): void {
  const targets = new SafeWeakMap<object, unknown>();
  class StrongRef {
    constructor(target: unknown) {
      if ((typeof target !== "object" || target === null) && typeof target !== "function") {
        throw new NativeTypeError("WeakRef: target must be an object");
      }
      targets.set(this, target);
    }
    deref(): unknown {
      return targets.get(this);
    }
  }
  class IdleRegistry {
    constructor(cleanup: unknown) {
      if (typeof cleanup !== "function") {
        throw new NativeTypeError("FinalizationRegistry: cleanup must be callable");
      }
    }
    register(_target: unknown, _held: unknown): void {}
    unregister(_token: unknown): boolean {
      return false;
    }
  }
  for (const [name, type] of [
    ["WeakRef", StrongRef],
    ["FinalizationRegistry", IdleRegistry],
  ] as const) {
    disguiseClass(type, name);
    defineGlobal(name, type);
  }
  for (const name of ["SharedArrayBuffer", "WebAssembly"]) deleteProperty(globalThis, name);
  for (const name of ["waitAsync", "pause"]) deleteProperty(Atomics, name);
  patch(Atomics, "wait", () => ({
    wait() {
      throw new NativeTypeError("Atomics.wait cannot be called in this context");
    },
  }));
  defineGlobal("global", globalThis);
  definePerformance();
  hideFrames();
}

function definePerformance(): void {
  class Performance {
    get timeOrigin(): number {
      return settings.epoch;
    }
    now(): number {
      return now;
    }
    toJSON(): object {
      return { timeOrigin: settings.epoch };
    }
  }
  disguiseClass(Performance, "Performance");
  defineProperty(globalThis, "performance", {
    value: new Performance(),
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

interface CallSite {
  getFileName(): string | null | undefined;
  toString(): string;
}

/** Error stacks without the frames of the recorder and the child; `Error.prepareStackTrace` works as documented. */
function hideFrames(): void {
  let sites: CallSite[] = [];
  NativeError.prepareStackTrace = (_error, trace) => {
    sites = trace as unknown as CallSite[];
    return "";
  };
  void new NativeError().stack;
  const { getFileName, toString: show } = Object.getPrototypeOf(sites[0]) as CallSite;
  const fileOf: (site: CallSite) => string | null | undefined = uncurry(getFileName);
  const textOf: (site: CallSite) => string = uncurry(show);
  const describe: (error: unknown) => string = uncurry(NativeError.prototype.toString);
  let chosen: unknown;
  const format = (error: unknown, trace: CallSite[]): string => {
    let text: string;
    try {
      text = describe(error);
    } catch {
      text = "Error";
    }
    for (let i = 0; i < trace.length; i++) {
      const file = fileOf(trace[i]);
      if (file === null || file === undefined || isProgramFile(file)) text += `\n    at ${textOf(trace[i])}`;
    }
    return text;
  };
  deleteProperty(NativeError, "prepareStackTrace");
  // Node asks for this property whenever a stack is read; it cannot be taken away from the program's own Error.
  defineProperty(NativeError, "prepareStackTrace", {
    get: () => (typeof chosen === "function" ? chosen : format),
    set: value => {
      chosen = value;
    },
    enumerable: false,
    configurable: false,
  });
  disguiseAs(format, "prepareStackTrace");
  patch(NativeError, "captureStackTrace", native => ({
    captureStackTrace(target: object, above: unknown): void {
      (native as (target: object, above: unknown) => void)(target, above);
      captured.set(target, true);
    },
  }));
}

function isProgramFile(file: string): boolean {
  for (let i = 0; i < settings.modules.length; i++) if (settings.modules[i].file === file) return true;
  return false;
}
