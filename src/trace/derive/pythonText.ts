/** Printable to Python's `str.isprintable`: no control, format, surrogate, private, unassigned or separator, space excepted. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/**
 * The repr of a Python `str`: single quotes unless there are single and no double ones in it; what cannot be printed
 * escaped. Which characters are assigned is what the Unicode tables of this Node say.
 */
export function pythonText(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let text = "";
  for (const c of value) {
    const code = c.codePointAt(0) as number;
    if (c === quote) text += `\\${c}`;
    else if (SHORT[c] !== undefined) text += SHORT[c];
    else if (code < 0x7f ? code >= 0x20 : !UNPRINTABLE.test(c)) text += c;
    else if (code < 0x100) text += `\\x${hex(code, 2)}`;
    else text += code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  }
  return `${quote}${text}${quote}`;
}

/** The repr of Python `bytes`, each character of `value` being one byte. */
export function pythonBytes(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let text = "";
  for (const c of value) {
    const code = c.charCodeAt(0);
    if (c === quote) text += `\\${c}`;
    else if (SHORT[c] !== undefined) text += SHORT[c];
    else text += code >= 0x20 && code < 0x7f ? c : `\\x${hex(code, 2)}`;
  }
  return `b${quote}${text}${quote}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
