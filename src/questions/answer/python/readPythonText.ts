import { PYTHON_ESCAPES } from "../../../trace/derive/pythonEscapes.js";
import type { PythonSource } from "./PythonSource.js";

/** One or more adjacent string literals, joined; of bytes each character is one byte. */
export interface PythonText {
  readonly bytes: boolean;
  readonly value: string;
}

const START = /(?:[uU]|[bB][rR]?|[rR][bB]?)?(?="|')/y;
const FORMATTED = /(?:[fFtT][rR]?|[rR][fFtT])(?="|')/y;

/** Reads the string literals that begin here, with the blanks behind them; undefined where none begins. */
export function readPythonText(source: PythonSource): PythonText | undefined {
  let whole: PythonText | undefined;
  for (;;) {
    const start = source.at;
    if (matches(FORMATTED, source)) source.fail("formatted text");
    if (!matches(START, source)) return whole;
    const prefix = source.text.slice(start, START.lastIndex).toLowerCase();
    source.at = START.lastIndex;
    const bytes = prefix.includes("b");
    if (whole !== undefined && whole.bytes !== bytes) source.fail("bytes and text joined", start);
    const piece = quoted(source, start, { bytes, raw: prefix.includes("r") });
    if (pairs(whole?.value, piece)) source.fail("surrogates side by side", start);
    const value: string = (whole?.value ?? "") + piece;
    whole = { bytes, value };
    source.blanks();
  }
}

/** Two surrogates that are two characters to Python would be one to JavaScript. */
function pairs(left: string | undefined, right: string): boolean {
  return left !== undefined && /[\ud800-\udbff]$/.test(left.slice(-1)) && /^[\udc00-\udfff]/.test(right);
}

function matches(expression: RegExp, source: PythonSource): boolean {
  expression.lastIndex = source.at;
  return expression.test(source.text);
}

interface Form {
  readonly bytes: boolean;
  readonly raw: boolean;
}

function quoted(source: PythonSource, start: number, form: Form): string {
  const quote = source.peek();
  const triple = source.text.startsWith(quote.repeat(3), source.at);
  const close = triple ? quote.repeat(3) : quote;
  source.at += close.length;
  const parts: string[] = [];
  while (!source.text.startsWith(close, source.at)) {
    const c = source.peek();
    if (c === "") source.fail("never closed", start);
    if (c === "\n" || c === "\r") {
      if (!triple) source.fail("never closed", start);
      source.lineBreak();
      parts.push("\n");
    } else {
      const plain = c !== "\\";
      const piece = plain
        ? plainPiece(source, quote, form)
        : form.raw
          ? rawEscape(source, start)
          : escaped(source, start, form.bytes);
      if (pairs(parts.at(-1), piece)) source.fail("surrogates side by side", start);
      parts.push(piece);
    }
  }
  source.at += close.length;
  return parts.join("");
}

/** Characters up to the next one that means something. */
function plainPiece(source: PythonSource, quote: string, { bytes }: Form): string {
  const start = source.at;
  const stop = quote === "'" ? /['\\\n\r]/g : /["\\\n\r]/g;
  stop.lastIndex = start + 1;
  source.at = source.peek() === quote ? start + 1 : (stop.exec(source.text)?.index ?? source.text.length);
  const piece = source.text.slice(start, source.at);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about all of ASCII
  if (bytes && /[^\x00-\x7f]/.test(piece)) source.fail("malformed text", start);
  return piece;
}

/** In raw text a backslash stays, and so does what it guards. */
function rawEscape(source: PythonSource, start: number): string {
  source.at++;
  const c = source.peek();
  if (c === "") source.fail("never closed", start);
  if (c === "\n" || c === "\r") {
    source.lineBreak();
    return "\\\n";
  }
  if (c !== "'" && c !== '"' && c !== "\\") return "\\";
  source.at++;
  return `\\${c}`;
}

function escaped(source: PythonSource, start: number, bytes: boolean): string {
  source.at++;
  const c = source.peek();
  if (c === "") source.fail("never closed", start);
  if (c === "\n" || c === "\r") {
    source.lineBreak();
    return "";
  }
  const simple = PYTHON_ESCAPES[c];
  if (simple !== undefined) {
    source.at++;
    return simple;
  }
  const octal = /[0-7]{1,3}/y;
  octal.lastIndex = source.at;
  const digits = octal.exec(source.text)?.[0];
  if (digits !== undefined) {
    source.at += digits.length;
    const code = Number.parseInt(digits, 8);
    return String.fromCharCode(bytes ? code & 0xff : code);
  }
  if (c === "x") return hexadecimal(source, 2);
  if (!bytes && c === "u") return hexadecimal(source, 4);
  if (!bytes && c === "U") return hexadecimal(source, 8);
  if (!bytes && c === "N") {
    // The names of all characters are a table of a megabyte, which only Python has.
    source.fail(
      /^N\{[^{}'"\n]+\}/.test(source.text.slice(source.at, source.at + 200))
        ? "character by name"
        : "malformed text",
    );
  }
  // An escape that is none stays as it is written.
  return "\\";
}

function hexadecimal(source: PythonSource, length: number): string {
  const digits = source.text.slice(source.at + 1, source.at + 1 + length);
  if (digits.length < length || /[^\da-fA-F]/.test(digits)) source.fail("malformed text");
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) source.fail("malformed text");
  source.at += 1 + length;
  return String.fromCodePoint(code);
}
