import {
  getPrototypeOf,
  NativeError,
  NativeRangeError,
  NativeTypeError,
  ownKeys,
  SafeMap,
} from "./primordials.js";

/**
 * What the child gives the realm: functions and one object of the outer realm. They are held in closures only; no
 * value of the program may ever be or see one, and what they throw is replaced by an error of the realm ({@link own}).
 * They take realm values and return primitives, except `compile` and `rejection`, which return realm values.
 */
export interface Host {
  /** Columns op, frame (Int32) and value (Float64), one behind the other, of CHUNK_ROWS rows. */
  readonly memory: ArrayBuffer;
  /** Sends new strings and rows `from .. from+rows-1` of the columns. */
  flush(
    from: number,
    rows: number,
    texts: readonly string[],
    count: number,
    steps: number,
    frames: number,
  ): void;
  /** Looks at the clock and the memory; one of `Tick`. */
  tick(): number;
  isProxy(object: unknown): boolean;
  /** {@link Shape} of an object by its internal slots; never runs code of the object. */
  classify(object: unknown): number;
  isPromise(value: unknown): boolean;
  isArguments(value: unknown): boolean;
  isError(value: unknown): boolean;
  isRegExp(value: unknown): boolean;
  /** Runs the microtasks of the realm. */
  drain(): void;
  /** Promises rejected and not handled by now: how many. */
  rejections(): number;
  rejection(index: number): unknown;
  /** Function of a module's code, see `JobModule.code`. */
  compile(index: number): unknown;
  /** A console method as Node implements it; returns the text it prints. */
  print(method: string, args: readonly unknown[]): string;
  /** `assert` comparisons and messages as Node has them. */
  deepEqual(strict: boolean, a: unknown, b: unknown): boolean;
  assertMessage(operator: string, actual: unknown, expected: unknown, message: string | undefined): string;
  inspect(value: unknown): string;
  encodeInto(text: string, bytes: Uint8Array): number;
  utf8Length(text: string): number;
  /** A decoder's handle. */
  decoder(label: string, fatal: boolean, ignoreBOM: boolean): number;
  decoderEncoding(handle: number): string;
  decode(handle: number, bytes: unknown, stream: boolean): string;
  atob(text: string): string;
  btoa(text: string): string;
  /** `Object.prototype` of the outer realm: what tells its errors from the program's. */
  readonly foreign: object;
}

/** Given by the function the realm's code is wrapped in. */
declare const tracebookHost: Host;

const { foreign, isProxy } = tracebookHost;
const errors = new SafeMap<unknown, new (message: string) => Error>();
for (const type of [TypeError, RangeError, SyntaxError, ReferenceError, URIError, EvalError]) {
  errors.set(type.name, type);
}

/** Makes sure that an exception of a host call belongs to the realm: replaces the host's own. */
export function own(error: unknown): unknown {
  if ((typeof error !== "object" || error === null) && typeof error !== "function") return error;
  let mine = false;
  try {
    for (let at: object | null = error; ; at = getPrototypeOf(at)) {
      if (at === null) {
        mine = true;
        break;
      }
      if (at === foreign) break;
      if (isProxy(at)) {
        mine = true;
        break;
      }
    }
  } catch {
    // Only the host's own stack overflow gets here.
    return new NativeRangeError("Maximum call stack size exceeded");
  }
  if (mine) return error;
  const { name, message } = error as Error;
  const Type = errors.get(name) ?? NativeError;
  return name === "TypeError" ? new NativeTypeError(message) : new Type(message);
}

type HostFunction = (...args: unknown[]) => unknown;

/** Every function of the host, so that none of its exceptions comes through: even a call can overflow the stack. */
function guarded(): Host {
  const all: Record<string, unknown> = { __proto__: null };
  const names = ownKeys(tracebookHost) as (keyof Host)[];
  for (let i = 0; i < names.length; i++) {
    const thing: unknown = tracebookHost[names[i]];
    if (typeof thing !== "function") {
      all[names[i]] = thing;
      continue;
    }
    const run = thing as HostFunction;
    if (names[i] === "isProxy") {
      // The one that is asked most.
      all.isProxy = (a: unknown): unknown => {
        try {
          return isProxy(a);
        } catch (error) {
          throw own(error);
        }
      };
      continue;
    }
    all[names[i]] = (a: unknown, b: unknown, c: unknown, d: unknown, e: unknown): unknown => {
      try {
        return run(a, b, c, d, e);
      } catch (error) {
        throw own(error);
      }
    };
  }
  return all as unknown as Host;
}

/** The host as the realm's code uses it. */
export const host: Host = guarded();
