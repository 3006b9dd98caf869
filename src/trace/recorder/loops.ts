import { ID_SHIFT, Kind } from "../format/Kind.js";
import type { Hooks } from "../javascript/Hooks.js";
import { apply, asyncIteratorSymbol, isArray, iteratorSymbol, NativeTypeError } from "./primordials.js";
import type { Recorder } from "./Recorder.js";

const arrayValues: unknown = Array.prototype[Symbol.iterator];
const arrayIteratorPrototype: any = Object.getPrototypeOf([][Symbol.iterator]());
const arrayNext: unknown = arrayIteratorPrototype.next;
const keyGenerator = function* (object: any): Generator<string> {
  for (const k in object) yield k;
};
const generatorPrototype: any = Object.getPrototypeOf(Object.getPrototypeOf(keyGenerator({})));
const { next: generatorNext, return: generatorReturn } = generatorPrototype;

/** Wrapped iterables for `for…of`, `for…in` and `for await`: the loop stays the engine's, each advance is seen. */
export function makeLoops(
  recorder: Recorder,
  suspend: (F: number, site: number) => void,
  wake: (F: number, kind: number) => void,
  suspendedAt: (F: number) => { site: number } | undefined,
  forget: (F: number) => void,
): Pick<Hooks, "it" | "fi" | "ia" | "ar" | "ae"> {
  const { row, put, touch, begin, push } = recorder;

  function advanced(F: number, s: number): void {
    row(Kind.BRANCH | (s << ID_SHIFT), F, 1);
  }

  function exhausted(F: number, s: number): void {
    row(Kind.BRANCH | (s << ID_SHIFT), F, 0);
    row(Kind.END | (s << ID_SHIFT), F, 0);
  }

  /** Array with untouched iteration: an index does what the array iterator does. */
  class ArrayHead {
    private i = 0;
    private readonly result: { value: unknown; done: boolean } = { value: undefined, done: false };
    constructor(
      private readonly F: number,
      private readonly s: number,
      private readonly list: readonly unknown[],
    ) {}
    [Symbol.iterator](): this {
      return this;
    }
    next(): { value: unknown; done: boolean } {
      const { F, s, result } = this;
      if (this.i > 0) begin(F, s);
      if (this.i >= this.list.length) {
        exhausted(F, s);
        result.value = undefined;
        result.done = true;
      } else {
        result.value = this.list[this.i++];
        advanced(F, s);
      }
      return result;
    }
  }

  class IteratorHead {
    private first = true;
    private readonly result: { value: unknown; done: boolean } = { value: undefined, done: false };
    constructor(
      private readonly F: number,
      private readonly s: number,
      private readonly iterator: any,
      private readonly nextMethod: any,
      private readonly returnMethod: any,
    ) {}
    [Symbol.iterator](): this {
      return this;
    }
    next(): { value: unknown; done: boolean } {
      const { F, s, result } = this;
      if (this.first) this.first = false;
      else begin(F, s);
      const step: any = apply(this.nextMethod, this.iterator, []);
      if ((typeof step !== "object" && typeof step !== "function") || step === null) {
        throw new NativeTypeError(`Iterator result ${String(step)} is not an object`);
      }
      if (step.done) {
        exhausted(F, s);
        result.value = undefined;
        result.done = true;
      } else {
        result.value = step.value;
        advanced(F, s);
      }
      return result;
    }
    return(): unknown {
      const method = this.returnMethod ?? this.iterator.return;
      return method === undefined || method === null ? {} : apply(method, this.iterator, []);
    }
  }

  function iterate(F: number, s: number, iterable: any, text?: string): any {
    const method = iterable === undefined || iterable === null ? undefined : iterable[iteratorSymbol];
    if (typeof method !== "function") throw new NativeTypeError(`${text ?? "value"} is not iterable`);
    if (method === arrayValues && isArray(iterable) && arrayIteratorPrototype.next === arrayNext)
      return new ArrayHead(F, s, iterable);
    const iterator: any = apply(method, iterable, []);
    if ((typeof iterator !== "object" && typeof iterator !== "function") || iterator === null) {
      throw new NativeTypeError("Result of the Symbol.iterator method is not an object");
    }
    return new IteratorHead(F, s, iterator, iterator.next, undefined);
  }

  /** Head of `for await`: promises go through untouched, so tick counts stay. */
  class AsyncHead {
    private first = true;
    constructor(
      private readonly F: number,
      private readonly s: number,
      private readonly iterator: any,
      private readonly nextMethod: any,
    ) {}
    [Symbol.asyncIterator](): this {
      return this;
    }
    next(): unknown {
      const { F, s } = this;
      if (this.first) this.first = false;
      else begin(F, s);
      const step = apply(this.nextMethod, this.iterator, []);
      wait(F, s, step);
      return step;
    }
    get return(): unknown {
      const method = this.iterator.return;
      if (method === undefined || method === null) return undefined;
      const { iterator } = this;
      return (...args: unknown[]) => apply(method, iterator, args);
    }
  }

  /** A synchronous iterable in `for await`: the engine makes it asynchronous itself. */
  class SyncHeadOfAwait {
    private first = true;
    constructor(
      private readonly F: number,
      private readonly s: number,
      private readonly iterator: any,
      private readonly nextMethod: any,
    ) {}
    [Symbol.iterator](): this {
      return this;
    }
    next(): unknown {
      const { F, s } = this;
      if (this.first) this.first = false;
      else begin(F, s);
      const step = apply(this.nextMethod, this.iterator, []);
      wait(F, s, step);
      return step;
    }
    get return(): unknown {
      const method = this.iterator.return;
      if (method === undefined || method === null) return undefined;
      const { iterator } = this;
      return (...args: unknown[]) => apply(method, iterator, args);
    }
  }

  function wait(F: number, s: number, what: unknown): void {
    touch(what);
    put(Kind.AWAIT | (s << ID_SHIFT), F, what);
    suspend(F, s);
  }

  function resume(F: number, s: number): void {
    forget(F);
    push(F);
    row(Kind.RESUME | (s << ID_SHIFT), F, 0);
  }
  void wake;

  return {
    it: iterate,
    fi: (F, s, object) => {
      const keys = keyGenerator(object);
      return new IteratorHead(F, s, keys, generatorNext, generatorReturn) as unknown as Iterable<unknown>;
    },
    ia(F, s, iterable: any) {
      const method = iterable === undefined || iterable === null ? undefined : iterable[asyncIteratorSymbol];
      if (method !== undefined && method !== null) {
        const iterator: any = apply(method, iterable, []);
        return new AsyncHead(F, s, iterator, iterator.next);
      }
      const sync = iterable === undefined || iterable === null ? undefined : iterable[iteratorSymbol];
      if (typeof sync !== "function") throw new NativeTypeError("value is not async iterable");
      const iterator: any = apply(sync, iterable, []);
      return new SyncHeadOfAwait(F, s, iterator, iterator.next);
    },
    ar(F, s) {
      resume(F, s);
      advanced(F, s);
    },
    ae(F, s) {
      if (suspendedAt(F)?.site !== s) return;
      resume(F, s);
      exhausted(F, s);
    },
  };
}
