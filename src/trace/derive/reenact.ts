import { Mutator, Shape, Tag } from "../format/Kind.js";
import { type HeapObject, memberKey } from "./HeapObject.js";
import type { Slot } from "./Slot.js";
import { permute, viewOf, writeElement } from "./views.js";

/** What {@link reenact} needs from the state around the object. */
export interface Surroundings {
  readonly strings: readonly string[];
  /** Object of the current edit, to be changed. */
  mine(id: number): HeapObject | undefined;
  className(object: HeapObject): string;
}

/** Does to `object` (of the current edit) what the built-in did. */
export function reenact(
  object: HeapObject,
  mutator: number,
  args: readonly Slot[],
  around: Surroundings,
): void {
  if (object.shape === Shape.TYPED_ARRAY) {
    onView(object, mutator, args, around);
    return;
  }
  const number = (i: number): number => args[i]?.value ?? 0;
  switch (mutator) {
    case Mutator.PUSH:
      for (const slot of args) object.setElement(object.length, slot);
      return;
    case Mutator.POP:
      if (object.length > 0) object.setLength(object.length - 1);
      return;
    case Mutator.SHIFT:
      object.shift();
      return;
    case Mutator.UNSHIFT:
      object.unshift(args);
      return;
    case Mutator.SPLICE:
      object.splice(number(0), number(1), args.slice(2));
      return;
    case Mutator.REVERSE:
      object.reverse();
      return;
    case Mutator.FILL:
      for (let i = number(1); i < number(2); i++) object.setElement(i, args[0]);
      return;
    case Mutator.COPY_WITHIN:
      object.copyWithin(number(0), number(1), number(2));
      return;
    case Mutator.SET_LENGTH:
      object.setLength(number(0));
      return;
    case Mutator.MAP_SET:
      object.members?.set(memberKey(args[0], around.strings), positive(args[0]), args[1], object.edit);
      return;
    case Mutator.SET_ADD:
      object.members?.set(
        memberKey(args[0], around.strings),
        positive(args[0]),
        positive(args[0]),
        object.edit,
      );
      return;
    case Mutator.MAP_DELETE:
    case Mutator.SET_DELETE:
      // Only deletions that took place are recorded: one that is not found was among those left out.
      if (!object.members?.delete(memberKey(args[0], around.strings), object.edit) && object.truncated > 0) {
        object.truncated--;
      }
      return;
    case Mutator.CLEAR:
      object.members?.clear();
      object.truncated = 0;
      return;
    case Mutator.DATE_SET:
      object.internal = [args[0]];
      return;
    default:
      return;
  }
}

/** Keys of Maps and members of Sets: -0 becomes 0. */
function positive(slot: Slot): Slot {
  return slot.tag === Tag.NUMBER && slot.value === 0 ? { tag: Tag.NUMBER, value: 0 } : slot;
}

function onView(object: HeapObject, mutator: number, args: readonly Slot[], around: Surroundings): void {
  const view = viewOf(object);
  const buffer = view === undefined ? undefined : around.mine(view.buffer);
  if (view === undefined || buffer === undefined) return;
  const name = around.className(object);
  const order = Array.from({ length: view.length }, (_, i) => i);
  switch (mutator) {
    case Mutator.FILL: {
      const end = Math.min(args[2]?.value ?? 0, view.length);
      for (let i = args[1]?.value ?? 0; i < end; i++)
        writeElement(name, view, buffer, i, args[0], around.strings);
      return;
    }
    case Mutator.REVERSE:
      permute(name, view, buffer, order.reverse());
      return;
    case Mutator.COPY_WITHIN:
      permute(
        name,
        view,
        buffer,
        order.copyWithin(args[0]?.value ?? 0, args[1]?.value ?? 0, args[2]?.value ?? 0),
      );
      return;
    default:
      return;
  }
}
