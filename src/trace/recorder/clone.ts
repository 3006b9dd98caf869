import { Shape } from "../format/Kind.js";
import { define } from "./environment.js";
import type { Host } from "./Host.js";
import {
  bufferLength,
  construct,
  dateTime,
  getOwnPropertyDescriptor,
  hasOwn,
  isArray,
  mapForEach,
  NativeArray,
  NativeDate,
  NativeError,
  NativeMap,
  ownKeys,
  regexpFlags,
  regexpSource,
  setForEach,
  typedBuffer,
  typedLength,
  typedOffset,
  typedTag,
} from "./primordials.js";

/** `structuredClone` for the types programs clone: primitives, arrays, plain objects, Map, Set, Date, RegExp, Error, buffers and their views. */
export function makeClone(host: Host): void {
  const NativeSet = Set;
  const NativeRegExp = RegExp;
  const NativeObject = Object;
  const { slice: sliceBuffer } = ArrayBuffer.prototype;
  const globals: any = globalThis;
  define("structuredClone", function structuredClone(value: unknown): unknown {
    const seen = new NativeMap<object, unknown>();
    const refuse = (what: string): never => {
      const error = new NativeError(`${what} could not be cloned.`);
      error.name = "DataCloneError";
      throw error;
    };
    const clone = (v: unknown): unknown => {
      if (typeof v === "symbol" || typeof v === "function") return refuse(String(v));
      if (typeof v !== "object" || v === null) return v;
      if (seen.has(v)) return seen.get(v);
      const keep = <T>(copy: T): T => {
        seen.set(v, copy);
        return copy;
      };
      const properties = (copy: any): unknown => {
        for (const key of ownKeys(v)) {
          const d = getOwnPropertyDescriptor(v, key)!;
          if (typeof key === "string" && d.enumerable)
            copy[key] = clone(hasOwn(d, "value") ? d.value : (v as any)[key]);
        }
        return copy;
      };
      switch (host.classify(v)) {
        case Shape.ARRAY: {
          const copy = keep(new NativeArray((v as unknown[]).length));
          return isArray(v) ? properties(copy) : copy;
        }
        case Shape.OBJECT:
          return properties(keep({}));
        case Shape.MAP: {
          const copy = keep(new NativeMap());
          mapForEach(v, (x: unknown, k: unknown) => copy.set(clone(k), clone(x)));
          return copy;
        }
        case Shape.SET: {
          const copy = keep(new NativeSet());
          setForEach(v, (x: unknown) => copy.add(clone(x)));
          return copy;
        }
        case Shape.DATE:
          return keep(construct(NativeDate, [dateTime(v)]));
        case Shape.REGEXP:
          return keep(new NativeRegExp(regexpSource(v), regexpFlags(v)));
        case Shape.BOXED:
          return keep(NativeObject((v as { valueOf(): unknown }).valueOf()));
        case Shape.ERROR: {
          const { name, message } = v as Error;
          const known = /^(?:Eval|Range|Reference|Syntax|Type|URI)Error$/.test(name);
          return keep(new (known ? globals[name] : NativeError)(message));
        }
        case Shape.ARRAY_BUFFER:
          return keep(Reflect.apply(sliceBuffer, v, [0, bufferLength(v)]));
        case Shape.TYPED_ARRAY: {
          const copy = clone(typedBuffer(v));
          return keep(new globals[typedTag(v)!](copy, typedOffset(v), typedLength(v)));
        }
        default:
          return refuse("#<Object>");
      }
    };
    return clone(value);
  });
}
