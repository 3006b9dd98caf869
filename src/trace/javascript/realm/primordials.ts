/**
 * Built-ins of the realm, captured before the program runs: nothing the recorder does afterwards can be changed by a
 * program that overwrites prototypes. Methods are taken off their prototypes with {@link uncurry}; collections get
 * prototypes of their own; lists have no prototype at all, so that setters on `Array.prototype` cannot see writes.
 */
const { bind, call } = Function.prototype;

type AnyFunction = (...args: never[]) => unknown;

/** `uncurry(method)(receiver, ...args)`. */
export const uncurry = bind.bind(call as never) as <R>(
  method: AnyFunction | undefined,
) => (receiver: unknown, ...args: unknown[]) => R;

/** Functions of `Reflect`, `Object`, `Array`, `JSON` and `Math`. */
export const apply: typeof Reflect.apply = Reflect.apply;
export const construct: typeof Reflect.construct = Reflect.construct;
export const defineProperty: typeof Reflect.defineProperty = Reflect.defineProperty;
export const deleteProperty: typeof Reflect.deleteProperty = Reflect.deleteProperty;
export const reflectGet: typeof Reflect.get = Reflect.get;
export const getOwnPropertyDescriptor: typeof Reflect.getOwnPropertyDescriptor =
  Reflect.getOwnPropertyDescriptor;
export const getPrototypeOf: typeof Reflect.getPrototypeOf = Reflect.getPrototypeOf;
export const isExtensible: typeof Reflect.isExtensible = Reflect.isExtensible;
export const ownKeys: typeof Reflect.ownKeys = Reflect.ownKeys;
export const preventExtensions: typeof Reflect.preventExtensions = Reflect.preventExtensions;
export const setPrototypeOf: typeof Reflect.setPrototypeOf = Reflect.setPrototypeOf;
export const freeze: typeof Object.freeze = Object.freeze;
export const create: typeof Object.create = Object.create;
export const objectKeys: typeof Object.keys = Object.keys;
export const is: typeof Object.is = Object.is;
export const isArray: typeof Array.isArray = Array.isArray;
export const parseJSON: typeof JSON.parse = JSON.parse;
export const stringifyJSON: typeof JSON.stringify = JSON.stringify;
export const min: typeof Math.min = Math.min;
export const max: typeof Math.max = Math.max;
export const floor: typeof Math.floor = Math.floor;
export const imul: typeof Math.imul = Math.imul;
export const trunc: typeof Math.trunc = Math.trunc;

/** Constructors, prototypes and well-known symbols. */
export const NativeObject: ObjectConstructor = Object;
export const NativeError: ErrorConstructor = Error;
export const NativeTypeError: TypeErrorConstructor = TypeError;
export const NativeRangeError: RangeErrorConstructor = RangeError;
export const NativePromise: PromiseConstructor = Promise;
export const NativeMap: MapConstructor = Map;
export const NativeSet: SetConstructor = Set;
export const NativeDate: DateConstructor = Date;
export const NativeString: StringConstructor = String;
export const NativeArrayBuffer: ArrayBufferConstructor = ArrayBuffer;
export const NativeUint8Array: Uint8ArrayConstructor = Uint8Array;
export const NativeDataView: DataViewConstructor = DataView;
export const objectPrototype: object = Object.prototype;
export const arrayPrototype: object = Array.prototype;
export const functionPrototype: object = Function.prototype;
export const iteratorSymbol: typeof Symbol.iterator = Symbol.iterator;
export const asyncIteratorSymbol: typeof Symbol.asyncIterator = Symbol.asyncIterator;
export const tagSymbol: typeof Symbol.toStringTag = Symbol.toStringTag;
export const primitiveSymbol: typeof Symbol.toPrimitive = Symbol.toPrimitive;

/** Getter of an accessor property. */
export function getterOf<R>(proto: object, key: PropertyKey): (receiver: unknown) => R {
  return uncurry<R>(getOwnPropertyDescriptor(proto, key)!.get as AnyFunction);
}

/** Methods and getters taken off their prototypes: the receiver comes first. */
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
export const readNumber: (text: string) => number = Number.parseFloat;
export const bigintText: (n: bigint) => string = uncurry(BigInt.prototype.toString);
export const promiseThen: <T>(promise: Promise<T>, done?: unknown, failed?: unknown) => Promise<unknown> =
  uncurry(Promise.prototype.then);
export const generatorNext: (generator: unknown) => IteratorResult<unknown> = uncurry(
  (getPrototypeOf(function* () {}) as GeneratorFunction).prototype.next,
);
export const mapForEach: (map: object, each: (value: unknown, key: unknown) => void) => void = uncurry(
  Map.prototype.forEach,
);
export const setForEach: (set: object, each: (value: unknown) => void) => void = uncurry(
  Set.prototype.forEach,
);
export const mapSize: (map: unknown) => number = getterOf(Map.prototype, "size");
export const setSize: (set: unknown) => number = getterOf(Set.prototype, "size");
export const symbolDescription: (symbol: unknown) => string | undefined = getterOf(
  Symbol.prototype,
  "description",
);
export const dateTime: (date: unknown) => number = uncurry(Date.prototype.getTime);
export const regexpSource: (regexp: unknown) => string = getterOf(RegExp.prototype, "source");
export const numberValue: (boxed: unknown) => number = uncurry(Number.prototype.valueOf);
export const stringValue: (boxed: unknown) => string = uncurry(String.prototype.valueOf);
export const booleanValue: (boxed: unknown) => boolean = uncurry(Boolean.prototype.valueOf);
export const symbolValue: (boxed: unknown) => symbol = uncurry(Symbol.prototype.valueOf);
export const bigintValue: (boxed: unknown) => bigint = uncurry(BigInt.prototype.valueOf);

/** The same for typed arrays, buffers and views. */
export const typedArrayPrototype: object = getPrototypeOf(Uint8Array.prototype)!;
export const typedBuffer: (array: unknown) => ArrayBuffer = getterOf(typedArrayPrototype, "buffer");
export const typedOffset: (array: unknown) => number = getterOf(typedArrayPrototype, "byteOffset");
export const typedLength: (array: unknown) => number = getterOf(typedArrayPrototype, "length");
export const typedTag: (array: unknown) => string | undefined = getterOf(typedArrayPrototype, tagSymbol);
export const bufferLength: (buffer: unknown) => number = getterOf(ArrayBuffer.prototype, "byteLength");
export const isView: typeof ArrayBuffer.isView = ArrayBuffer.isView;
export const viewBuffer: (view: unknown) => ArrayBuffer = getterOf(DataView.prototype, "buffer");
export const viewOffset: (view: unknown) => number = getterOf(DataView.prototype, "byteOffset");
export const viewLength: (view: unknown) => number = getterOf(DataView.prototype, "byteLength");

/** The flags a regular expression really has: each is read from its internal slot, unlike `flags` itself. */
const FLAGS: readonly (readonly [string, (regexp: unknown) => boolean])[] = (
  [
    ["d", "hasIndices"],
    ["g", "global"],
    ["i", "ignoreCase"],
    ["m", "multiline"],
    ["s", "dotAll"],
    ["u", "unicode"],
    ["v", "unicodeSets"],
    ["y", "sticky"],
  ] as const
)
  .filter(([, name]) => name in RegExp.prototype)
  .map(([letter, name]) => [letter, getterOf<boolean>(RegExp.prototype, name)] as const);

/** Flags of a regular expression, whatever the program did to its `flags`. */
export function regexpFlags(regexp: unknown): string {
  let flags = "";
  for (let i = 0; i < FLAGS.length; i++) if (FLAGS[i][1](regexp)) flags += FLAGS[i][0];
  return flags;
}

/** Cuts a prototype of ours off from the program: own copies of what it inherits, and nothing above it. */
function seal(prototype: object, from: object): void {
  const keys = ownKeys(from);
  for (let i = 0; i < keys.length; i++) {
    if (!hasOwn(prototype, keys[i]))
      defineProperty(prototype, keys[i], getOwnPropertyDescriptor(from, keys[i])!);
  }
  setPrototypeOf(prototype, null);
  freeze(prototype);
}

/** A Map the program cannot interfere with. */
export class SafeMap<K, V> extends Map<K, V> {
  // The constructor a class gets by itself iterates over its arguments, which the program can see.
  // biome-ignore lint/complexity/noUselessConstructor: it takes no arguments
  constructor() {
    super();
  }
}
seal(SafeMap.prototype, Map.prototype);

/** A Set the program cannot interfere with. */
export class SafeSet<T> extends Set<T> {
  // The constructor a class gets by itself iterates over its arguments, which the program can see.
  // biome-ignore lint/complexity/noUselessConstructor: it takes no arguments
  constructor() {
    super();
  }
}
seal(SafeSet.prototype, Set.prototype);

/** A WeakMap the program cannot interfere with. */
export class SafeWeakMap<K extends object, V> extends WeakMap<K, V> {
  // The constructor a class gets by itself iterates over its arguments, which the program can see.
  // biome-ignore lint/complexity/noUselessConstructor: it takes no arguments
  constructor() {
    super();
  }
}
seal(SafeWeakMap.prototype, WeakMap.prototype);

/** A list without prototype: use only indexes and `length`. */
export function bareList<T>(): T[] {
  const list: T[] = [];
  setPrototypeOf(list, null);
  return list;
}

/** An own data property's value without running a getter; `undefined` for anything else. Not for proxies. */
export function ownValue(object: object, key: PropertyKey): unknown {
  const found = getOwnPropertyDescriptor(object, key);
  return found !== undefined && hasOwn(found, "value") ? found.value : undefined;
}
