import { PYTHON_ESCAPES } from "./pythonEscapes.js";

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|\r\n|([\s\S]))/g;

/**
 * Text of one Python string literal (`"a"`, `r'b'`, `'''c'''`). `undefined` for bytes, f-strings and characters by
 * name (`\N{…}`).
 */
export function pythonString(literal: string): string | undefined {
  const match = /^([rRuU]?)('''|"""|'|")([\s\S]*)\2$/.exec(literal);
  if (match === null) return undefined;
  const [, prefix, , body] = match;
  if (/[rR]/.test(prefix)) return body;
  if (body.includes("\\N{")) return undefined;
  return body.replace(ESCAPE, (whole, hex, four, eight, octal, one) => {
    const code = hex ?? four ?? eight;
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    if (one === undefined) return "";
    // An escape Python does not know stays as it is.
    // A line end behind a backslash is no character.
    return one === "\n" ? "" : (PYTHON_ESCAPES[one] ?? whole);
  });
}
