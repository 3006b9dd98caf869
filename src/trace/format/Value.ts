/**
 * A recorded value: a typed, bounded snapshot with identity. Objects carry the `id` they have throughout
 * the trace; an object met again inside its own snapshot is a `ref`, so cycles and aliases stay visible.
 */
export type Value =
  | { readonly type: "undefined" }
  | { readonly type: "null" }
  | { readonly type: "boolean"; readonly value: boolean }
  /** NaN, infinities and -0 are kept: compare with `Object.is`. */
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "bigint"; readonly value: string }
  /** A Python `int`, decimal digits; a Python `float` is a `number`. */
  | { readonly type: "int"; readonly value: string }
  /** `length` is the true length in UTF-16 units; longer than `value` when cut by the limit. */
  | { readonly type: "string"; readonly value: string; readonly length: number }
  | { readonly type: "symbol"; readonly id: number; readonly description: string }
  | {
      readonly type: "function";
      readonly id: number;
      readonly name: string /** Function id of the tables, -1 for built-ins. */;
      readonly function: number;
      readonly properties: readonly Property[];
    }
  | {
      readonly type: "array";
      readonly id: number;
      readonly class: string;
      readonly length: number;
      readonly items: readonly Value[];
      readonly properties: readonly Property[];
      readonly truncated: number;
    }
  | {
      readonly type: "object";
      readonly id: number;
      readonly class: string;
      readonly properties: readonly Property[];
      readonly truncated: number;
    }
  | {
      readonly type: "map";
      readonly id: number;
      readonly class: string;
      readonly size: number;
      readonly entries: readonly (readonly [Value, Value])[];
      readonly properties: readonly Property[];
      readonly truncated: number;
    }
  | {
      readonly type: "set";
      readonly id: number;
      readonly class: string;
      readonly size: number;
      readonly items: readonly Value[];
      readonly properties: readonly Property[];
      readonly truncated: number;
    }
  /** `time` NaN for an invalid date. */
  | { readonly type: "date"; readonly id: number; readonly time: number }
  | { readonly type: "regexp"; readonly id: number; readonly source: string; readonly flags: string }
  | {
      readonly type: "error";
      readonly id: number;
      readonly class: string;
      readonly name: string;
      readonly message: string;
      readonly properties: readonly Property[];
    }
  | { readonly type: "boxed"; readonly id: number; readonly class: string; readonly value: Value }
  | {
      readonly type: "typedarray";
      readonly id: number;
      readonly class: string;
      readonly length: number;
      readonly items: readonly Value[];
      readonly truncated: number;
    }
  /** Promise, Proxy, iterator, weak collection, buffer: identity and class only. */
  | { readonly type: "opaque"; readonly id: number; readonly class: string }
  /** An object already shown above in the same snapshot. */
  | { readonly type: "ref"; readonly id: number }
  | { readonly type: "hole" }
  | { readonly type: "accessor" }
  | { readonly type: "elided" }
  | { readonly type: "uninitialized" };

/** An own property of a recorded object. Symbol keys are shown as `@@description`, private ones as `#name`. */
export interface Property {
  readonly key: string;
  readonly value: Value;
}
