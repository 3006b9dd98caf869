import { AssertionError, ask, fail } from "./AssertionError.js";
import {
  attempt,
  attemptPromise,
  matchThrown,
  matchUnwanted,
  messageOf,
  testRegExp,
} from "./assertThrows.js";
import { codedError, received } from "./define.js";
import { disguiseAs } from "./functionText.js";
import { host } from "./Host.js";
import { defineProperty, is, NativeError, NativeTypeError, ownKeys } from "./primordials.js";

type Fn = (...args: unknown[]) => unknown;

const deepEqual = (isStrict: boolean, a: unknown, b: unknown): boolean =>
  ask(() => host.deepEqual(isStrict, a, b));

/** Node's `assert` for programs: comparisons and messages come from Node's own, the errors belong to the realm. */
export function assertFunctions(): { readonly loose: unknown; readonly strict: unknown } {
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
        fail({
          actual: text,
          expected: pattern,
          message: message ?? text2,
          operator: name,
          generated: message === undefined,
        });
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
