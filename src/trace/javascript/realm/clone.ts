import { Shape } from "../../format/Kind.js";
import { className } from "./classNames.js";
import { DOMException } from "./DOMException.js";
import { defineFunctions } from "./define.js";
import { check } from "./flow.js";
import { originalText } from "./functionText.js";
import { host } from "./Host.js";
import {
  apply,
  bareList,
  bufferLength,
  dateTime,
  defineProperty,
  hasOwn,
  mapForEach,
  NativeArrayBuffer,
  NativeDataView,
  NativeDate,
  NativeError,
  NativeMap,
  NativeObject,
  NativeSet,
  NativeUint8Array,
  objectKeys,
  ownValue,
  regexpFlags,
  regexpSource,
  SafeMap,
  setForEach,
  typedBuffer,
  typedLength,
  typedOffset,
  typedTag,
  viewBuffer,
  viewLength,
  viewOffset,
} from "./primordials.js";

type Make = (...args: never[]) => object;

const { add } = Set.prototype;
const { set } = Map.prototype;
const { set: copyBytes } = Uint8Array.prototype;
const regexp = RegExp;
const errors: Record<string, new (message?: string) => Error> = { __proto__: null } as never;
for (const type of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) {
  errors[type.name] = type;
}
const views: Record<string, new (buffer: ArrayBuffer, offset: number, length: number) => object> = {
  __proto__: null,
} as never;
for (const type of [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
]) {
  views[type.name] = type as never;
}

function uncloneable(text: string): never {
  throw new DOMException(`${text} could not be cloned.`, "DataCloneError");
}

/** A copy as the structured clone algorithm makes it: own enumerable properties, built-in types, cycles kept. */
function clone(value: unknown, seen: SafeMap<object, object>): unknown {
  if (typeof value === "symbol") return uncloneable(`Symbol(${value.description ?? ""})`);
  if (typeof value === "function") return uncloneable(originalText(value));
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const keep = <T extends object>(copy: T): T => {
    seen.set(value, copy);
    return copy;
  };
  switch (host.classify(value)) {
    case Shape.ARRAY: {
      const copy = keep([] as unknown[]);
      copy.length = (value as unknown[]).length;
      properties(value, copy, seen);
      return copy;
    }
    case Shape.MAP: {
      const copy = keep(new NativeMap());
      const pairs = bareList<unknown>();
      mapForEach(value, (v, k) => {
        pairs[pairs.length] = k;
        pairs[pairs.length] = v;
      });
      for (let i = 0; i < pairs.length; i += 2) {
        apply(set as Make, copy, [clone(pairs[i], seen), clone(pairs[i + 1], seen)] as never);
      }
      return copy;
    }
    case Shape.SET: {
      const copy = keep(new NativeSet());
      const members = bareList<unknown>();
      setForEach(value, v => {
        members[members.length] = v;
      });
      for (let i = 0; i < members.length; i++) apply(add as Make, copy, [clone(members[i], seen)] as never);
      return copy;
    }
    case Shape.DATE:
      return keep(new NativeDate(dateTime(value)));
    case Shape.REGEXP:
      return keep(new regexp(regexpSource(value), regexpFlags(value)));
    case Shape.BOXED:
      return keep(NativeObject((value as { valueOf(): unknown }).valueOf()) as object);
    case Shape.ERROR:
      return error(value as Error, keep, seen);
    case Shape.ARRAY_BUFFER: {
      const copy = keep(new NativeArrayBuffer(bufferLength(value)));
      apply(copyBytes as never, new NativeUint8Array(copy), [
        new NativeUint8Array(value as ArrayBuffer),
      ] as never);
      return copy;
    }
    case Shape.TYPED_ARRAY: {
      const buffer = clone(typedBuffer(value), seen) as ArrayBuffer;
      return keep(new views[typedTag(value)!](buffer, typedOffset(value), typedLength(value)));
    }
    case Shape.DATA_VIEW: {
      const buffer = clone(viewBuffer(value), seen) as ArrayBuffer;
      return keep(new NativeDataView(buffer, viewOffset(value), viewLength(value)));
    }
    case Shape.OBJECT: {
      const copy = keep({});
      properties(value, copy, seen);
      return copy;
    }
    default:
      return uncloneable(`#<${host.isProxy(value) ? "Object" : className(value)}>`);
  }
}

function properties(from: object, to: object, seen: SafeMap<object, object>): void {
  const keys = objectKeys(from);
  for (let i = 0; i < keys.length; i++) {
    // A getter may have removed it meanwhile.
    if (!hasOwn(from, keys[i])) continue;
    const value = clone((from as Record<string, unknown>)[keys[i]], seen);
    defineProperty(to, keys[i], {
      __proto__: null,
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    } as PropertyDescriptor);
  }
}

function error(value: Error, keep: <T extends object>(copy: T) => T, seen: SafeMap<object, object>): Error {
  const message = ownValue(value, "message");
  const Type = errors[`${value.name}`] ?? NativeError;
  const copy = keep(message === undefined ? new Type() : new Type(`${message as string}`));
  const { stack } = value;
  if (typeof stack === "string") {
    defineProperty(copy, "stack", { value: stack, writable: true, configurable: true });
  }
  if (hasOwn(value, "cause")) {
    defineProperty(copy, "cause", { value: clone(value.cause, seen), writable: true, configurable: true });
  }
  return copy;
}

/** Defines `structuredClone`. Transfer lists are not supported. */
export function defineClone(): void {
  defineFunctions({
    structuredClone(value: unknown): unknown {
      check();
      return clone(value, new SafeMap());
    },
  });
}
