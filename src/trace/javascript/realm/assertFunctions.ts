import { codedError, received } from "./define.js";
import { check } from "./flow.js";
import { disguiseAs } from "./functionText.js";
import { host } from "./Host.js";
import {
  apply,
  defineProperty,
  getPrototypeOf,
  is,
  NativeError,
  NativeTypeError,
  objectKeys,
  ownKeys,
  uncurry,
} from "./primordials.js";

type Fn = (...args: unknown[]) => unknown;
interface Failure {
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;
  readonly message?: unknown;
}

const testRegExp: (pattern: unknown, text: string) => unknown[] | null = uncurry(RegExp.prototype.exec);
const stringOf: (error: unknown) => string = value => `${value as string}`;

/** Runs a host function on values of the program. */
function ask<T>(run: () => T): T {
  check();
  return run();
}

const deepEqual = (isStrict: boolean, a: unknown, b: unknown): boolean =>
  ask(() => host.deepEqual(isStrict, a, b));

/** Node's `assert` for programs: comparisons and messages come from Node's own, the errors belong to the realm. */
export function assertFunctions(): { readonly loose: unknown; readonly strict: unknown } {
  class AssertionError extends NativeError {
    generatedMessage: boolean;
    code: string;
    actual: unknown;
    expected: unknown;
    operator: unknown;
    constructor(options: Failure & { readonly stackStartFn?: unknown }) {
      if (typeof options !== "object" || options === null) {
        throw codedError(
          `The "options" argument must be of type object. Received ${received(options)}`,
          "ERR_INVALID_ARG_TYPE",
          NativeTypeError,
        );
      }
      const { message, operator, actual, expected } = options;
      const given = message !== undefined && message !== null;
      super(given ? stringOf(message) : ask(() => host.assertMessage(operator, actual, expected)));
      this.generatedMessage = !given;
      defineProperty(this, "name", {
        value: "AssertionError",
        enumerable: false,
        writable: true,
        configurable: true,
      });
      this.code = "ERR_ASSERTION";
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    override toString(): string {
      return `${this.name} [${this.code}]: ${this.message}`;
    }
  }
  disguiseAs(AssertionError, "AssertionError");

  function fail(failure: Failure): never {
    if (failure.message instanceof NativeError) throw failure.message;
    throw new AssertionError(failure);
  }

  function compare(operator: string, holds: (a: unknown, b: unknown) => boolean): Fn {
    return {
      [operator](actual: unknown, expected: unknown, message?: unknown): void {
        // biome-ignore lint/complexity/noArguments: how many were given
        if (arguments.length < 2) {
          throw codedError(
            'The "actual" and "expected" arguments must be specified',
            "ERR_MISSING_ARGS",
            NativeTypeError,
          );
        }
        if (!holds(actual, expected)) fail({ actual, expected, message, operator });
      },
    }[operator];
  }

  const truthy = (name: string): Fn =>
    ({
      [name](value: unknown, message?: unknown): void {
        // biome-ignore lint/complexity/noArguments: how many were given
        if (arguments.length === 0) {
          fail({
            actual: undefined,
            expected: true,
            message: "No value argument passed to `assert.ok()`",
            operator: "==",
          });
        }
        if (!value) fail({ actual: value, expected: true, message, operator: "==" });
      },
    })[name];

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
        if (typeof a === "object" && a !== null && key in a && deepEqual(true, a[key], b[key])) continue;
        if (message !== undefined) fail({ actual: error, expected, message, operator });
        const shownA: Record<string, unknown> = {};
        const shownB: Record<string, unknown> = {};
        for (let k = 0; k < keys.length; k++) {
          if (typeof a === "object" && a !== null && keys[k] in a) shownA[keys[k]] = a[keys[k]];
          const pattern = b[keys[k]];
          const matches =
            host.isRegExp(pattern) &&
            typeof a?.[keys[k]] === "string" &&
            testRegExp(pattern, a[keys[k]] as string) !== null;
          shownB[keys[k]] = matches ? a[keys[k]] : pattern;
        }
        const failure = new AssertionError({ actual: shownA, expected: shownB, operator: "deepStrictEqual" });
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
      fail({ actual: error, expected, message: message ?? text, operator });
    }
    const result = apply(expected as never, {}, [error]);
    if (result === true) return;
    const name = (expected as { name: unknown }).name;
    const shown =
      typeof name === "string" && name !== ""
        ? `The "${name}" validation function`
        : "The validation function";
    const got = ask(() => host.inspect(result));
    const caught = error instanceof NativeError ? `\n\nCaught error:\n\n${stringOf(error)}` : "";
    fail({
      actual: error,
      expected,
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
  function matchThrown(
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

  function matchUnwanted(name: string, error: unknown, expected: unknown, message: unknown): never {
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

  const messageOf = (error: unknown): unknown =>
    (typeof error === "object" && error !== null) || typeof error === "function"
      ? (error as { message?: unknown }).message
      : error;

  function attempt(fn: unknown): { error: unknown } | undefined {
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

  async function attemptPromise(fn: unknown): Promise<{ error: unknown } | undefined> {
    const promise = typeof fn === "function" ? fn() : fn;
    try {
      await promise;
      return undefined;
    } catch (error) {
      check();
      return { error };
    }
  }

  const match = (name: string, wanted: boolean): Fn =>
    ({
      [name](text: unknown, pattern: unknown, message?: unknown): void {
        if (!host.isRegExp(pattern)) {
          throw codedError(
            `The "regexp" argument must be an instance of RegExp. Received ${received(pattern)}`,
            "ERR_INVALID_ARG_TYPE",
            NativeTypeError,
          );
        }
        if (typeof text === "string" && (testRegExp(pattern, text) !== null) === wanted) return;
        const shown = ask(() => host.inspect(pattern));
        const input = ask(() => host.inspect(text));
        const text2 =
          typeof text !== "string"
            ? `The "string" argument must be of type string. Received ${received(text)}`
            : wanted
              ? `The input did not match the regular expression ${shown}. Input:\n\n${input}\n`
              : `The input was expected to not match the regular expression ${shown}. Input:\n\n${input}\n`;
        fail({ actual: text, expected: pattern, message: message ?? text2, operator: name });
      },
    })[name];

  const common: Record<string, Fn> = {
    fail: {
      fail(message: unknown = "Failed"): void {
        if (message instanceof NativeError) throw message;
        const error = new AssertionError({
          actual: undefined,
          expected: undefined,
          operator: "fail",
          message,
        });
        // biome-ignore lint/complexity/noArguments: whether a message was given
        error.generatedMessage = arguments.length === 0;
        throw error;
      },
    }.fail,
    throws: {
      throws(fn: unknown, expected?: unknown, message?: unknown): void {
        matchThrown("throws", attempt(fn), expected, message);
      },
    }.throws,
    doesNotThrow: {
      doesNotThrow(fn: unknown, expected?: unknown, message?: unknown): void {
        const thrown = attempt(fn);
        if (thrown !== undefined) matchUnwanted("doesNotThrow", thrown.error, expected, message);
      },
    }.doesNotThrow,
    rejects: {
      async rejects(fn: unknown, expected?: unknown, message?: unknown): Promise<void> {
        matchThrown("rejects", await attemptPromise(fn), expected, message);
      },
    }.rejects,
    doesNotReject: {
      async doesNotReject(fn: unknown, expected?: unknown, message?: unknown): Promise<void> {
        const thrown = await attemptPromise(fn);
        if (thrown !== undefined) matchUnwanted("doesNotReject", thrown.error, expected, message);
      },
    }.doesNotReject,
    ifError: {
      ifError(error: unknown): void {
        if (error === null || error === undefined) return;
        const text = messageOf(error);
        const shown =
          typeof error === "object" && typeof text === "string"
            ? text === "" && (error as Error).constructor
              ? (error as Error).constructor.name
              : text
            : ask(() => host.inspect(error));
        fail({
          actual: error,
          expected: null,
          operator: "ifError",
          message: `ifError got unwanted exception: ${shown}`,
        });
      },
    }.ifError,
    match: match("match", true),
    doesNotMatch: match("doesNotMatch", false),
    deepStrictEqual: compare("deepStrictEqual", (a, b) => deepEqual(true, a, b)),
    notDeepStrictEqual: compare("notDeepStrictEqual", (a, b) => !deepEqual(true, a, b)),
    strictEqual: compare("strictEqual", is),
    notStrictEqual: compare("notStrictEqual", (a, b) => !is(a, b)),
  };
  // biome-ignore lint/suspicious/noDoubleEquals: that is what loose equality is
  const same = (a: unknown, b: unknown): boolean => a == b || (is(a, Number.NaN) && is(b, Number.NaN));
  const loose: Record<string, Fn> = {
    equal: compare("==", same),
    notEqual: compare("!=", (a, b) => !same(a, b)),
    deepEqual: compare("deepEqual", (a, b) => deepEqual(false, a, b)),
    notDeepEqual: compare("notDeepEqual", (a, b) => !deepEqual(false, a, b)),
  };
  const strict: Record<string, Fn> = {
    equal: common.strictEqual,
    notEqual: common.notStrictEqual,
    deepEqual: common.deepStrictEqual,
    notDeepEqual: common.notDeepStrictEqual,
  };

  const make = (name: string, extra: Record<string, Fn>): Record<string, unknown> => {
    const assert = truthy(name) as unknown as Record<string, unknown>;
    for (const set of [common, extra]) {
      const keys = ownKeys(set) as string[];
      for (let i = 0; i < keys.length; i++) {
        const fn = set[keys[i]];
        if (set !== extra || extra === loose)
          defineProperty(fn, "name", { value: keys[i], configurable: true });
        disguiseAs(fn, keys[i]);
        assert[keys[i]] = fn;
      }
    }
    assert.ok = truthy("ok");
    assert.AssertionError = AssertionError;
    disguiseAs(assert, name);
    disguiseAs(assert.ok as object, "ok");
    return assert;
  };
  const looseAssert = make("ok", loose);
  const strictAssert = make("strict", strict);
  looseAssert.strict = strictAssert;
  strictAssert.strict = strictAssert;
  return { loose: looseAssert, strict: strictAssert };
}
