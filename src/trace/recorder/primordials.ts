/**
 * Built-ins of the realm, captured before the program runs: nothing the recorder does afterwards can be changed
 * by a program that overwrites prototypes. Methods are taken off their prototypes with `uncurry`.
 */
const { bind, call } = Function.prototype;

/** `uncurry(proto.method)(receiver, ...args)`. */
export const uncurry = bind.bind(call) as unknown as (
  method: Function,
) => (receiver: unknown, ...args: unknown[]) => any;

export const {
  apply,
  construct,
  defineProperty,
  deleteProperty,
  get: reflectGet,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  ownKeys,
  set: reflectSet,
  setPrototypeOf,
} = Reflect;
export const { freeze, create } = Object;
export const { isArray } = Array;
export const NativeArray: ArrayConstructor = Array;
export const NativeError: ErrorConstructor = Error;
export const NativeTypeError: TypeErrorConstructor = TypeError;
export const NativeRangeError: RangeErrorConstructor = RangeError;
export const NativePromise: PromiseConstructor = Promise;
export const NativeMap: MapConstructor = Map;
export const NativeWeakMap: WeakMapConstructor = WeakMap;
export const NativeString: StringConstructor = String;
export const NativeNumber: NumberConstructor = Number;
export const NativeDate: DateConstructor = Date;
export const objectPrototype: object = Object.prototype;
export const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;
export const asyncIteratorSymbol: typeof Symbol.asyncIterator = Symbol.asyncIterator;

export const weakGet: (map: object, key: unknown) => any = uncurry(WeakMap.prototype.get);
export const weakSet: (map: object, key: unknown, value: unknown) => any = uncurry(WeakMap.prototype.set);
export const mapGet: (map: object, key: unknown) => any = uncurry(Map.prototype.get);
export const mapSet: (map: object, key: unknown, value: unknown) => any = uncurry(Map.prototype.set);
export const mapClear: (map: object) => any = uncurry(Map.prototype.clear);
export const mapDelete: (map: object, key: unknown) => any = uncurry(Map.prototype.delete);
export const mapForEach: (map: object, each: Function) => any = uncurry(Map.prototype.forEach);
export const setForEach: (set: object, each: Function) => any = uncurry(Set.prototype.forEach);
export const mapSize: (map: object) => number = uncurry(
  getOwnPropertyDescriptor(Map.prototype, "size")!.get!,
);
export const setSize: (set: object) => number = uncurry(
  getOwnPropertyDescriptor(Set.prototype, "size")!.get!,
);
export const hasOwn: (object: object, key: PropertyKey) => boolean = uncurry(Object.prototype.hasOwnProperty);
export const isEnumerable: (object: object, key: PropertyKey) => boolean = uncurry(
  Object.prototype.propertyIsEnumerable,
);
export const functionText: (fn: unknown) => string = uncurry(Function.prototype.toString);
export const indexOf: (text: string, part: string, from?: number) => number = uncurry(
  String.prototype.indexOf,
);
export const slice: (text: string, from: number, to?: number) => string = uncurry(String.prototype.slice);
export const charCode: (text: string, at: number) => number = uncurry(String.prototype.charCodeAt);
export const promiseThen: (promise: unknown, done?: Function, failed?: Function) => any = uncurry(
  Promise.prototype.then,
);
export const symbolDescription: (symbol: symbol) => string | undefined = uncurry(
  getOwnPropertyDescriptor(Symbol.prototype, "description")!.get!,
);
export const dateTime: (date: unknown) => number = uncurry(Date.prototype.getTime);
export const regexpSource: (regexp: unknown) => string = uncurry(
  getOwnPropertyDescriptor(RegExp.prototype, "source")!.get!,
);
export const regexpFlags: (regexp: unknown) => string = uncurry(
  getOwnPropertyDescriptor(RegExp.prototype, "flags")!.get!,
);
export const numberValue: (boxed: unknown) => number = uncurry(Number.prototype.valueOf);
export const stringValue: (boxed: unknown) => string = uncurry(String.prototype.valueOf);
export const booleanValue: (boxed: unknown) => boolean = uncurry(Boolean.prototype.valueOf);
export const symbolValue: (boxed: unknown) => symbol = uncurry(Symbol.prototype.valueOf);
export const bigintValue: (boxed: unknown) => bigint = uncurry(BigInt.prototype.valueOf);

const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype)!;
const getter = (proto: object, key: PropertyKey): Function => getOwnPropertyDescriptor(proto, key)!.get!;
export const typedBuffer: (array: unknown) => ArrayBuffer = uncurry(getter(typedArrayPrototype, "buffer"));
export const typedOffset: (array: unknown) => number = uncurry(getter(typedArrayPrototype, "byteOffset"));
export const typedLength: (array: unknown) => number = uncurry(getter(typedArrayPrototype, "length"));
export const typedTag: (array: unknown) => string | undefined = uncurry(
  getter(typedArrayPrototype, Symbol.toStringTag),
);
export const bufferLength: (buffer: unknown) => number = uncurry(getter(ArrayBuffer.prototype, "byteLength"));
export const viewBuffer: (view: unknown) => ArrayBuffer = uncurry(getter(DataView.prototype, "buffer"));
export const viewOffset: (view: unknown) => number = uncurry(getter(DataView.prototype, "byteOffset"));
export const viewLength: (view: unknown) => number = uncurry(getter(DataView.prototype, "byteLength"));
export const NativeUint8Array: Uint8ArrayConstructor = Uint8Array;
/** Is it a Uint8Array of any realm? By its internal slot. */
export const isBytes = (thing: unknown): boolean =>
  typeof thing === "object" && thing !== null && typedTag(thing) === "Uint8Array";

/** A list that setters on Array.prototype or Object.prototype cannot reach. */
export function bareList<T>(): T[] {
  return setBare([]);
}

function setBare<T>(list: T[]): T[] {
  setPrototypeOf(list, null);
  return list;
}
