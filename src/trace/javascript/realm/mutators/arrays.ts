import { Mutator } from "../../../format/Kind.js";
import { Follow, following } from "../heap.js";
import { arrayPrototype, isArray, max, min, trunc } from "../primordials.js";
import { follow, putMutation } from "./follow.js";

type List = ArrayLike<unknown>;

/** Whether the effect on this receiver can be re-enacted from arguments. */
function plain(id: number, self: unknown): self is unknown[] {
  return isArray(self) && following(id) === Follow.PLAIN;
}

/** Position an argument means in a list of `length`; NaN when finding out would run code of the program. */
export function position(argument: unknown, length: number, missing: number): number {
  if (argument === undefined) return missing;
  if (typeof argument !== "number") return Number.NaN;
  const n = trunc(argument) || 0;
  return n < 0 ? max(length + n, 0) : min(n, length);
}

const lengthOf = (self: unknown[]): number => self.length;

/** Array methods that change their array. */
export function followArrays(): void {
  const simple = (name: string, mutator: number): void =>
    follow(arrayPrototype, name, {
      record(id, self: unknown, args) {
        if (!plain(id, self)) return false;
        putMutation(
          id,
          mutator,
          args,
          mutator === Mutator.PUSH || mutator === Mutator.UNSHIFT ? args.length : 0,
        );
        return true;
      },
    });
  simple("push", Mutator.PUSH);
  simple("pop", Mutator.POP);
  simple("shift", Mutator.SHIFT);
  simple("unshift", Mutator.UNSHIFT);
  simple("reverse", Mutator.REVERSE);
  follow(arrayPrototype, "splice", {
    look: lengthOf,
    record(id, self: unknown, args, _result, before) {
      if (!plain(id, self)) return false;
      if (args.length === 0) return true;
      const start = position(args[0], before, 0);
      if (!(start >= 0)) return false;
      const inserted = max(args.length - 2, 0);
      const list: unknown[] = [start, before + inserted - self.length];
      for (let i = 0; i < inserted; i++) list[i + 2] = args[i + 2];
      putMutation(id, Mutator.SPLICE, list);
      return true;
    },
  });
  follow(arrayPrototype, "fill", { look: lengthOf, record: fill });
  follow(arrayPrototype, "copyWithin", { look: lengthOf, record: copyWithin });
  follow(arrayPrototype, "sort", { record: () => false });
}

function fill(id: number, self: unknown, args: List, _result: unknown, length: number): boolean {
  return plain(id, self) && putFill(id, args, length);
}

/** MUTATE FILL with resolved positions. */
export function putFill(id: number, args: List, length: number): boolean {
  const from = position(args[1], length, 0);
  const to = position(args[2], length, length);
  if (!(from >= 0 && to >= 0)) return false;
  putMutation(id, Mutator.FILL, [args[0], from, to]);
  return true;
}

function copyWithin(id: number, self: unknown, args: List, _result: unknown, length: number): boolean {
  return plain(id, self) && putCopyWithin(id, args, length);
}

/** MUTATE COPY_WITHIN with resolved positions. */
export function putCopyWithin(id: number, args: List, length: number): boolean {
  const target = position(args[0], length, 0);
  const from = position(args[1], length, 0);
  const to = position(args[2], length, length);
  if (!(target >= 0 && from >= 0 && to >= 0)) return false;
  putMutation(id, Mutator.COPY_WITHIN, [target, from, to]);
  return true;
}
