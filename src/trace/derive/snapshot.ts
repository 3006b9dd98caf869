import { Shape, Tag } from "../format/Kind.js";
import { truncatedLength } from "../format/strings.js";
import type { Property, Value } from "../format/Value.js";
import type { Heap } from "./Heap.js";
import type { HeapObject } from "./HeapObject.js";
import type { Entry } from "./OrderedMap.js";
import type { Slot } from "./Slot.js";
import { readElement, viewOf } from "./views.js";

/** Bounds of value snapshots. */
export interface SnapshotOptions {
  /** Objects and primitives in one snapshot; beyond it `elided`. Default 10 000. */
  readonly nodes?: number;
  /** Levels of objects within objects. Default 64. */
  readonly depth?: number;
}

/** Snapshot of a recorded value as it is in `heap`. */
export function snapshot(heap: Heap, slot: Slot, options: SnapshotOptions = {}): Value {
  const taker = new Taker(heap, options.nodes ?? 10_000, options.depth ?? 64);
  return taker.value(slot);
}

/** A primitive value; objects, functions and symbols are given as `ref`. */
export function shallow(tag: number, value: number, strings: readonly string[]): Value {
  switch (tag) {
    case Tag.UNDEFINED:
      return { type: "undefined" };
    case Tag.NULL:
      return { type: "null" };
    case Tag.FALSE:
      return { type: "boolean", value: false };
    case Tag.TRUE:
      return { type: "boolean", value: true };
    case Tag.NUMBER:
      return { type: "number", value };
    case Tag.STRING:
      return stringValue(strings[value] ?? "");
    case Tag.BIGINT:
      return { type: "bigint", value: strings[value] ?? "0" };
    case Tag.INT:
      return { type: "int", value: String(value) };
    case Tag.LONG:
      return { type: "int", value: strings[value] ?? "0" };
    case Tag.SYMBOL:
    case Tag.OBJECT:
    case Tag.FUNCTION:
      return { type: "ref", id: value };
    case Tag.HOLE:
      return { type: "hole" };
    case Tag.ACCESSOR:
      return { type: "accessor" };
    case Tag.UNINITIALIZED:
      return { type: "uninitialized" };
    default:
      return { type: "elided" };
  }
}

function stringValue(recorded: string): Value {
  const { text, length } = truncatedLength(recorded);
  return { type: "string", value: text, length };
}

class Taker {
  private readonly heap: Heap;
  private readonly seen: Set<number> = new Set();
  private left: number;
  private depth: number;

  constructor(heap: Heap, nodes: number, depth: number) {
    this.heap = heap;
    this.left = nodes;
    this.depth = depth;
  }

  value(slot: Slot): Value {
    if (this.left-- <= 0) return { type: "elided" };
    if (slot.tag !== Tag.OBJECT && slot.tag !== Tag.FUNCTION && slot.tag !== Tag.SYMBOL) {
      return shallow(slot.tag, slot.value, this.heap.strings);
    }
    const object = this.heap.object(slot.value);
    if (object === undefined) return { type: "elided" };
    if (object.shape === Shape.SYMBOL) {
      return { type: "symbol", id: object.id, description: this.text(object.internal[0]) };
    }
    if (this.seen.has(object.id)) return { type: "ref", id: object.id };
    if (this.depth <= 0) return { type: "elided" };
    this.seen.add(object.id);
    this.depth--;
    const taken = this.object(object);
    this.depth++;
    return taken;
  }

  private object(object: HeapObject): Value {
    const { id, internal } = object;
    const name = this.heap.className(object);
    switch (object.shape) {
      case Shape.ARRAY: {
        const items: Value[] = [];
        // An unknown tail is counted, not listed; what was written into it later is listed.
        const known = object.known;
        for (let i = 0; i < known && this.left > 0; i++) items.push(this.value(object.element(i)));
        const properties = this.properties(object);
        return {
          type: "array",
          id,
          class: name,
          length: object.length,
          items,
          properties,
          truncated: object.length - items.length,
        };
      }
      case Shape.MAP: {
        const entries: (readonly [Value, Value])[] = [];
        object.members?.visit(entry => {
          if (this.left <= 0) return false;
          entries.push([this.value(entry.key), this.value(entry.value)]);
          return undefined;
        });
        const size = (object.members?.size ?? 0) + object.truncated;
        const properties = this.properties(object);
        return { type: "map", id, class: name, size, entries, properties, truncated: size - entries.length };
      }
      case Shape.SET: {
        const items: Value[] = [];
        object.members?.visit(entry => {
          if (this.left <= 0) return false;
          items.push(this.value(entry.value));
          return undefined;
        });
        const size = (object.members?.size ?? 0) + object.truncated;
        const properties = this.properties(object);
        return { type: "set", id, class: name, size, items, properties, truncated: size - items.length };
      }
      case Shape.DATE:
        return { type: "date", id, time: internal[0]?.value ?? Number.NaN };
      case Shape.REGEXP:
        return { type: "regexp", id, source: this.text(internal[0]), flags: this.text(internal[1]) };
      case Shape.ERROR: {
        const own = new Map(this.properties(object).map(p => [p.key, p.value]));
        const said = (key: string, slot: Slot | undefined): string => {
          const value = own.get(key);
          own.delete(key);
          return value?.type === "string" ? value.value : this.text(slot);
        };
        const errorName = said("name", internal[0]);
        const message = said("message", internal[1]);
        const properties = [...own].map(([key, value]): Property => ({ key, value }));
        return { type: "error", id, class: name, name: errorName, message, properties };
      }
      case Shape.FUNCTION:
        return {
          type: "function",
          id,
          name: this.text(internal[0]),
          function: internal[1]?.tag === Tag.NUMBER ? internal[1].value : -1,
          properties: this.properties(object),
        };
      case Shape.BOXED:
        return {
          type: "boxed",
          id,
          class: name,
          value: this.value(internal[0] ?? { tag: Tag.ELIDED, value: 0 }),
        };
      case Shape.TYPED_ARRAY:
        return this.typedArray(object, name);
      case Shape.OBJECT: {
        const properties = this.properties(object);
        const all = object.properties.size + object.truncated;
        return { type: "object", id, class: name, properties, truncated: all - properties.length };
      }
      default:
        return { type: "opaque", id, class: name };
    }
  }

  private typedArray(object: HeapObject, name: string): Value {
    const view = viewOf(object);
    const items: Value[] = [];
    const length = view?.length ?? 0;
    const buffer = view === undefined ? undefined : this.heap.object(view.buffer);
    for (let i = 0; view !== undefined && i < length && this.left > 0; i++) {
      const read = readElement(name, view, buffer, i);
      this.left--;
      if (read === undefined) items.push({ type: "elided" });
      else if (typeof read === "bigint") items.push({ type: "bigint", value: String(read) });
      else items.push({ type: "number", value: read });
    }
    while (items.at(-1)?.type === "elided") items.pop();
    return {
      type: "typedarray",
      id: object.id,
      class: name,
      length,
      items,
      truncated: length - items.length,
    };
  }

  /** Own properties as JavaScript orders them: array indexes ascending, then by insertion, symbols, private fields. */
  private properties(object: HeapObject): Property[] {
    const indexes: Entry[] = [];
    const names: Entry[] = [];
    const symbols: Entry[] = [];
    const privates: Entry[] = [];
    object.properties.visit(entry => {
      if (entry.key.tag === Tag.SYMBOL) symbols.push(entry);
      else if (this.text(entry.key).startsWith("#")) privates.push(entry);
      else if (/^(0|[1-9]\d{0,9})$/.test(this.text(entry.key))) indexes.push(entry);
      else names.push(entry);
      return undefined;
    });
    indexes.sort((a, b) => Number(this.text(a.key)) - Number(this.text(b.key)));
    const found: Property[] = [];
    for (const entry of [...indexes, ...names, ...symbols, ...privates]) {
      if (this.left <= 0) break;
      found.push({ key: this.keyText(entry.key), value: this.value(entry.value) });
    }
    return found;
  }

  private keyText(key: Slot): string {
    if (key.tag !== Tag.SYMBOL) return this.text(key);
    return `@@${this.text(this.heap.object(key.value)?.internal[0])}`;
  }

  private text(slot: Slot | undefined): string {
    if (slot === undefined) return "";
    if (slot.tag === Tag.STRING) return truncatedLength(this.heap.strings[slot.value] ?? "").text;
    if (slot.tag === Tag.NUMBER) return String(slot.value);
    return "";
  }
}
