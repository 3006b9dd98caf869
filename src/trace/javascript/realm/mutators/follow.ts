import { ID_SHIFT, Kind } from "../../../format/Kind.js";
import { describeAgain, Follow, following, put, touch, tracked } from "../heap.js";
import { patch } from "../patch.js";
import { apply } from "../primordials.js";
import { row } from "../rows.js";

type List = ArrayLike<unknown>;
type Native = (...args: never[]) => unknown;

/** Rows MUTATE and ARG; `args` may be an arguments object. */
export function putMutation(id: number, mutator: number, args: List, count: number = args.length): void {
  for (let i = 0; i < count; i++) touch(args[i]);
  row(Kind.MUTATE | (mutator << ID_SHIFT), id, count);
  for (let i = 0; i < count; i++) put(Kind.ARG, id, args[i]);
}

/** What to record of a call on a recorded receiver; `before` is what `look` saw. */
export interface Effect {
  /** What must be known from before the call. */
  readonly look?: (self: never) => number;
  /** Rows of the effect. Returns false when the content is to be recorded as a whole. */
  readonly record: (id: number, self: never, args: List, result: unknown, before: number) => boolean;
}

/**
 * Replaces a built-in method by one that calls it and, when its receiver is recorded, records the effect. On a
 * receiver that is not recorded it costs one WeakMap look-up.
 */
export function follow(holder: object, name: string, { look, record }: Effect): void {
  patch(holder, name, native => ({
    [name](this: object): unknown {
      const id = tracked(this);
      // biome-ignore lint/complexity/noArguments: a rest parameter costs an array on every call
      const args = arguments;
      if (id === undefined) return apply(native as Native, this, args as never);
      return changing(id, this, native, args, look, record);
    },
  }));
}

function changing(
  id: number,
  self: object,
  native: Native,
  args: List,
  look: Effect["look"],
  record: Effect["record"],
): unknown {
  const how = following(id);
  if (how === Follow.NEVER) return apply(native, self, args as never);
  const before = look === undefined ? 0 : look(self as never);
  let result: unknown;
  try {
    result = apply(native, self, args as never);
  } catch (error) {
    // It may have changed something before it failed.
    describeAgain(self, id);
    throw error;
  }
  if (!record(id, self as never, args, result, before)) describeAgain(self, id);
  return result;
}
