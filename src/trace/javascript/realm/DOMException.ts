import { defineGlobal, disguiseClass } from "./define.js";
import { defineProperty, NativeError } from "./primordials.js";

const CODES: Readonly<Record<string, number>> = { InvalidCharacterError: 5, DataCloneError: 25 };

/** The error class of `structuredClone` and `atob`. */
export class DOMException extends NativeError {
  readonly code: number;

  constructor(message = "", name: unknown = "Error") {
    super(`${message as string}`);
    const shown = `${name as string}`;
    defineProperty(this, "name", { value: shown, configurable: true });
    this.code = CODES[shown] ?? 0;
    defineProperty(this, "code", { enumerable: false });
  }
}

/** Defines the global. */
export function defineDOMException(): void {
  disguiseClass(DOMException, "DOMException");
  defineGlobal("DOMException", DOMException);
}
