import {
  construct,
  defineProperty,
  deleteProperty,
  NativeDate,
  NativeString,
  NativeTypeError,
  reflectGet,
} from "./primordials.js";
import type { Recorder } from "./Recorder.js";
import type { Texts } from "./texts.js";

/** Time as the program sees it: it stands still while code runs and moves from timer to timer. */
export interface Clock {
  /** Virtual milliseconds since the start. */
  now: number;
}

/** Defines a global as the engine does: writable, configurable, not enumerable. */
export function define(name: string, value: unknown): void {
  defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

/**
 * Takes chance and clock out of the realm: seeded `Math.random`, virtual `Date` and `performance.now`, weak
 * references that never lose their target, no shared memory to wait on.
 */
export function settle(recorder: Recorder, texts: Texts, clock: Clock): void {
  const { seed, epoch } = recorder.settings;
  const random = sfc32(seed);
  texts.replace(Math, "random", () => ({ random: () => random() }).random);

  const time = (): number => epoch + Math_floor(clock.now);
  const VirtualDate: DateConstructor = new Proxy(NativeDate, {
    construct: (native, args, target): object =>
      construct(native, args.length === 0 ? [time()] : args, target === VirtualDate ? native : target),
    apply: () => NativeString(new NativeDate(time())),
    get: (native, key) => reflectGet(native, key),
  });
  texts.replace(NativeDate, "now", () => ({ now: () => time() }).now);
  texts.disguise(VirtualDate, NativeDate);
  defineProperty(NativeDate.prototype, "constructor", {
    value: VirtualDate,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  define("Date", VirtualDate);
  define("performance", { now: () => clock.now, timeOrigin: epoch });

  define(
    "WeakRef",
    class WeakRef {
      #target: unknown;
      constructor(target: unknown) {
        if (
          (typeof target !== "object" || target === null) &&
          typeof target !== "function" &&
          typeof target !== "symbol"
        ) {
          throw new NativeTypeError("WeakRef: target must be an object");
        }
        this.#target = target;
      }
      deref(): unknown {
        return this.#target;
      }
    },
  );
  define(
    "FinalizationRegistry",
    class FinalizationRegistry {
      register(): void {}
      unregister(): boolean {
        return false;
      }
    },
  );
  for (const name of ["SharedArrayBuffer", "WebAssembly"]) deleteProperty(globalThis, name);
  for (const name of ["wait", "waitAsync"]) {
    if (!(name in Atomics)) continue;
    texts.replace(
      Atomics,
      name,
      () =>
        ({
          wait(): never {
            throw new NativeTypeError("Atomics.wait cannot be called in this context");
          },
        }).wait,
    );
  }
}

const { floor: Math_floor, imul } = Math;

/** Small fast counter generator (Chris Doty-Humphrey's PractRand sfc32), 32 bits of it a number. */
export function sfc32(seed: number): () => number {
  let a = 0x9e3779b9 ^ seed;
  let b = imul(seed, 0x85ebca6b) ^ 0x243f6a88;
  let c = imul(seed ^ 0xb7e15162, 0xc2b2ae35);
  let counter = 1;
  const next = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}
