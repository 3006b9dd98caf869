import type { PythonSource } from "./PythonSource.js";

/** An unsigned number as Python's tokenizer has it: `imaginary` of `2j`. */
export type PythonNumber =
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "imaginary"; readonly value: number };

const POINT = /(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?/y;
const EXPONENT = /[eE][-+]?\d(?:_?\d)*/y;
const BASED = /0(?:[xX](?:_?[\da-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/y;
const INTEGER = /^(?:0(?:_?0)*|[1-9](?:_?\d)*)$/;
/** What may not follow a number at once. */
const GOES_ON = /[\p{ID_Continue}_]/u;

/** Decimal digits of an `int` that Python reads and writes; of other bases there is no bound. */
export const LONGEST_INT = 4300;

/** Whether a number begins here. */
export function startsNumber(source: PythonSource): boolean {
  return (
    /[0-9]/.test(source.peek()) || (source.peek() === "." && /[0-9]/.test(source.text[source.at + 1] ?? ""))
  );
}

/** Reads the number that begins here, with the blanks behind it. */
export function readPythonNumber(source: PythonSource): PythonNumber {
  const start = source.at;
  const based = match(BASED, source);
  const number =
    based === undefined ? decimal(source) : ({ kind: "int", value: BigInt(plain(based)) } as const);
  const behind = source.text.codePointAt(source.at);
  if (behind !== undefined && GOES_ON.test(String.fromCodePoint(behind)))
    source.fail("malformed number", start);
  source.blanks();
  return number;
}

function decimal(source: PythonSource): PythonNumber {
  const start = source.at;
  const digits = match(POINT, source) ?? source.fail("malformed number");
  const exponent = match(EXPONENT, source) ?? "";
  const suffix = /[jJ]/.test(source.peek());
  if (suffix) source.at++;
  if (suffix || exponent !== "" || digits.includes("."))
    return { kind: suffix ? "imaginary" : "float", value: Number(plain(digits + exponent)) };
  if (!INTEGER.test(digits)) source.fail("malformed number", start);
  const text = plain(digits);
  if (text.length > LONGEST_INT) source.fail("too long an integer", start);
  return { kind: "int", value: BigInt(text) };
}

function plain(text: string): string {
  return text.replaceAll("_", "");
}

function match(expression: RegExp, source: PythonSource): string | undefined {
  expression.lastIndex = source.at;
  const found = expression.exec(source.text)?.[0];
  if (found !== undefined) source.at += found.length;
  return found;
}
