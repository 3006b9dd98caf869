import { ID_SHIFT, Kind } from "../../format/Kind.js";
import { received } from "./define.js";
import { begin, check, suspend, suspendClosing } from "./flow.js";
import { put } from "./heap.js";
import {
  apply,
  arrayPrototype,
  asyncIteratorSymbol,
  getPrototypeOf,
  isArray,
  iteratorSymbol,
  NativeTypeError,
  ownValue,
  setPrototypeOf,
  uncurry,
} from "./primordials.js";
import { row } from "./rows.js";

type Method = (...args: unknown[]) => unknown;
interface Step {
  done: boolean;
  value: unknown;
}

const arrayValues = ownValue(arrayPrototype, iteratorSymbol);
const arrayIteratorPrototype = getPrototypeOf([][iteratorSymbol]())!;
const arrayNext = ownValue(arrayIteratorPrototype, "next");

/** Writes what an advance comes to: BRANCH 1, or BRANCH 0 and END. */
function advanced(F: number, s: number, done: boolean): void {
  row(Kind.BRANCH | (s << ID_SHIFT), F, done ? 0 : 1);
  if (done) row(Kind.END | (s << ID_SHIFT), F, 0);
}

/** The `return` method a wrapper has exactly when its source has one; `closed` runs after it. */
function closerOf(source: object, closed: (() => void) | undefined): unknown {
  const close = (source as Iterator<unknown>).return as unknown;
  if (typeof close !== "function") return close;
  return () => {
    const result = apply(close as Method, source, []);
    closed?.();
    return result;
  };
}

/** Iterator of a `for…of` head over `source`, an iterator of the program or engine. The program never holds one. */
class Advance {
  private first = true;
  private readonly step: Step = { __proto__: null, done: false, value: undefined } as unknown as Step;

  constructor(
    private readonly F: number,
    private readonly s: number,
    private readonly source: object,
    private readonly following: unknown,
  ) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(): Step {
    const { step } = this;
    if (this.first) this.first = false;
    else begin(this.F, this.s);
    const result = apply(this.following as Method, this.source, []);
    if ((typeof result !== "object" || result === null) && typeof result !== "function") {
      throw new NativeTypeError(`Iterator result ${String(result)} is not an object`);
    }
    const done = !!(result as Step).done;
    step.done = done;
    step.value = done ? undefined : (result as Step).value;
    advanced(this.F, this.s, done);
    return step;
  }

  get return(): unknown {
    return closerOf(this.source, undefined);
  }
}

/** The same over an array whose iteration nobody changed. */
class ArrayAdvance {
  private at = -1;
  private over = false;
  private readonly step: Step = { __proto__: null, done: false, value: undefined } as unknown as Step;

  constructor(
    private readonly F: number,
    private readonly s: number,
    private readonly list: readonly unknown[],
  ) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(): Step {
    const { step, list } = this;
    if (++this.at > 0) begin(this.F, this.s);
    const done = this.over || this.at >= list.length;
    this.over = done;
    step.done = done;
    step.value = done ? undefined : list[this.at];
    advanced(this.F, this.s, done);
    return step;
  }

  return(): Step {
    return this.step;
  }
}

function* keysOf(object: unknown): Generator<string, void, unknown> {
  for (const key in object as object) yield key;
}
const keysNext: (keys: unknown) => Step = uncurry(keysOf(undefined).next as Method);

/** Iterator of a `for…in` head. */
class KeyAdvance {
  private first = true;
  private readonly keys: unknown;

  constructor(
    private readonly F: number,
    private readonly s: number,
    object: unknown,
  ) {
    this.keys = keysOf(object);
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(): Step {
    if (this.first) this.first = false;
    else begin(this.F, this.s);
    const step = keysNext(this.keys);
    advanced(this.F, this.s, step.done);
    return step;
  }

  return(): Step {
    return { done: true, value: undefined };
  }
}

/** Async iterator of a `for await` head: hands the promises of the source on, so no tick is added. */
class AsyncAdvance {
  private first = true;

  constructor(
    private readonly F: number,
    private readonly s: number,
    private readonly source: object,
    private readonly following: unknown,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): unknown {
    check();
    if (this.first) this.first = false;
    else begin(this.F, this.s);
    const promise = apply(this.following as Method, this.source, []);
    put(Kind.AWAIT | (this.s << ID_SHIFT), this.F, promise);
    suspend(this.F, this.s, false);
    return promise;
  }

  get return(): unknown {
    return closerOf(this.source, () => suspendClosing(this.F));
  }
}

/** A `for await` head over a sync iterable: the engine makes it async, and waits for each value itself. */
class SyncAdvance {
  private first = true;

  constructor(
    private readonly F: number,
    private readonly s: number,
    private readonly source: object,
    private readonly following: unknown,
  ) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(): unknown {
    check();
    if (this.first) this.first = false;
    else begin(this.F, this.s);
    const result = apply(this.following as Method, this.source, []);
    if ((typeof result !== "object" || result === null) && typeof result !== "function") return result;
    const done = (result as Step).done;
    const value = (result as Step).value;
    put(Kind.AWAIT | (this.s << ID_SHIFT), this.F, value);
    suspend(this.F, this.s, false);
    return { __proto__: null, done, value };
  }

  get return(): unknown {
    return closerOf(this.source, () => suspendClosing(this.F));
  }
}
for (const type of [Advance, ArrayAdvance, KeyAdvance, AsyncAdvance, SyncAdvance]) {
  setPrototypeOf(type.prototype, null);
}

/** The TypeError of the engine, which names the iterable by its source text. */
function notIterable(value: unknown, text: string | undefined): Error {
  return new NativeTypeError(`${text ?? received(value)} is not iterable`);
}

/** Hook `it`. */
export function iterate(F: number, s: number, iterable: unknown, text?: string): Iterable<unknown> {
  if (iterable === undefined || iterable === null) throw notIterable(iterable, text);
  const open = (iterable as Iterable<unknown>)[iteratorSymbol] as unknown;
  if (isArray(iterable) && open === arrayValues && ownValue(arrayIteratorPrototype, "next") === arrayNext) {
    return new ArrayAdvance(F, s, iterable) as unknown as Iterable<unknown>;
  }
  if (typeof open !== "function") throw notIterable(iterable, text);
  const source = apply(open as Method, iterable, []);
  if ((typeof source !== "object" || source === null) && typeof source !== "function") {
    throw new NativeTypeError("Result of the Symbol.iterator method is not an object");
  }
  return new Advance(F, s, source, (source as Iterator<unknown>).next) as unknown as Iterable<unknown>;
}

/** Hook `fi`. */
export function iterateKeys(F: number, s: number, object: unknown): Iterable<unknown> {
  return new KeyAdvance(F, s, object) as unknown as Iterable<unknown>;
}

/** Hook `ia`. */
export function iterateAsync(F: number, s: number, iterable: unknown): unknown {
  const open = (iterable as AsyncIterable<unknown>)[asyncIteratorSymbol] as unknown;
  const sync = open === undefined || open === null;
  const method = sync ? (iterable as Iterable<unknown>)[iteratorSymbol] : open;
  if (typeof method !== "function") return iterable;
  const source = apply(method as Method, iterable, []);
  if ((typeof source !== "object" || source === null) && typeof source !== "function") {
    throw new NativeTypeError(`Result of the Symbol.${sync ? "i" : "asyncI"}terator method is not an object`);
  }
  const following = (source as Iterator<unknown>).next;
  return sync ? new SyncAdvance(F, s, source, following) : new AsyncAdvance(F, s, source, following);
}
