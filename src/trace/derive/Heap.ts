import { ID_SHIFT, KIND_MASK, Kind, Part, Shape, TAG_MASK, TAG_SHIFT } from "../format/Kind.js";
import { elementIndex, HeapObject, memberKey, propertyKey } from "./HeapObject.js";
import { IntMap } from "./IntMap.js";
import { reenact, type Surroundings } from "./reenact.js";
import { HOLE, type Slot, slotOf } from "./Slot.js";
import { viewOf, writeElement } from "./views.js";

let edits = 0;

/** A number no other edit has. */
export function newEdit(): number {
  return ++edits;
}

/** The objects at one row. `fork` is cheap; a heap writes only objects of its own edit and clones the others first. */
export class Heap implements Surroundings {
  readonly strings: readonly string[];
  private objects: IntMap<HeapObject> = new IntMap();
  private edit: number = newEdit();
  // Rows that wait for the next one: KEY, the NEW being filled, the MUTATE being collected.
  private key: Slot | undefined;
  private keyOf = -1;
  private filling = -1;
  private nextIndex = 0;
  private mutated = -1;
  private mutator = 0;
  private expected = 0;
  private args: Slot[] = [];

  constructor(strings: readonly string[]) {
    this.strings = strings;
  }

  /** Whether no row waits for its successor: only then may a heap be forked. */
  get settled(): boolean {
    return this.key === undefined && this.expected === 0;
  }

  /** A second heap; both then write copies of what they share. */
  fork(): Heap {
    const copy = new Heap(this.strings);
    copy.objects = this.objects.clone();
    copy.filling = this.filling;
    copy.nextIndex = this.nextIndex;
    this.edit = newEdit();
    return copy;
  }

  object(id: number): HeapObject | undefined {
    return this.objects.get(id);
  }

  className(object: HeapObject): string {
    return this.strings[object.className] ?? "";
  }

  mine(id: number): HeapObject | undefined {
    const object = this.objects.get(id);
    if (object === undefined || object.edit === this.edit) return object;
    const copy = object.clone(this.edit);
    this.objects.set(id, copy, this.edit);
    return copy;
  }

  /** Applies the next row, if it is about an object. */
  apply(op: number, frame: number, value: number): void {
    const id = op >>> ID_SHIFT;
    switch (op & KIND_MASK) {
      case Kind.KEY:
        this.key = slotOf(op, value);
        this.keyOf = frame;
        break;
      case Kind.PUT:
        if (this.key !== undefined) this.put(this.keyOf, this.key, slotOf(op, value));
        this.key = undefined;
        break;
      case Kind.DELETE:
        if (this.key !== undefined) this.remove(this.keyOf, this.key);
        this.key = undefined;
        break;
      case Kind.GET:
        this.key = undefined;
        break;
      case Kind.NEW: {
        const shape = (op >>> TAG_SHIFT) & TAG_MASK;
        this.objects.set(frame, new HeapObject(frame, shape, id, value, this.edit), this.edit);
        this.filling = frame;
        this.nextIndex = 0;
        break;
      }
      case Kind.ENTRY:
        this.entry(frame, id, slotOf(op, value));
        this.key = undefined;
        break;
      case Kind.MUTATE:
        this.mutated = frame;
        this.mutator = id;
        this.expected = value;
        this.args = [];
        if (value === 0) this.finishMutation();
        break;
      case Kind.ARG:
        this.args.push(slotOf(op, value));
        if (--this.expected === 0) this.finishMutation();
        break;
      default:
        break;
    }
  }

  private put(id: number, key: Slot, slot: Slot): void {
    const object = this.mine(id);
    if (object === undefined) return;
    const index = elementIndex(key, this.strings);
    if (object.shape === Shape.ARRAY && index >= 0) {
      object.setElement(index, slot);
    } else if (object.shape === Shape.ARRAY && propertyKey(key, this.strings) === "length") {
      object.setLength(slot.value);
    } else if (object.shape === Shape.TYPED_ARRAY && index >= 0) {
      const view = viewOf(object);
      const buffer = view === undefined ? undefined : this.mine(view.buffer);
      if (view !== undefined && buffer !== undefined) {
        writeElement(this.className(object), view, buffer, index, slot, this.strings);
      }
    } else {
      object.properties.set(propertyKey(key, this.strings), key, slot, this.edit);
    }
  }

  private remove(id: number, key: Slot): void {
    const object = this.mine(id);
    if (object === undefined) return;
    const index = elementIndex(key, this.strings);
    if (object.shape === Shape.ARRAY && index >= 0) {
      if (index < object.length) object.setElement(index, HOLE);
    } else {
      object.properties.delete(propertyKey(key, this.strings), this.edit);
    }
  }

  private entry(id: number, part: number, slot: Slot): void {
    const object = this.mine(id);
    if (object === undefined) return;
    const key = this.keyOf === id ? this.key : undefined;
    if (this.filling !== id) {
      this.filling = id;
      this.nextIndex = object.length;
    }
    switch (part) {
      case Part.INTERNAL:
        if (object.bytes === undefined) object.internal = [...object.internal, slot];
        else object.bytes.set(this.nextIndex++, slot.value, this.edit);
        return;
      case Part.MAP_ENTRY:
        if (key !== undefined) object.members?.set(memberKey(key, this.strings), key, slot, this.edit);
        return;
      case Part.TRUNCATED:
        if (object.shape === Shape.ARRAY && this.nextIndex < object.length) {
          object.elidedFrom = object.base + this.nextIndex;
          object.elidedTo = object.base + object.length;
        } else {
          object.truncated = slot.value;
        }
        return;
      default:
        break;
    }
    if (key !== undefined) {
      const index = object.shape === Shape.ARRAY ? elementIndex(key, this.strings) : -1;
      if (index >= 0) {
        object.setElement(index, slot);
        this.nextIndex = index + 1;
      } else {
        object.properties.set(propertyKey(key, this.strings), key, slot, this.edit);
      }
    } else if (object.members !== undefined) {
      object.members.set(memberKey(slot, this.strings), slot, slot, this.edit);
    } else {
      object.setElement(this.nextIndex++, slot);
    }
  }

  private finishMutation(): void {
    const object = this.mine(this.mutated);
    if (object !== undefined) reenact(object, this.mutator, this.args, this);
    this.args = [];
  }
}
