import { ID_SHIFT, Kind, Part, Shape, TAG_SHIFT, Tag } from "../../format/Kind.js";
import { watchArguments } from "./argumentObjects.js";
import { className, inheritedValue } from "./classNames.js";
import { functionId } from "./functionText.js";
import { host } from "./Host.js";
import { Follow, followShape, put, putKey, putNew, setFollowing, setUpHeap } from "./heap.js";
import { fieldsOf } from "./Mark.js";
import {
  bigintValue,
  booleanValue,
  bufferLength,
  dateTime,
  getOwnPropertyDescriptor,
  hasOwn,
  iteratorSymbol,
  mapForEach,
  mapSize,
  max,
  min,
  NativeUint8Array,
  numberValue,
  ownKeys,
  regexpFlags,
  regexpSource,
  SafeWeakMap,
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
} from "./primordials.js";
import { row } from "./rows.js";
import { settings } from "./settings.js";
import { shapeOf } from "./shapes.js";

const ENTRY = Kind.ENTRY | (Part.PROPERTY << ID_SHIFT);
const INTERNAL = Kind.ENTRY | (Part.INTERNAL << ID_SHIFT);
const MAP_ENTRY = Kind.ENTRY | (Part.MAP_ENTRY << ID_SHIFT);
const PRIVATE = Kind.ENTRY | (Part.PRIVATE << ID_SHIFT);
const TRUNCATED = Kind.ENTRY | (Part.TRUNCATED << ID_SHIFT) | (Tag.NUMBER << TAG_SHIFT);
/** Bytes per element of the widest typed array: buffers are recorded that much further than lists. */
const WIDEST = 8;

/** Objects that `Error.captureStackTrace` gave a `stack`: reading it would format it, which may run code. */
export const captured: SafeWeakMap<object, true> = new SafeWeakMap();

/** Whether an array may hold accessors: they come only through the patched definers. */
let arrayAccessors = false;
let arrayBuffers = false;

/** An array (or a proxy of one) got a property by definition. */
export function noteArrayDefinition(): void {
  arrayAccessors = true;
}

/** Whether an ArrayBuffer has been recorded: then writes through views matter that are not recorded themselves. */
export function buffersRecorded(): boolean {
  return arrayBuffers;
}

/** Takes the limits of the job. */
export function setUpSnapshots(): void {
  setUpHeap(settings.limits.objects, content);
}

/**
 * Writes NEW and the ENTRY rows of an object without running any code of the program: own data properties by
 * descriptor, internal slots through captured built-ins, proxies not at all.
 */
function content(thing: object | symbol, id: number): void {
  if (typeof thing === "symbol") {
    setFollowing(id, Follow.NEVER);
    putNew(Shape.SYMBOL, id, "Symbol", 0);
    put(INTERNAL, id, symbolDescription(thing));
    return;
  }
  const shape = shapeOf(thing);
  followShape(id, shape);
  if (shape === Shape.PROXY) {
    putNew(shape, id, "Proxy", 0);
    return;
  }
  const { entries } = settings.limits;
  switch (shape) {
    case Shape.ARRAY:
      array(thing as unknown[], id, entries);
      break;
    case Shape.MAP: {
      const size = mapSize(thing);
      putNew(shape, id, className(thing), size);
      let left = entries;
      mapForEach(thing, (v, k) => {
        if (left-- <= 0) return;
        putKey(id, k);
        put(MAP_ENTRY, id, v);
      });
      if (size > entries) row(TRUNCATED, id, size - entries);
      properties(thing, id, entries);
      break;
    }
    case Shape.SET: {
      const size = setSize(thing);
      putNew(shape, id, className(thing), size);
      let left = entries;
      setForEach(thing, v => {
        if (left-- > 0) put(ENTRY, id, v);
      });
      if (size > entries) row(TRUNCATED, id, size - entries);
      properties(thing, id, entries);
      break;
    }
    case Shape.DATE:
      putNew(shape, id, className(thing), 0);
      put(INTERNAL, id, dateTime(thing));
      properties(thing, id, entries);
      break;
    case Shape.REGEXP:
      putNew(shape, id, className(thing), 0);
      put(INTERNAL, id, regexpSource(thing));
      put(INTERNAL, id, regexpFlags(thing));
      properties(thing, id, entries);
      break;
    case Shape.ERROR:
      putNew(shape, id, className(thing), 0);
      put(INTERNAL, id, inheritedValue(thing, "name"));
      put(INTERNAL, id, inheritedValue(thing, "message"));
      properties(thing, id, entries);
      break;
    case Shape.FUNCTION: {
      const own = getOwnPropertyDescriptor(thing, "name");
      putNew(shape, id, className(thing), 0);
      put(INTERNAL, id, own !== undefined && typeof own.value === "string" ? own.value : "");
      put(INTERNAL, id, functionId(thing));
      properties(thing, id, entries);
      break;
    }
    case Shape.BOXED:
      putNew(shape, id, className(thing), 0);
      put(INTERNAL, id, primitive(thing));
      properties(thing, id, entries);
      break;
    case Shape.TYPED_ARRAY:
      putNew(shape, id, typedTag(thing) ?? className(thing), typedLength(thing));
      put(INTERNAL, id, typedBuffer(thing));
      put(INTERNAL, id, typedOffset(thing));
      put(INTERNAL, id, typedLength(thing));
      break;
    case Shape.DATA_VIEW:
      view(thing, id);
      break;
    case Shape.ARRAY_BUFFER: {
      arrayBuffers = true;
      const size = bufferLength(thing);
      putNew(shape, id, className(thing), size);
      const shown = min(size, entries * WIDEST);
      const bytes = new NativeUint8Array(thing as ArrayBuffer, 0, shown);
      for (let i = 0; i < shown; i++) row(INTERNAL | (Tag.NUMBER << TAG_SHIFT), id, bytes[i]);
      if (shown < size) row(TRUNCATED, id, size - shown);
      break;
    }
    case Shape.OBJECT:
      putNew(shape, id, className(thing), 0);
      properties(thing, id, entries);
      break;
    default:
      putNew(shape, id, className(thing), 0);
  }
  const hidden = fieldsOf(thing);
  if (hidden === undefined) return;
  const names = ownKeys(hidden);
  for (let i = 0; i < names.length; i++) {
    putKey(id, names[i]);
    put(PRIVATE, id, hidden[names[i] as string]);
  }
}

function array(list: unknown[], id: number, entries: number): void {
  const { length } = list;
  putNew(Shape.ARRAY, id, className(list), length);
  const shown = min(length, entries);
  for (let i = 0; i < shown; i++) {
    if (!hasOwn(list, i)) row(ENTRY | (Tag.HOLE << TAG_SHIFT), id, 0);
    else if (!arrayAccessors) put(ENTRY, id, list[i]);
    else entry(getOwnPropertyDescriptor(list, i)!, id);
  }
  if (arrayAccessors) setFollowing(id, Follow.CAREFUL);
  if (shown < length) {
    row(TRUNCATED, id, length - shown);
    return;
  }
  // Own keys are the indexes in order, then `length`, then the rest.
  const keys = ownKeys(list);
  let from = keys.length;
  while (keys[from - 1] !== "length") from--;
  for (let i = from; i < keys.length; i++) property(list, id, keys[i]);
}

/** Own properties: all but what the engine gives every function and error, and the indexes of a boxed string. */
function properties(object: object, id: number, entries: number): void {
  const keys = ownKeys(object);
  let left = entries;
  for (let i = 0; i < keys.length; i++) {
    if (left === 0) {
      row(TRUNCATED, id, max(keys.length - i, 0));
      return;
    }
    const key = keys[i];
    if (key === "stack" && (captured.get(object) !== undefined || host.isError(object))) continue;
    if (key === iteratorSymbol && host.isArguments(object)) {
      watchArguments(object, id);
      continue;
    }
    if (property(object, id, key)) left--;
  }
}

function property(object: object, id: number, key: string | symbol): boolean {
  const found = getOwnPropertyDescriptor(object, key);
  if (found === undefined || !found.enumerable) return false;
  putKey(id, key);
  if (!entry(found, id)) setFollowing(id, Follow.CAREFUL);
  return true;
}

/** ENTRY of a property; false when it is an accessor. */
function entry(found: PropertyDescriptor, id: number): boolean {
  if (hasOwn(found, "value")) {
    put(ENTRY, id, found.value);
    return true;
  }
  row(ENTRY | (Tag.ACCESSOR << TAG_SHIFT), id, 0);
  return false;
}

function view(thing: object, id: number): void {
  // A detached view throws when asked for its length.
  let offset = 0;
  let length = 0;
  try {
    offset = viewOffset(thing);
    length = viewLength(thing);
  } catch {}
  putNew(Shape.DATA_VIEW, id, "DataView", length);
  put(INTERNAL, id, viewBuffer(thing));
  put(INTERNAL, id, offset);
  put(INTERNAL, id, length);
}

const UNBOX = [numberValue, stringValue, booleanValue, bigintValue, symbolValue] as const;

function primitive(boxed: object): unknown {
  for (let i = 0; i < UNBOX.length; i++) {
    try {
      return UNBOX[i](boxed);
    } catch {}
  }
  return undefined;
}
