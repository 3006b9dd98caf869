import { Mutator } from "../../../format/Kind.js";
import { describeAgain, touch, tracked } from "../heap.js";
import { patch } from "../patch.js";
import {
  apply,
  arrayPrototype,
  NativeArrayBuffer,
  NativeDataView,
  NativeUint8Array,
  ownKeys,
  SafeWeakMap,
  typedArrayPrototype,
  typedBuffer,
  typedLength,
  viewBuffer,
  viewOffset,
} from "../primordials.js";
import { buffersRecorded } from "../snapshot.js";
import { putCopyWithin, putFill } from "./arrays.js";
import { putMutation } from "./follow.js";

type Native = (...args: never[]) => unknown;

/** Views of ours over recorded buffers, through which single bytes are recorded. */
const byteViews = new SafeWeakMap<ArrayBuffer, Uint8Array>();

/** Heap id of a view that is recorded or lies over a recorded buffer. */
function viewId(view: object): number | undefined {
  if (!buffersRecorded()) return undefined;
  const known = tracked(view);
  if (known !== undefined) return known;
  if (tracked(typedBuffer(view)) === undefined) return undefined;
  touch(view);
  return tracked(view);
}

/** Records bytes `from .. to-1` of a buffer, if it is recorded. */
export function recordBytes(buffer: ArrayBuffer, from: number, to: number): void {
  if (tracked(buffer) === undefined) return;
  let bytes = byteViews.get(buffer);
  if (bytes === undefined) {
    bytes = new NativeUint8Array(buffer);
    byteViews.set(buffer, bytes);
  }
  touch(bytes);
  const id = tracked(bytes)!;
  for (let i = from; i < to; i++) putMutation(id, Mutator.FILL, [bytes[i], i, i + 1]);
}

/** Replaces a typed array method; `record` writes rows for a view with a heap id, or returns false. */
function followView(
  name: string,
  record: (id: number, args: ArrayLike<unknown>, length: number) => boolean,
): void {
  patch(typedArrayPrototype, name, native => ({
    [name](this: object): unknown {
      // biome-ignore lint/complexity/noArguments: a rest parameter costs an array on every call
      const args = arguments;
      const result = apply(native as Native, this, args as never);
      const id = viewId(this);
      if (id !== undefined && !record(id, args, typedLength(this))) {
        const buffer = typedBuffer(this);
        touch(buffer);
        describeAgain(buffer, tracked(buffer)!);
      }
      return result;
    },
  }));
}

/** Changes of typed arrays, DataViews and buffers that are no assignments. */
export function followBuffers(): void {
  followView("fill", putFill);
  followView("copyWithin", putCopyWithin);
  followView("reverse", id => {
    putMutation(id, Mutator.REVERSE, arrayPrototype as unknown[], 0);
    return true;
  });
  followView("set", () => false);
  followView("sort", () => false);

  for (const name of ownKeys(NativeDataView.prototype)) {
    if (typeof name !== "string" || name.slice(0, 3) !== "set") continue;
    const bytes = Number(/\d+/.exec(name)![0]) / 8;
    patch(NativeDataView.prototype, name, native => ({
      [name](this: object, at: unknown): unknown {
        // biome-ignore lint/complexity/noArguments: a rest parameter costs an array on every call
        const result = apply(native as Native, this, arguments as never);
        if (buffersRecorded()) {
          const start = viewOffset(this) + (typeof at === "number" ? Math.trunc(at) || 0 : 0);
          const buffer = viewBuffer(this);
          if (typeof at === "number" || at === undefined) recordBytes(buffer, start, start + bytes);
          else if (tracked(buffer) !== undefined) describeAgain(buffer, tracked(buffer)!);
        }
        return result;
      },
    }));
  }
  for (const name of ["add", "and", "compareExchange", "exchange", "or", "store", "sub", "xor"]) {
    patch(Atomics, name, native => ({
      [name](view: object): unknown {
        // biome-ignore lint/complexity/noArguments: a rest parameter costs an array on every call
        const result = apply(native as Native, this, arguments as never);
        const buffer = typedBuffer(view);
        const id = tracked(buffer);
        if (id !== undefined) describeAgain(buffer, id);
        return result;
      },
    }));
  }
  for (const name of ["resize", "transfer", "transferToFixedLength"]) {
    patch(NativeArrayBuffer.prototype, name, native => ({
      [name](this: ArrayBuffer): unknown {
        // biome-ignore lint/complexity/noArguments: a rest parameter costs an array on every call
        const result = apply(native as Native, this, arguments as never);
        const id = tracked(this);
        if (id !== undefined) describeAgain(this, id);
        return result;
      },
    }));
  }
}
