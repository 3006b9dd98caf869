import { codedError, received } from "./define.js";
import { check } from "./flow.js";
import { disguiseAs } from "./functionText.js";
import { host } from "./Host.js";
import { defineProperty, NativeError, NativeTypeError } from "./primordials.js";

/** What an assertion found. */
export interface Failure {
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;
  readonly message?: unknown;
  /** The message is not the program's. */
  readonly generated?: boolean;
}

/** Runs a host function on values of the program. */
export function ask<T>(run: () => T): T {
  check();
  return run();
}

/** The error of a failed assertion; its message is the one Node's own makes. */
export class AssertionError extends NativeError {
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
    super(
      // Node's own makes the message, and adds to a given one what it adds.
      ask(() => host.assertMessage(operator, actual, expected, given ? `${message as string}` : undefined)),
    );
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

/** Throws what a failed assertion throws: the program's own error if it gave one. */
export function fail(failure: Failure): never {
  if (failure.message instanceof NativeError) throw failure.message;
  const error = new AssertionError(failure);
  if (failure.generated) error.generatedMessage = true;
  throw error;
}
