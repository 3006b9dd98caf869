import { ID_SHIFT, Kind, Part, Shape, TAG_SHIFT, Tag } from "../format/Kind.js";
import {
  bareList,
  bigintValue,
  booleanValue,
  bufferLength,
  dateTime,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  mapForEach,
  mapSize,
  NativeUint8Array,
  NativeWeakMap,
  numberValue,
  ownKeys,
  regexpFlags,
  regexpSource,
  setForEach,
  setSize,
  stringValue,
  symbolDescription,
  symbolValue,
  typedBuffer,
  typedLength,
  typedOffset,
  typedTag,
  viewBuffer,
  viewLength,
  viewOffset,
  weakGet,
  weakSet,
} from "./primordials.js";
import type { Recorder } from "./Recorder.js";
import type { Texts } from "./texts.js";

const ENTRY = Kind.ENTRY | (Part.PROPERTY << ID_SHIFT);
const INTERNAL = Kind.ENTRY | (Part.INTERNAL << ID_SHIFT);
const MAP_ENTRY = Kind.ENTRY | (Part.MAP_ENTRY << ID_SHIFT);
const PRIVATE = Kind.ENTRY | (Part.PRIVATE << ID_SHIFT);
const TRUNCATED = Kind.ENTRY | (Part.TRUNCATED << ID_SHIFT) | (Tag.NUMBER << TAG_SHIFT);

/**
 * Records the content of heap objects without running any code of the program: own data properties by
 * descriptor, internal slots through captured built-ins, proxies not at all. Objects inside objects follow
 * from a work list, so depth costs no stack.
 */
export function makeSnapshots(recorder: Recorder, texts: Texts) {
  const { host, row, put, text } = recorder;
  const { entries: maxEntries, objects: maxObjects } = recorder.settings.limits;
  const names = new NativeWeakMap<object, string>();
  const privates = new NativeWeakMap<object, Record<string, unknown>>();
  const pending = bareList<object>();
  const pendingIds = bareList<number>();
  let waiting = 0;
  let taken = 0;
  let busy = false;

  recorder.onSnapshot((object, id) => {
    pending[waiting] = object;
    pendingIds[waiting++] = id;
    if (busy) return;
    busy = true;
    taken = 0;
    try {
      for (let i = 0; i < waiting; i++) {
        if (taken++ < maxObjects) emit(pending[i], pendingIds[i]);
        else begin(Shape.OPAQUE, pendingIds[i], "(not recorded)", 0);
      }
    } finally {
      waiting = 0;
      busy = false;
    }
  });

  /** Records the whole content again, after a built-in changed it. */
  function again(object: object, id: number): void {
    // Children first: their NEW rows may not stand between NEW and ENTRY rows of this one.
    emit(object, id);
  }

  function begin(shape: number, id: number, className: string, size: number): void {
    row(Kind.NEW | (shape << TAG_SHIFT) | (text(className) << ID_SHIFT), id, size);
  }

  function emit(object: object, id: number): void {
    const nested = busy;
    busy = true;
    const before = waiting;
    content(object, id);
    if (!nested) {
      busy = false;
      const count = waiting;
      waiting = 0;
      for (let i = before; i < count; i++) {
        const child = pending[i];
        recorderSnapshot(child, pendingIds[i]);
      }
    }
  }

  /** Runs the work list for one more root. */
  function recorderSnapshot(object: object, id: number): void {
    busy = true;
    waiting = 0;
    taken = 0;
    pending[waiting] = object;
    pendingIds[waiting++] = id;
    try {
      for (let i = 0; i < waiting; i++) {
        if (taken++ < maxObjects) content(pending[i], pendingIds[i]);
        else begin(Shape.OPAQUE, pendingIds[i], "(not recorded)", 0);
      }
    } finally {
      waiting = 0;
      busy = false;
    }
  }

  function content(object: object, id: number): void {
    if (typeof object === "symbol") {
      begin(Shape.SYMBOL, id, "Symbol", 0);
      put(INTERNAL, id, symbolDescription(object));
      return;
    }
    const shape = host.classify(object);
    if (shape === Shape.PROXY) {
      begin(shape, id, "Proxy", 0);
      return;
    }
    const name = className(object);
    switch (shape) {
      case Shape.ARRAY:
        array(object as unknown[], id, name);
        break;
      case Shape.MAP: {
        begin(shape, id, name, mapSize(object));
        let count = 0;
        mapForEach(object, (v: unknown, k: unknown) => {
          if (count++ >= maxEntries) return;
          key(id, k);
          put(MAP_ENTRY, id, v);
        });
        if (count > maxEntries) row(TRUNCATED, id, count - maxEntries);
        properties(object, id, false);
        break;
      }
      case Shape.SET: {
        begin(shape, id, name, setSize(object));
        let count = 0;
        setForEach(object, (v: unknown) => {
          if (count++ < maxEntries) put(ENTRY, id, v);
        });
        if (count > maxEntries) row(TRUNCATED, id, count - maxEntries);
        properties(object, id, false);
        break;
      }
      case Shape.DATE:
        begin(shape, id, name, 0);
        put(INTERNAL, id, dateTime(object));
        break;
      case Shape.REGEXP:
        begin(shape, id, name, 0);
        put(INTERNAL, id, regexpSource(object));
        put(INTERNAL, id, regexpFlags(object));
        break;
      case Shape.ERROR:
        begin(shape, id, name, 0);
        put(INTERNAL, id, inherited(object, "name"));
        put(INTERNAL, id, inherited(object, "message"));
        properties(object, id, true);
        break;
      case Shape.FUNCTION: {
        const own = getOwnPropertyDescriptor(object, "name");
        begin(shape, id, "Function", 0);
        put(INTERNAL, id, own && typeof own.value === "string" ? own.value : "");
        put(INTERNAL, id, texts.functionId(object));
        properties(object, id, false);
        break;
      }
      case Shape.BOXED:
        begin(shape, id, name, 0);
        put(INTERNAL, id, primitive(object));
        break;
      case Shape.TYPED_ARRAY:
        begin(shape, id, typedTag(object) ?? name, typedLength(object));
        put(INTERNAL, id, typedBuffer(object));
        put(INTERNAL, id, typedOffset(object));
        put(INTERNAL, id, typedLength(object));
        break;
      case Shape.DATA_VIEW:
        begin(shape, id, "DataView", viewLength(object));
        put(INTERNAL, id, viewBuffer(object));
        put(INTERNAL, id, viewOffset(object));
        put(INTERNAL, id, viewLength(object));
        break;
      case Shape.ARRAY_BUFFER: {
        const size = bufferLength(object);
        begin(shape, id, name, size);
        const count = size < maxEntries * 8 ? size : maxEntries * 8;
        const bytes = new NativeUint8Array(object as ArrayBuffer, 0, count);
        for (let i = 0; i < count; i++) row(INTERNAL | (Tag.NUMBER << TAG_SHIFT), id, bytes[i]);
        if (count < size) row(TRUNCATED, id, size - count);
        break;
      }
      case Shape.OBJECT:
        begin(shape, id, name, 0);
        properties(object, id, false);
        break;
      default:
        begin(shape, id, name, 0);
    }
    const hidden = weakGet(privates, object);
    if (hidden !== undefined) {
      for (const field in hidden) {
        key(id, field);
        put(PRIVATE, id, hidden[field]);
      }
    }
  }

  function key(id: number, k: unknown): void {
    put(Kind.KEY, id, k);
  }

  function array(list: unknown[], id: number, name: string): void {
    const { length } = list;
    begin(Shape.ARRAY, id, name, length);
    const count = length < maxEntries ? length : maxEntries;
    for (let i = 0; i < count; i++) {
      const d = getOwnPropertyDescriptor(list, i as unknown as string);
      if (d === undefined) row(ENTRY | (Tag.HOLE << TAG_SHIFT), id, 0);
      else if (hasOwn(d, "value")) put(ENTRY, id, d.value);
      else row(ENTRY | (Tag.ACCESSOR << TAG_SHIFT), id, 0);
    }
    if (count < length) {
      row(TRUNCATED, id, length - count);
      return;
    }
    const keys = ownKeys(list);
    // Own keys are the indexes in order, then `length`, then the rest.
    for (let i = keys.length - 1; i >= 0 && keys[i] !== "length"; i--) property(list, id, keys[i]);
  }

  function properties(object: object, id: number, error: boolean): void {
    const keys = ownKeys(object);
    let count = 0;
    for (let i = 0; i < keys.length; i++) {
      const k = keys[i];
      if (error && (k === "stack" || k === "message")) continue;
      if (count === maxEntries) {
        row(TRUNCATED, id, keys.length - i);
        return;
      }
      if (property(object, id, k, error)) count++;
    }
  }

  function property(object: object, id: number, k: PropertyKey, hidden = false): boolean {
    const d = getOwnPropertyDescriptor(object, k);
    if (d === undefined || !(d.enumerable || hidden)) return false;
    key(id, k);
    if (hasOwn(d, "value")) put(ENTRY, id, d.value);
    else row(ENTRY | (Tag.ACCESSOR << TAG_SHIFT), id, 0);
    return true;
  }

  /** Name of the class: the constructor its prototype names, as plain data. */
  function className(object: object): string {
    const proto = getPrototypeOf(object);
    if (proto === null) return "null";
    const known = weakGet(names, proto);
    if (known !== undefined) return known;
    let name = "Object";
    for (let p: object | null = proto; p !== null; p = getPrototypeOf(p)) {
      if (host.classify(p) === Shape.PROXY) break;
      const d = getOwnPropertyDescriptor(p, "constructor");
      if (d && typeof d.value === "function" && host.classify(d.value) !== Shape.PROXY) {
        const own = getOwnPropertyDescriptor(d.value, "name");
        if (own && typeof own.value === "string" && own.value !== "") {
          name = own.value;
          break;
        }
      }
    }
    weakSet(names, proto, name);
    return name;
  }

  /** Data property of an object or its prototypes, without running getters. */
  function inherited(object: object, k: string): unknown {
    for (let p: object | null = object; p !== null; p = getPrototypeOf(p)) {
      if (host.classify(p) === Shape.PROXY) return undefined;
      const d = getOwnPropertyDescriptor(p, k);
      if (d !== undefined) return hasOwn(d, "value") ? d.value : undefined;
    }
    return undefined;
  }

  return { again, className, inherited, privates };
}

/** Snapshots of one program. */
export type Snapshots = ReturnType<typeof makeSnapshots>;

function primitive(boxed: object): unknown {
  for (const take of [numberValue, stringValue, booleanValue, bigintValue, symbolValue]) {
    try {
      return take(boxed);
    } catch {}
  }
  return undefined;
}
