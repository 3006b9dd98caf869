import { Shape, Tag } from "../format/Kind.js";
import { BufferBytes } from "./BufferBytes.js";
import { IntMap } from "./IntMap.js";
import { type EntryKey, OrderedMap } from "./OrderedMap.js";
import { ELIDED, HOLE, type Slot } from "./Slot.js";

/**
 * An object of the replayed heap. Belongs to one edit: an object of an older edit is shared with a checkpoint
 * and must be cloned before it is changed.
 */
export class HeapObject {
  readonly id: number;
  readonly shape: number;
  /** String id of the class name. */
  readonly className: number;
  readonly edit: number;
  /** Elements of an array (own `length`), bytes of a buffer. */
  length: number;
  /** Elements of an array, at `base + index`. */
  items: IntMap<Slot> = new IntMap();
  base = 0;
  /** Element positions (with `base`) whose content is beyond the limit, end exclusive. */
  elidedFrom = 0;
  elidedTo = 0;
  /** Own properties other than elements; private fields under `#name`. */
  properties: OrderedMap = new OrderedMap();
  /** Entries of a Map, members of a Set. */
  members: OrderedMap | undefined;
  /** Internal slots in the order Shape states. */
  internal: readonly Slot[] = [];
  bytes: BufferBytes | undefined;
  /** Properties or members left out by the limit. */
  truncated = 0;

  constructor(id: number, shape: number, className: number, size: number, edit: number) {
    this.id = id;
    this.shape = shape;
    this.className = className;
    this.edit = edit;
    this.length = shape === Shape.ARRAY || shape === Shape.ARRAY_BUFFER ? size : 0;
    if (shape === Shape.MAP || shape === Shape.SET) this.members = new OrderedMap();
    if (shape === Shape.ARRAY_BUFFER) this.bytes = new BufferBytes();
  }

  clone(edit: number): HeapObject {
    const copy = new HeapObject(this.id, this.shape, this.className, 0, edit);
    copy.length = this.length;
    copy.items = this.items.clone();
    copy.base = this.base;
    copy.elidedFrom = this.elidedFrom;
    copy.elidedTo = this.elidedTo;
    copy.properties = this.properties.clone();
    copy.members = this.members?.clone();
    copy.internal = this.internal;
    copy.bytes = this.bytes?.clone();
    copy.truncated = this.truncated;
    return copy;
  }

  /** Element `index` of an array: a hole where there is none, elided where it is not known. */
  element(index: number): Slot {
    const at = this.base + index;
    return this.items.get(at) ?? (at >= this.elidedFrom && at < this.elidedTo ? ELIDED : HOLE);
  }

  /** Elements up to the last that is known to be there or to be a hole: the length, less an unknown tail. */
  get known(): number {
    if (this.elidedFrom >= this.elidedTo || this.elidedTo < this.base + this.length) return this.length;
    let last = this.elidedFrom - this.base;
    this.items.visit((slot, at) => {
      if (slot.tag !== Tag.ELIDED) last = Math.max(last, at - this.base + 1);
      return undefined;
    });
    return last;
  }

  setElement(index: number, slot: Slot): void {
    const at = this.base + index;
    const inElided = at >= this.elidedFrom && at < this.elidedTo;
    this.items.set(at, slot.tag === Tag.HOLE && !inElided ? undefined : slot, this.edit);
    if (index >= this.length) this.length = index + 1;
  }

  setLength(length: number): void {
    if (length < this.length) {
      // Positions from here on become holes again; only those that hold something need a visit.
      const from = this.base + length;
      const gone: number[] = [];
      if (this.length - length <= 64) {
        for (let i = length; i < this.length; i++) gone.push(this.base + i);
      } else {
        this.items.visit((_, at) => {
          if (at >= from) gone.push(at);
          return undefined;
        });
      }
      for (const at of gone) this.items.set(at, undefined, this.edit);
      if (this.elidedTo > from) this.elidedTo = Math.max(this.elidedFrom, from);
    }
    this.length = length;
  }

  /** `shift()`: moves the base instead of the elements. */
  shift(): void {
    if (this.length === 0) return;
    this.items.set(this.base, undefined, this.edit);
    this.base++;
    this.length--;
    if (this.elidedFrom < this.base) this.elidedFrom = Math.min(this.base, this.elidedTo);
    if (this.length === 0) this.clear();
  }

  private clear(): void {
    this.items = new IntMap();
    this.base = 0;
    this.elidedFrom = 0;
    this.elidedTo = 0;
  }

  /** `unshift(...slots)`. */
  unshift(slots: readonly Slot[]): void {
    if (this.base < slots.length) this.move(index => index, Math.max(32, this.length) + slots.length);
    this.base -= slots.length;
    this.length += slots.length;
    slots.forEach((slot, i) => {
      this.setElement(i, slot);
    });
  }

  /** `splice(start, count, ...slots)`, both resolved. */
  splice(start: number, count: number, slots: readonly Slot[]): void {
    const by = slots.length - count;
    this.move(index => (index < start ? index : index < start + count ? -1 : index + by), this.base);
    const edge = (at: number, inside: number): number =>
      at <= start ? at : at >= start + count ? at + by : inside;
    const elided = [this.elidedFrom - this.base, this.elidedTo - this.base];
    if (elided[1] > elided[0]) {
      this.elidedFrom = this.base + edge(elided[0], start + slots.length);
      this.elidedTo = Math.max(this.elidedFrom, this.base + edge(elided[1], start));
    }
    this.length += by;
    slots.forEach((slot, i) => {
      this.setElement(start + i, slot);
    });
  }

  reverse(): void {
    const { length, base } = this;
    this.move(index => length - 1 - index, base);
    const [from, to] = [this.elidedFrom - base, this.elidedTo - base];
    if (to > from) {
      this.elidedFrom = base + length - to;
      this.elidedTo = base + length - from;
    }
  }

  /** `copyWithin(target, start, end)`, all resolved. */
  copyWithin(target: number, start: number, end: number): void {
    const count = Math.min(end - start, this.length - target);
    if (count <= 0) return;
    const copied: (readonly [number, Slot])[] = [];
    if (this.elidedTo > this.elidedFrom && count > 65536) {
      // Too much to say one by one: all that may have changed is unknown from now on.
      this.elidedFrom = Math.min(this.elidedFrom, this.base + target);
      this.elidedTo = Math.max(this.elidedTo, this.base + target + count);
    } else if (this.elidedTo > this.elidedFrom) {
      for (let i = 0; i < count; i++) copied.push([target + i, this.element(start + i)]);
    } else {
      this.items.visit((slot, at) => {
        const index = at - this.base;
        if (index >= start && index < start + count) copied.push([target + index - start, slot]);
        return undefined;
      });
    }
    // Holes are copied too: what is not in the list is deleted.
    const kept = new Set(copied.map(([index]) => index));
    this.move(
      index => (index >= target && index < target + count && !kept.has(index) ? -1 : index),
      this.base,
    );
    for (const [index, slot] of copied) this.setElement(index, slot);
  }

  /** Moves every element to the index `to` says (-1 drops it). Costs what is there, not what the length says. */
  private move(to: (index: number) => number, base: number): void {
    const { items } = this;
    const shifted = base - this.base;
    const old = this.base;
    this.items = new IntMap();
    this.base = base;
    items.visit((slot, at) => {
      const index = to(at - old);
      if (index >= 0) this.items.set(base + index, slot, this.edit);
      return undefined;
    });
    this.elidedFrom += shifted;
    this.elidedTo += shifted;
  }
}

/** Key under which a property is kept: strings and numbers as text, symbols by identity. */
export function propertyKey(slot: Slot, strings: readonly string[]): EntryKey {
  if (slot.tag === Tag.STRING) return strings[slot.value] ?? "";
  if (slot.tag === Tag.SYMBOL) return slot.value;
  return String(slot.value);
}

/** Key under which a Map entry or Set member is kept (SameValueZero). */
export function memberKey(slot: Slot, strings: readonly string[]): EntryKey {
  switch (slot.tag) {
    case Tag.NUMBER:
      return slot.value === 0 ? 0 : slot.value;
    case Tag.STRING:
      return `s${strings[slot.value] ?? ""}`;
    case Tag.INT:
      return `i${slot.value}`;
    case Tag.LONG:
      return `i${strings[slot.value] ?? ""}`;
    case Tag.BIGINT:
      return `b${strings[slot.value] ?? ""}`;
    case Tag.OBJECT:
    case Tag.FUNCTION:
    case Tag.SYMBOL:
      return `o${slot.value}`;
    default:
      return `t${slot.tag}`;
  }
}

/** Array index a key stands for, or -1. */
export function elementIndex(slot: Slot, strings: readonly string[]): number {
  if (slot.tag === Tag.NUMBER)
    return Number.isInteger(slot.value) && slot.value >= 0 && slot.value < 2 ** 32 - 1 ? slot.value : -1;
  if (slot.tag !== Tag.STRING) return -1;
  const text = strings[slot.value] ?? "";
  return /^(0|[1-9]\d{0,9})$/.test(text) && Number(text) < 2 ** 32 - 1 ? Number(text) : -1;
}
