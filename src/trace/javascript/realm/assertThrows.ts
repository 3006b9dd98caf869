import { AssertionError, ask, fail } from "./AssertionError.js";
import { codedError, received } from "./define.js";
import { check } from "./flow.js";
import { host } from "./Host.js";
import { apply, getPrototypeOf, NativeError, NativeTypeError, objectKeys, uncurry } from "./primordials.js";

/** `pattern.exec(text)` whatever the program did to it. */
export const testRegExp: (pattern: unknown, text: string) => unknown[] | null = uncurry(
  RegExp.prototype.exec,
);
const stringOf = (value: unknown): string => `${value as string}`;

/** What is shown of an error and of what was expected of it; named as in Node because it is printed. */
class Comparison {
  [key: string]: unknown;
  constructor(from: object, keys: readonly string[], actual?: Record<string, unknown>) {
    const source = from as Record<string, unknown>;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (!(key in source)) continue;
      const text = actual?.[key];
      const matches =
        typeof text === "string" && host.isRegExp(source[key]) && testRegExp(source[key], text) !== null;
      this[key] = matches ? text : source[key];
    }
  }
}

/** Whether `error` is what `expected` describes; throws what Node throws when it is not. */
function expectError(error: unknown, expected: unknown, message: unknown, operator: string): void {
  if (expected === undefined) return;
  if (typeof expected !== "function") {
    if (host.isRegExp(expected)) {
      const text = stringOf(error);
      if (testRegExp(expected, text) !== null) return;
      const shown = ask(() => host.inspect(expected));
      const input = ask(() => host.inspect(text));
      fail({
        actual: error,
        expected,
        generated: message === undefined,
        message: message ?? `The input did not match the regular expression ${shown}. Input:\n\n${input}\n`,
        operator,
      });
    }
    const keys = objectKeys(expected as object);
    if (expected instanceof NativeError) {
      keys[keys.length] = "name";
      keys[keys.length] = "message";
    } else if (keys.length === 0) {
      throw codedError(
        `The argument 'error' may not be an empty object. Received {}`,
        "ERR_INVALID_ARG_VALUE",
        NativeTypeError,
      );
    }
    const a = error as Record<string, unknown>;
    const b = expected as Record<string, unknown>;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      const asText = typeof a?.[key] === "string" && host.isRegExp(b[key]);
      if (asText && testRegExp(b[key], a[key] as string) !== null) continue;
      if (typeof a === "object" && a !== null && key in a && ask(() => host.deepEqual(true, a[key], b[key])))
        continue;
      if (message !== undefined) fail({ actual: error, expected, message, operator });
      const failure = new AssertionError({
        actual: new Comparison(a, keys),
        expected: new Comparison(b, keys, a),
        operator: "deepStrictEqual",
      });
      failure.actual = error;
      failure.expected = expected;
      failure.operator = operator;
      throw failure;
    }
    return;
  }
  const { prototype } = expected as { prototype?: unknown };
  if (prototype !== undefined && error instanceof (expected as never)) return;
  if (expected === NativeError || isErrorClass(expected)) {
    const shown = typeof expected.name === "string" ? expected.name : "";
    const actualName =
      error instanceof NativeError
        ? (error.constructor?.name ?? error.name)
        : typeof error === "object"
          ? "Object"
          : ask(() => host.inspect(error));
    const text =
      error instanceof NativeError
        ? `The error is expected to be an instance of "${shown}". Received "${actualName}"\n\nError message:\n\n${error.message}`
        : `The error is expected to be an instance of "${shown}". Received "${actualName}"`;
    fail({ actual: error, expected, message: message ?? text, operator, generated: message === undefined });
  }
  const result = apply(expected as never, {}, [error]);
  if (result === true) return;
  const name = (expected as { name: unknown }).name;
  const shown =
    typeof name === "string" && name !== "" ? `The "${name}" validation function` : "The validation function";
  const got = ask(() => host.inspect(result));
  const caught = error instanceof NativeError ? `\n\nCaught error:\n\n${stringOf(error)}` : "";
  fail({
    actual: error,
    expected,
    generated: message === undefined,
    message: message ?? `${shown} is expected to return "true". Received ${got}${caught}`,
    operator,
  });
}

function isErrorClass(type: object): boolean {
  for (let at: object | null = type; at !== null; at = getPrototypeOf(at))
    if (at === NativeError) return true;
  return false;
}

/** `throws(fn, "message")` and `throws(fn, error, "message")`. */
export function matchThrown(
  name: string,
  thrown: { error: unknown } | undefined,
  expected: unknown,
  message: unknown,
): void {
  if (typeof expected === "string") {
    if (thrown !== undefined && messageOf(thrown.error) === expected) {
      throw codedError(
        `The "error/message" argument is ambiguous. The error message "${expected}" is identical to the message.`,
        "ERR_AMBIGUOUS_ARGUMENT",
        NativeTypeError,
      );
    }
    message = expected;
    expected = undefined;
  }
  if (thrown === undefined) {
    let details = "";
    const type = expected as { name?: unknown } | undefined;
    if (typeof type?.name === "string" && type.name !== "") details += ` (${type.name})`;
    details += message === undefined ? "." : `: ${message as string}`;
    const kind = name === "rejects" ? "rejection" : "exception";
    fail({ actual: undefined, expected, operator: name, message: `Missing expected ${kind}${details}` });
  }
  expectError(thrown.error, expected, message, name);
}

/** What `doesNotThrow` and `doesNotReject` throw for an exception. */
export function matchUnwanted(name: string, error: unknown, expected: unknown, message: unknown): never {
  if (typeof expected === "string") {
    message = expected;
    expected = undefined;
  }
  const wanted =
    expected === undefined ||
    (typeof expected === "function" &&
      (expected as { prototype?: unknown }).prototype !== undefined &&
      error instanceof (expected as never)) ||
    (host.isRegExp(expected) && testRegExp(expected, stringOf(error)) !== null);
  if (!wanted) throw error;
  const details = message === undefined ? "." : `: ${message as string}`;
  const kind = name === "doesNotReject" ? "rejection" : "exception";
  fail({
    actual: error,
    expected,
    operator: name,
    message: `Got unwanted ${kind}${details}\nActual message: "${String(messageOf(error))}"`,
  });
}

/** The message of an error, or the thrown value itself. */
export const messageOf = (error: unknown): unknown =>
  (typeof error === "object" && error !== null) || typeof error === "function"
    ? (error as { message?: unknown }).message
    : error;

/** Runs `fn`; the exception it threw, boxed. */
export function attempt(fn: unknown): { error: unknown } | undefined {
  if (typeof fn !== "function") {
    throw codedError(
      `The "fn" argument must be of type function. Received ${received(fn)}`,
      "ERR_INVALID_ARG_TYPE",
      NativeTypeError,
    );
  }
  try {
    fn();
    return undefined;
  } catch (error) {
    check();
    return { error };
  }
}

/** Awaits a promise, or what `fn` gives; the reason it was rejected with, boxed. */
export async function attemptPromise(fn: unknown): Promise<{ error: unknown } | undefined> {
  const promise = typeof fn === "function" ? fn() : fn;
  try {
    await promise;
    return undefined;
  } catch (error) {
    check();
    return { error };
  }
}
