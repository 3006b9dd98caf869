import { ID_SHIFT, Kind, Mutator } from "../format/Kind.js";
import { apply, dateTime, getPrototypeOf, isArray, typedBuffer, viewBuffer } from "./primordials.js";
import type { Recorder } from "./Recorder.js";
import type { Snapshots } from "./snapshot.js";
import type { Texts } from "./texts.js";

/**
 * Replaces the built-ins that change objects by functions that do the same and tell the recorder. Objects the
 * trace has not seen cost one look-up. A program cannot tell the difference (see {@link Texts.replace}).
 */
export function replaceMutators(recorder: Recorder, snapshots: Snapshots, texts: Texts): void {
  const { row, put, touch, tracked } = recorder;

  function tell(id: number, mutator: number, args: readonly unknown[]): void {
    for (let i = 0; i < args.length; i++) touch(args[i]);
    row(Kind.MUTATE | (mutator << ID_SHIFT), id, args.length);
    for (let i = 0; i < args.length; i++) put(Kind.ARG, id, args[i]);
  }

  function again(object: unknown): void {
    const id = tracked(object);
    if (id !== undefined) snapshots.again(object as object, id);
  }

  /** An array method whose effect replay re-enacts; `args` gives the resolved arguments from those before the call. */
  function arrayMethod(
    name: keyof unknown[],
    mutator: number,
    resolve: (list: unknown[], args: unknown[]) => unknown[] = (_, args) => args,
  ): void {
    texts.replace(Array.prototype, name, native => {
      const { method } = {
        method(this: unknown[], ...args: unknown[]) {
          const id = tracked(this);
          if (id === undefined) return apply(native, this, args);
          if (!isArray(this)) {
            const result = apply(native, this, args);
            again(this);
            return result;
          }
          const resolved = resolve(this, args);
          const result = apply(native, this, args);
          tell(id, mutator, resolved);
          return result;
        },
      };
      return method;
    });
  }

  arrayMethod("push", Mutator.PUSH);
  arrayMethod("pop", Mutator.POP, () => []);
  arrayMethod("shift", Mutator.SHIFT, () => []);
  arrayMethod("unshift", Mutator.UNSHIFT);
  arrayMethod("reverse", Mutator.REVERSE, () => []);
  arrayMethod("splice", Mutator.SPLICE, (list, args) => {
    const { length } = list;
    const start = relative(args[0], length, 0);
    const count =
      args.length === 0 ? 0 : args.length === 1 ? length - start : clamp(integer(args[1]), 0, length - start);
    const resolved: unknown[] = [start, count];
    for (let i = 2; i < args.length; i++) resolved[i] = args[i];
    return resolved;
  });
  arrayMethod("fill", Mutator.FILL, (list, args) => [
    args[0],
    relative(args[1], list.length, 0),
    relative(args[2], list.length, list.length),
  ]);
  arrayMethod("copyWithin", Mutator.COPY_WITHIN, (list, args) => [
    relative(args[0], list.length, 0),
    relative(args[1], list.length, 0),
    relative(args[2], list.length, list.length),
  ]);

  /** A method after which the receiver is recorded anew. */
  function afterwards(
    owner: object,
    name: PropertyKey,
    changed: (receiver: unknown, args: unknown[]) => unknown,
  ): void {
    texts.replace(owner, name, native => {
      const { method } = {
        method(this: unknown, ...args: unknown[]) {
          try {
            return apply(native, this, args);
          } finally {
            if (recorder.stopped === 0) again(changed(this, args));
          }
        },
      };
      return method;
    });
  }

  const receiver = (self: unknown): unknown => self;
  const first = (_: unknown, args: unknown[]): unknown => args[0];
  afterwards(Array.prototype, "sort", receiver);
  for (const name of ["assign", "defineProperty", "defineProperties", "setPrototypeOf"])
    afterwards(Object, name, first);
  for (const name of ["defineProperty", "deleteProperty", "setPrototypeOf"]) afterwards(Reflect, name, first);
  afterwards(Reflect, "set", (_, args) => (args.length > 3 ? args[3] : args[0]));

  function collection(
    owner: object,
    name: string,
    mutator: number,
    changes: (result: unknown) => boolean,
  ): void {
    texts.replace(owner, name, native => {
      const { method } = {
        method(this: unknown, ...args: unknown[]) {
          const result = apply(native, this, args);
          const id = tracked(this);
          if (id !== undefined && changes(result)) {
            const take: unknown[] =
              mutator === Mutator.CLEAR ? [] : mutator === Mutator.MAP_SET ? [args[0], args[1]] : [args[0]];
            tell(id, mutator, take);
          }
          return result;
        },
      };
      return method;
    });
  }
  collection(Map.prototype, "set", Mutator.MAP_SET, () => true);
  collection(Map.prototype, "delete", Mutator.MAP_DELETE, result => result === true);
  collection(Map.prototype, "clear", Mutator.CLEAR, () => true);
  collection(Set.prototype, "add", Mutator.SET_ADD, () => true);
  collection(Set.prototype, "delete", Mutator.SET_DELETE, result => result === true);
  collection(Set.prototype, "clear", Mutator.CLEAR, () => true);

  for (const name of Reflect.ownKeys(Date.prototype)) {
    if (typeof name !== "string" || name.slice(0, 3) !== "set") continue;
    texts.replace(Date.prototype, name, native => {
      const { method } = {
        method(this: unknown, ...args: unknown[]) {
          const result = apply(native, this, args);
          const id = tracked(this);
          if (id !== undefined) tell(id, Mutator.DATE_SET, [dateTime(this)]);
          return result;
        },
      };
      return method;
    });
  }

  const typed = getPrototypeOf(Uint8Array.prototype)!;
  for (const name of ["set", "fill", "sort", "reverse", "copyWithin"])
    afterwards(typed, name, buffer(typedBuffer));
  for (const name of Reflect.ownKeys(DataView.prototype)) {
    if (typeof name === "string" && name.slice(0, 3) === "set")
      afterwards(DataView.prototype, name, buffer(viewBuffer));
  }
}

/** The buffer behind a view, as what changed; nothing when the receiver was no view. */
function buffer(of: (view: unknown) => unknown): (view: unknown) => unknown {
  return view => {
    try {
      return of(view);
    } catch {
      return undefined;
    }
  };
}

/** ECMA-262 ToIntegerOrInfinity of what the built-in was given. */
function integer(x: unknown): number {
  const n = Math_trunc(+(x as number));
  return n === n ? n : 0;
}

const Math_trunc = Math.trunc;

function clamp(n: number, low: number, high: number): number {
  return n < low ? low : n > high ? high : n;
}

function relative(x: unknown, length: number, missing: number): number {
  if (x === undefined) return missing;
  const n = integer(x);
  return n < 0 ? clamp(length + n, 0, length) : clamp(n, 0, length);
}
