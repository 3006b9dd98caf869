import { types } from "node:util";
import { Shape } from "../format/Kind.js";

/** {@link Shape} of an object of any realm, by its internal slots: none of its code runs. */
export function classify(object: unknown): number {
  if (types.isProxy(object)) return Shape.PROXY;
  if (typeof object === "function") return Shape.FUNCTION;
  if (Array.isArray(object)) return Shape.ARRAY;
  if (types.isMap(object)) return Shape.MAP;
  if (types.isSet(object)) return Shape.SET;
  if (types.isNativeError(object)) return Shape.ERROR;
  if (types.isPromise(object)) return Shape.PROMISE;
  if (types.isDate(object)) return Shape.DATE;
  if (types.isRegExp(object)) return Shape.REGEXP;
  if (types.isTypedArray(object)) return Shape.TYPED_ARRAY;
  if (types.isAnyArrayBuffer(object)) return Shape.ARRAY_BUFFER;
  if (types.isDataView(object)) return Shape.DATA_VIEW;
  if (types.isBoxedPrimitive(object)) return Shape.BOXED;
  if (
    types.isGeneratorObject(object) ||
    types.isMapIterator(object) ||
    types.isSetIterator(object) ||
    types.isWeakMap(object) ||
    types.isWeakSet(object)
  ) {
    return Shape.OPAQUE;
  }
  return Shape.OBJECT;
}
